package io.github.goproxy4j.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a file tells without reading it: two equal stamps are of the same unchanged file, short of what sets the
 * time of a file back.
 *
 * @param size its length; -1 for what is no regular file
 * @param modifiedNanos when it was last written to, since 1970
 * @param key which file it is, whatever its name; null where the file system does not tell
 */
record FileStamp(long size, long modifiedNanos, @Nullable Object key) {
    private static final long UNKNOWN_INODE = 0;

    /**
     * Looks at a file.
     *
     * @param file the file; a link is not followed
     * @return its stamp
     * @throws NoSuchFileException if there is no such file
     */
    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new FileStamp(
                attributes.isRegularFile() ? attributes.size() : -1,
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                attributes.fileKey());
    }

    /** Looks at a file that may not be there. */
    static Optional<FileStamp> find(Path file) throws IOException {
        try {
            return Optional.of(of(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the number of a file on its file system, which is the same after the file system was mounted elsewhere.
     *
     * @param file the file
     * @return its inode; 0 where there is no such thing
     */
    static long inode(Path file) throws IOException {
        try {
            return ((Number) Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS)).longValue();
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return UNKNOWN_INODE;
        }
    }
}
