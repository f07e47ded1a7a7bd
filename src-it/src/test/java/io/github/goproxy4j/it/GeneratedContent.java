package io.github.goproxy4j.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * A content of any size that is never in memory as a whole: random bytes that repeat within the reach of DEFLATE, with a
 * counter in each repetition, so that it is quick to compress and no two parts are the same.
 *
 * @param seed what it is made of
 * @param size its bytes
 */
record GeneratedContent(long seed, long size) {
    private static final int BLOCK = 16 * 1024;

    void writeTo(OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        new Random(seed).nextBytes(block);
        ByteBuffer counter = ByteBuffer.wrap(block);
        for (long written = 0; written < size; written += BLOCK) {
            counter.putLong((int) (written / BLOCK % (BLOCK / Long.BYTES)) * Long.BYTES, written);
            out.write(block, 0, (int) Math.min(BLOCK, size - written));
        }
    }
}
