package io.github.goproxy4j.zip;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;

/** Passes bytes on until one more than the limit is written; closing it leaves the stream below open. */
final class LimitedOutput extends FilterOutputStream {
    private long left;

    /** Thrown instead of passing on a byte beyond the limit. */
    static final class FullException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        FullException() {
            super("more bytes than the limit");
        }
    }

    LimitedOutput(OutputStream out, long limit) {
        super(out);
        this.left = limit;
    }

    @Override
    public void write(int b) throws IOException {
        take(1);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        take(length);
        out.write(bytes, offset, length);
    }

    private void take(int length) throws FullException {
        left -= length;
        if (left < 0) {
            throw new FullException();
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
