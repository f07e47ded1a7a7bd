package io.github.goproxy4j.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** Writes to a file, counts and hashes what it writes, and fails at the first byte beyond a limit. */
final class SpoolOutput extends OutputStream {
    private final FileChannel channel;
    private final long limit;
    private final MessageDigest digest = Sha256.start();
    private long count;
    private boolean exceeded;

    SpoolOutput(FileChannel channel, long limit) {
        this.channel = channel;
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > limit - count) {
            exceeded = true;
            throw new IOException("more than " + limit + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        digest.update(bytes, offset, length);
        count += length;
    }

    boolean exceeded() {
        return exceeded;
    }

    /** The SHA-256 of all bytes written; to be asked for once. */
    byte[] digest() {
        return digest.digest();
    }
}
