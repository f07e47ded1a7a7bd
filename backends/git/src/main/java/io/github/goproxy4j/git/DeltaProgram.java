package io.github.goproxy4j.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Follows the instructions of a delta: copy these bytes of the base, insert these bytes.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack, "Deltified representation"</a>
 */
final class DeltaProgram {
    private static final int DEFAULT_COPY = 0x10000;
    private static final int MAX_SHIFT = 53;

    private final InputStream delta;
    private final FileWindow base;

    DeltaProgram(InputStream delta, FileWindow base) {
        this.delta = delta;
        this.base = base;
    }

    /**
     * Writes the result.
     *
     * @param maxBytes the most bytes it may have
     * @throws io.github.goproxy4j.source.SourceLimitException if it has more
     */
    void run(OutputStream out, long maxBytes) throws IOException {
        if (number() != base.size()) {
            throw corrupt("another base");
        }
        long left = DeltaChain.requireSize(number(), maxBytes);
        for (int command = delta.read(); command >= 0; command = delta.read()) {
            if (command == 0) {
                throw corrupt("an unknown instruction");
            }
            boolean copies = command >= 0x80;
            long offset = copies ? operand(command, 4) : 0;
            long length = copies ? operand(command >> 4, 3) : command;
            if (copies && length == 0) {
                length = DEFAULT_COPY;
            }
            if (length > left || (copies && length > base.size() - offset)) {
                throw corrupt("an instruction that goes too far");
            }
            if (copies) {
                base.copyTo(out, offset, (int) length);
            } else {
                insert(out, (int) length);
            }
            left -= length;
        }
        if (left != 0) {
            throw corrupt("no end");
        }
    }

    private void insert(OutputStream out, int length) throws IOException {
        byte[] bytes = delta.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("corrupt pack: a delta with no end");
        }
        out.write(bytes);
    }

    /** Reads those bytes of a number, the lowest first, whose bits are set. */
    private long operand(int bits, int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            if ((bits >> i & 1) != 0) {
                value |= (long) next() << 8 * i;
            }
        }
        return value;
    }

    private long number() throws IOException {
        long value = 0;
        int shift = 0;
        int b;
        do {
            b = next();
            if (shift > MAX_SHIFT) {
                throw corrupt("a size that is too large");
            }
            value += (long) (b & 0x7F) << shift;
            shift += 7;
        } while (b >= 0x80);
        return value;
    }

    private int next() throws IOException {
        int b = delta.read();
        if (b < 0) {
            throw new EOFException("corrupt pack: a delta with no end");
        }
        return b;
    }

    private static IOException corrupt(String what) {
        return new IOException("corrupt pack: a delta with " + what);
    }
}
