package io.github.goproxy4j.source;

import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.InvalidZipException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a zip in a temporary file that has no name: nothing is left of it once the lease is closed, or the process is
 * gone, however it went.
 *
 * <p>On POSIX systems the platform removes the name of a file opened with {@code DELETE_ON_CLOSE} at once; on Windows the
 * system deletes the file with its last handle.
 */
final class SpooledZip {
    /** Writes a zip. */
    interface Writer {
        void write(OutputStream out) throws InvalidZipException, ModuleAccessException, IOException;
    }

    private static final int BUFFER_BYTES = 1 << 16;

    private SpooledZip() {}

    /**
     * Makes the zip, whole.
     *
     * @param lastModified when its content was last changed
     */
    static ModuleFile make(SourceOptions options, Instant lastModified, Writer writer)
            throws ModuleAccessException, IOException {
        FileChannel channel = create(options);
        boolean made = false;
        try {
            SpoolOutput spool = new SpoolOutput(channel, options.maxZipBytes());
            write(writer, spool);
            ModuleFile zip = ModuleFile.of(channel, StrongTag.ofDigest(spool.digest()), lastModified);
            made = true;
            return zip;
        } finally {
            if (!made) {
                channel.close();
            }
        }
    }

    private static FileChannel create(SourceOptions options) throws IOException {
        Path directory = options.temporaryDirectory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        return FileChannel.open(
                directory.resolve("goproxy4j-" + UUID.randomUUID() + ".zip"),
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                OwnerOnly.attributes(directory));
    }

    private static void write(Writer writer, SpoolOutput spool) throws ModuleAccessException, IOException {
        BufferedOutputStream out = new BufferedOutputStream(spool, BUFFER_BYTES);
        try {
            writer.write(out);
            out.flush();
        } catch (InvalidZipException | ExportRefusedException e) {
            throw Refusal.because(ModuleAccessException.Reason.INVALID, e);
        } catch (IOException e) {
            if (spool.exceeded()) {
                throw new ModuleAccessException(ModuleAccessException.Reason.INVALID, "module zip file too large", e);
            }
            throw e;
        }
    }
}
