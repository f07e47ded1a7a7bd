package io.github.goproxy4j.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What tells that a file or directory has changed, without reading it.
 *
 * <p>Where the platform has it, the time is that of the last change of the inode, which nobody can set: {@code touch},
 * {@code cp -p} and {@code rsync -t} set the time of the last modification back. Links are followed.
 *
 * @param changed when it was changed, in nanoseconds
 * @param size how long it is, in bytes; -1 if there is none
 * @param key which file it is, as long as there is none other of this number
 * @param kind what it is
 */
record FileStamp(long changed, long size, Object key, Kind kind) {
    /** What there is. */
    enum Kind {
        /** Nothing. */
        NONE,
        /** A regular file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** Something that may not end when it is read, such as a pipe. */
        OTHER;

        static Kind of(boolean file, boolean directory) {
            return file ? FILE : directory ? DIRECTORY : OTHER;
        }
    }

    static final FileStamp ABSENT = new FileStamp(0, -1, "", Kind.NONE);

    private static final String UNIX = "unix";
    private static final String ATTRIBUTES = "unix:ctime,ino,size,mode";

    /** What a mode says of the kind. */
    private static final int TYPE = 0170000;

    private static final int FILE = 0100000;
    private static final int DIRECTORY = 0040000;

    /** No kernel's clock for file times ticks more slowly than at 100 Hz; twice that, and more. */
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

    /** The clock of a file system with whole seconds only; FAT has every second one. */
    private static final long COARSE_TICK = TimeUnit.MILLISECONDS.toNanos(2_500);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    static FileStamp of(Path path) throws IOException {
        try {
            return isOfInode(path) ? ofInode(path) : ofFile(path);
        } catch (NoSuchFileException e) {
            return ABSENT;
        }
    }

    /** Whether the stamp of a file there has a time that nobody can set. */
    static boolean isOfInode(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains(UNIX);
    }

    private static FileStamp ofInode(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, ATTRIBUTES);
        int mode = attribute(attributes, "mode", Integer.class);
        return new FileStamp(
                attribute(attributes, "ctime", FileTime.class).to(TimeUnit.NANOSECONDS),
                attribute(attributes, "size", Long.class),
                attribute(attributes, "ino", Long.class),
                Kind.of((mode & TYPE) == FILE, (mode & TYPE) == DIRECTORY));
    }

    private static <T> T attribute(Map<String, Object> attributes, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(attributes.get(name)));
    }

    private static FileStamp ofFile(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        Object key = attributes.fileKey();
        return new FileStamp(
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                attributes.size(),
                key == null ? "" : key,
                Kind.of(attributes.isRegularFile(), attributes.isDirectory()));
    }

    boolean isThere() {
        return kind != Kind.NONE;
    }

    boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    /**
     * How long after it was first seen another change must have another stamp: as many nanoseconds as the clock that file
     * times are taken from may stand still.
     */
    long settlesIn() {
        return isThere() && changed % SECOND == 0 ? COARSE_TICK : TICK;
    }
}
