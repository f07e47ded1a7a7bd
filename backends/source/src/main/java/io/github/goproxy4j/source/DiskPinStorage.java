package io.github.goproxy4j.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that this process alone writes to. It is no {@code FileChannel} that is written to, as the interrupt of one thread
 * would close that for all.
 */
final class DiskPinStorage implements PinStorage {
    /**
     * What this process has open. On POSIX systems a process loses its lock when it closes the file a second time, so the
     * second time must not begin.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path real;
    private final RandomAccessFile file;

    private DiskPinStorage(Path real, RandomAccessFile file) {
        this.real = real;
        this.file = file;
    }

    /** Opens a file, or creates it for its owner only, and locks it. The message of a failure is for the operator. */
    static DiskPinStorage open(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new IOException(path + ": is a directory");
        }
        try {
            create(absolute);
        } catch (NoSuchFileException e) {
            throw new IOException(path + ": no such directory", e);
        } catch (AccessDeniedException e) {
            throw new IOException(path + ": may not be created", e);
        }
        if (!Files.isReadable(absolute) || !Files.isWritable(absolute)) {
            throw new IOException(path + ": may not be read and written");
        }
        Path real = absolute.toRealPath();
        if (!OPEN.add(real)) {
            throw inUse(path);
        }
        boolean opened = false;
        try {
            RandomAccessFile file = new RandomAccessFile(real.toFile(), "rw");
            try {
                // Held until the file is closed; the channel is not used for anything else.
                opened = file.getChannel().tryLock() != null;
            } finally {
                if (!opened) {
                    file.close();
                }
            }
            if (!opened) {
                throw inUse(path);
            }
            return new DiskPinStorage(real, file);
        } finally {
            if (!opened) {
                OPEN.remove(real);
            }
        }
    }

    private static IOException inUse(Path path) {
        return new IOException(path + ": in use by another server");
    }

    private static void create(Path path) throws IOException {
        Path directory = Objects.requireNonNull(path.getParent());
        try {
            Files.createFile(path, OwnerOnly.attributes(directory));
        } catch (FileAlreadyExistsException e) {
            return;
        }
        // On POSIX systems a new name is on the disk only once its directory is; others cannot open a directory.
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** All bytes from the beginning; closing the stream has no effect on the file. */
    InputStream read() throws IOException {
        file.seek(0);
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return file.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return file.read(target, offset, length);
            }
        };
    }

    @Override
    public void write(long position, byte[] bytes) throws IOException {
        file.seek(position);
        file.write(bytes);
    }

    @Override
    public void sync() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void truncate(long length) throws IOException {
        file.setLength(length);
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            OPEN.remove(real);
        }
    }
}
