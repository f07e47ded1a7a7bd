package io.github.goproxy4j.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a stored file chunk by chunk, with no more than one of them in memory. For one thread, as any stream. */
final class ChunkInputStream extends InputStream {
    private final StoredFile file;
    private long position;
    private long loaded = -1;
    private byte @Nullable [] chunk;

    ChunkInputStream(StoredFile file, long from) {
        this.file = file;
        this.position = from;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        file.checkOpen();
        if (length == 0) {
            return 0;
        }
        if (position >= file.length()) {
            return -1;
        }
        byte[] bytes = chunkAtPosition();
        int start = (int) (position % file.chunkSize());
        int count = Math.min(length, bytes.length - start);
        System.arraycopy(bytes, start, target, offset, count);
        position += count;
        return count;
    }

    private byte[] chunkAtPosition() throws IOException {
        long wanted = position / file.chunkSize();
        byte[] bytes = chunk;
        if (bytes == null || wanted != loaded) {
            chunk = null; // not two in memory
            bytes = file.chunk(wanted);
            chunk = bytes;
            loaded = wanted;
        }
        return bytes;
    }

    @Override
    public long skip(long count) throws IOException {
        file.checkOpen();
        long skipped = Math.max(0, Math.min(count, file.length() - position));
        position += skipped;
        return skipped;
    }

    @Override
    public void close() {
        chunk = null;
    }
}
