package io.github.goproxy4j.git;

import java.io.IOException;
import java.io.InputStream;

/** Puts a CR in front of every LF that has none. */
final class CrlfInputStream extends ByteFilter {
    private int previous = -1;
    private boolean lfPending;

    CrlfInputStream(InputStream in) {
        super(in);
    }

    @Override
    int next() throws IOException {
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
}
