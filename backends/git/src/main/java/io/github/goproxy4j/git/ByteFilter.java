package io.github.goproxy4j.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that changes another one byte by byte: whoever extends it writes {@link #next()}, and all else follows. */
abstract class ByteFilter extends FilterInputStream {
    ByteFilter(InputStream in) {
        super(in);
    }

    /** The next byte, or -1 at the end. */
    abstract int next() throws IOException;

    @Override
    public final int read() throws IOException {
        return next();
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        int n = 0;
        while (n < length) {
            int b = next();
            if (b < 0) {
                return n == 0 ? -1 : n;
            }
            target[offset + n++] = (byte) b;
        }
        return n;
    }

    @Override
    public final boolean markSupported() {
        return false;
    }
}
