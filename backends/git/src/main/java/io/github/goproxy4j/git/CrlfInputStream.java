package io.github.goproxy4j.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Puts a CR in front of every LF that has none. */
final class CrlfInputStream extends FilterInputStream {
    private int previous = -1;
    private boolean lfPending;

    CrlfInputStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        if (lfPending) {
            lfPending = false;
            previous = '\n';
            return '\n';
        }
        int b = in.read();
        if (b == '\n' && previous != '\r') {
            lfPending = true;
            return '\r';
        }
        previous = b;
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = 0;
        while (n < length) {
            int b = read();
            if (b < 0) {
                return n == 0 ? -1 : n;
            }
            target[offset + n++] = (byte) b;
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
