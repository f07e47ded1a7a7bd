package io.github.goproxy4j.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;

/** What a store does to a disk. One implementation does it; those of tests fail where a disk may. */
interface DiskFiles {
    /** Creates a directory with those above it, and makes sure that they outlast a power failure. */
    void createDirectories(Path directory) throws IOException;

    /** Creates a file that is not there, to be written to. */
    FileChannel create(Path file) throws IOException;

    /** Writes a file that is not there, and makes sure of its bytes. */
    void write(Path file, byte[] bytes) throws IOException;

    /** Copies a file to one that is not there, and makes sure of its bytes. */
    void copy(Path from, Path to) throws IOException;

    /** Makes sure that the bytes of a file, or the names in a directory, outlast a power failure. */
    void force(Path file) throws IOException;

    /**
     * Gives a file a second name, which is not there yet.
     *
     * @throws UnsupportedOperationException if the file system has no such thing
     */
    void link(Path existing, Path name) throws IOException;

    /** Renames a file, at once, in place of what has the name. */
    void move(Path from, Path to) throws IOException;

    /** Deletes a file or an empty directory, if it is there. */
    void delete(Path file) throws IOException;

    /** Sets when a file was last written to. */
    void touch(Path file, Instant time) throws IOException;
}
