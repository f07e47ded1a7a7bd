package io.github.goproxy4j.source;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Passes bytes on, counts and hashes them, and fails at the first byte beyond a limit, or once nobody waits for them any
 * more. One thread writes; any thread gives it up.
 */
final class SpoolOutput extends OutputStream {
    private final OutputStream out;
    private final long limit;
    private final MessageDigest digest = Sha256.start();
    private long count;
    private boolean exceeded;
    private volatile boolean abandoned;

    SpoolOutput(OutputStream out, long limit) {
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (abandoned) {
            throw new IOException("nobody waits for the zip any more");
        }
        if (length > limit - count) {
            exceeded = true;
            throw new IOException("more than " + limit + " bytes");
        }
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
        count += length;
    }

    /** Passes nothing on, since nothing is kept here, and fails if nobody waits. */
    @Override
    public void flush() throws IOException {
        if (abandoned) {
            throw new IOException("nobody waits for the zip any more");
        }
    }

    /** Lets the next write or flush fail. */
    void abandon() {
        abandoned = true;
    }

    boolean exceeded() {
        return exceeded;
    }

    /** The SHA-256 of all bytes written; to be asked for once. */
    byte[] digest() {
        return digest.digest();
    }
}
