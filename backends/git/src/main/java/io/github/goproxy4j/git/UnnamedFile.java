package io.github.goproxy4j.git;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Writes temporary files that have no name once they are open: nothing is left of them when they are closed. */
final class UnnamedFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private UnnamedFile() {}

    /** Writes what goes into the file. */
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private static FileChannel create(Path directory) throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return FileChannel.open(
                directory.resolve("goproxy4j-" + UUID.randomUUID() + ".blob"),
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                ownerOnly);
    }

    /** Writes a file in the platform's temporary directory. The caller closes it. */
    static FileChannel write(Writer writer) throws IOException {
        FileChannel file = create(Path.of(System.getProperty("java.io.tmpdir")));
        boolean written = false;
        try {
            // Not closed: that would close the file.
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES);
            writer.write(out);
            out.flush();
            written = true;
            return file;
        } finally {
            if (!written) {
                file.close();
            }
        }
    }
}
