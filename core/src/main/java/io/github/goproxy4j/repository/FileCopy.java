package io.github.goproxy4j.repository;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies bytes of which it is known how many there are. */
final class FileCopy {
    private static final int BLOCK = 1 << 16;

    private FileCopy() {}

    static void exactly(InputStream in, OutputStream out, long length) throws IOException {
        byte[] block = new byte[(int) Math.min(BLOCK, Math.max(length, 1))];
        for (long left = length; left > 0; ) {
            int count = in.read(block, 0, (int) Math.min(block.length, left));
            if (count < 0) {
                throw new EOFException("the file ended " + left + " bytes too early");
            }
            out.write(block, 0, count);
            left -= count;
        }
    }
}
