package io.github.goproxy4j.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads pieces of a file, of which it holds some in memory: most pieces of a delta's base are small and close together. */
final class FileWindow {
    private static final int BYTES = 1 << 18;

    private final FileChannel channel;
    private final long size;
    private final byte[] window = new byte[BYTES];
    private long start;
    private int length;

    FileWindow(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    /** Copies a piece that is within the file. */
    void copyTo(OutputStream out, long offset, int count) throws IOException {
        long from = offset;
        for (int left = count; left > 0; ) {
            if (from < start || from >= start + length) {
                fill(from);
            }
            int at = (int) (from - start);
            int n = Math.min(left, length - at);
            out.write(window, at, n);
            from += n;
            left -= n;
        }
    }

    private void fill(long from) throws IOException {
        start = from;
        length = channel.read(ByteBuffer.wrap(window), from);
        if (length <= 0) {
            length = 0;
            throw new EOFException("a temporary file ends too early");
        }
    }
}
