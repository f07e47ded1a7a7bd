package io.github.goproxy4j.source;

import io.github.goproxy4j.repository.GrowingFile;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.InvalidZipException;
import io.github.goproxy4j.zip.ZipParts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A zip that is made in a temporary file without a name: nothing is left of it once the lease is closed, or the process is
 * gone, however it went.
 *
 * <p>On POSIX systems the platform removes the name of a file opened with {@code DELETE_ON_CLOSE} at once; on Windows the
 * system deletes the file with its last handle.
 */
final class SpooledZip {
    /** Writes a zip, once. */
    interface Writer extends AutoCloseable {
        void write(OutputStream out) throws InvalidZipException, ModuleAccessException, IOException;

        /** Where in the zip that has been written which content is, if that is known. */
        default Optional<ZipParts> parts() {
            return Optional.empty();
        }

        /** Ends the reading of the files. */
        @Override
        default void close() {}
    }

    /** What has to be done when a zip is written, before anybody is told that it is whole. */
    interface Completion {
        void complete() throws ModuleAccessException, IOException;
    }

    private static final int BUFFER_BYTES = 1 << 16;

    private final Instant lastModified;
    private final Writer writer;
    private final GrowingFile file;
    private final SpoolOutput spool;

    private SpooledZip(SourceOptions options, Instant lastModified, Writer writer) throws IOException {
        this.lastModified = lastModified;
        this.writer = writer;
        this.file = GrowingFile.of(create(options), this::abandon);
        this.spool = new SpoolOutput(file.output(), options.maxZipBytes());
    }

    private void abandon() {
        spool.abandon();
    }

    /**
     * Makes the zip, whole.
     *
     * @param lastModified when its content was last changed
     */
    static ModuleFile make(SourceOptions options, Instant lastModified, Writer writer)
            throws ModuleAccessException, IOException {
        SpooledZip zip = new SpooledZip(options, lastModified, writer);
        ModuleFile lease = zip.lease();
        boolean made = false;
        try {
            zip.write();
            zip.finish();
            made = true;
            return lease;
        } finally {
            if (!made) {
                zip.file.fail(new IOException("the zip could not be made"));
                lease.close();
            }
        }
    }

    /**
     * Has the zip made by a thread of its own, and returns at once. The making ends when the lease, and all that others
     * may have got of it, are closed. That thread closes the writer.
     *
     * @param lastModified when its content was last changed
     * @param completion done on that thread, if the zip has been written
     */
    static ModuleFile start(SourceOptions options, Instant lastModified, Writer writer, Completion completion)
            throws IOException {
        SpooledZip zip = new SpooledZip(options, lastModified, writer);
        ModuleFile lease = zip.lease();
        Thread thread = new Thread(null, () -> zip.run(completion), "goproxy4j-zip-maker", 0, false);
        thread.setDaemon(true);
        boolean started = false;
        try {
            thread.start();
            started = true;
            return lease;
        } finally {
            if (!started) {
                zip.file.fail(new IOException("the zip could not be made"));
                lease.close();
            }
        }
    }

    private ModuleFile lease() throws IOException {
        return file.lease().orElseThrow(() -> new IllegalStateException("a new file has leases"));
    }

    private void run(Completion completion) {
        boolean ended = false;
        try {
            try (writer) {
                write();
            }
            completion.complete();
            finish();
            ended = true;
        } catch (ModuleAccessException | IOException | RuntimeException e) {
            file.fail(e);
            ended = true;
        } finally {
            if (!ended) {
                file.fail(new IOException("the zip could not be made"));
            }
        }
    }

    private void finish() {
        file.finish(StrongTag.ofDigest(spool.digest()), lastModified, writer.parts());
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

    private void write() throws ModuleAccessException, IOException {
        BufferedOutputStream out = new BufferedOutputStream(spool, BUFFER_BYTES);
        try {
            writer.write(out);
            out.flush();
        } catch (InvalidZipException | ExportRefusedException | SourceLimitException e) {
            throw Refusal.because(ModuleAccessException.Reason.INVALID, e);
        } catch (IOException e) {
            if (spool.exceeded()) {
                throw new ModuleAccessException(ModuleAccessException.Reason.INVALID, "module zip file too large", e);
            }
            throw e;
        }
    }
}
