package io.github.goproxy4j.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What the record of a version says of one of its files.
 *
 * @param size its length
 * @param modifiedNanos when it was last written to
 * @param inode its number on its file system; 0 if it had none
 * @param sha256 the SHA-256 of its bytes, in hexadecimal digits
 */
record RecordedFile(long size, long modifiedNanos, long inode, String sha256) {
    /** Takes the stamp of a file whose hash is known. */
    static RecordedFile of(Path file, String sha256) throws IOException {
        FileStamp stamp = FileStamp.of(file);
        return new RecordedFile(stamp.size(), stamp.modifiedNanos(), FileStamp.inode(file), sha256);
    }

    /** Whether a file is the one that was recorded, as far as can be told without reading it. */
    boolean matches(Path file, FileStamp stamp) throws IOException {
        return stamp.size() == size && stamp.modifiedNanos() == modifiedNanos && inode == FileStamp.inode(file);
    }
}
