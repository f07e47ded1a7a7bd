package io.github.goproxy4j.git;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One object as a pack stores it: its header, and where its compressed data begin.
 *
 * @param pack the pack, which somebody else closes
 * @param type git's number for the kind of object, or {@link Constants#OBJ_OFS_DELTA} or {@link Constants#OBJ_REF_DELTA}
 * @param size the length of the data when they are inflated
 * @param base the object that a delta is against, if the delta names it
 * @param baseOffset where that object is in the same pack, if the delta says that instead
 * @param data where the data begin
 * @param firstTwo the first two bytes of the data, as a number; negative if there are none
 * @see <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack</a>
 */
record PackEntry(
        FileChannel pack, int type, long size, Optional<ObjectId> base, long baseOffset, long data, int firstTwo) {
    /** More than any header has: a size of 10 bytes, and an offset of as many or an id. */
    private static final int MAX_HEADER = 64;

    /** No object of a pack is longer than this; it keeps what is computed of hostile bytes within range. */
    private static final int MAX_SHIFT = 53;

    /** The pack ends where the data should begin. */
    private static final int NONE = -1;

    static PackEntry read(FileChannel pack, long offset) throws IOException {
        ByteBuffer header = header(pack, offset);
        int first = next(header);
        int type = first >> 4 & 7;
        long size = first & 0x0F;
        int shift = 4;
        for (int b = first; b >= 0x80; shift += 7) {
            b = next(header);
            if (shift > MAX_SHIFT) {
                throw corrupt("a size that is too large");
            }
            size += (long) (b & 0x7F) << shift;
        }
        Optional<ObjectId> base = Optional.empty();
        long baseOffset = 0;
        if (type == Constants.OBJ_REF_DELTA) {
            byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
            if (header.remaining() < id.length) {
                throw corrupt("no end");
            }
            header.get(id);
            base = Optional.of(ObjectId.fromRaw(id));
        } else if (type == Constants.OBJ_OFS_DELTA) {
            baseOffset = offset - distance(header);
            if (baseOffset <= 0 || baseOffset >= offset) {
                throw corrupt("a base outside");
            }
        }
        long data = offset + header.position();
        int firstTwo = header.remaining() < Short.BYTES ? NONE : Short.toUnsignedInt(header.getShort());
        return new PackEntry(pack, type, size, base, baseOffset, data, firstTwo);
    }

    private static ByteBuffer header(FileChannel pack, long offset) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(MAX_HEADER);
        for (int n = 0; n >= 0 && header.hasRemaining(); ) {
            n = pack.read(header, offset + header.position());
        }
        return header.flip();
    }

    private static long distance(ByteBuffer header) throws IOException {
        int b = next(header);
        long distance = b & 0x7F;
        while (b >= 0x80) {
            b = next(header);
            if (distance >= 1L << MAX_SHIFT) {
                throw corrupt("a distance that is too large");
            }
            distance = (distance + 1 << 7) + (b & 0x7F);
        }
        return distance;
    }

    private static int next(ByteBuffer header) throws IOException {
        if (!header.hasRemaining()) {
            throw corrupt("no end");
        }
        return Byte.toUnsignedInt(header.get());
    }

    private static IOException corrupt(String what) {
        return new IOException("corrupt pack: an object with " + what);
    }

    boolean isDelta() {
        return type == Constants.OBJ_OFS_DELTA || type == Constants.OBJ_REF_DELTA;
    }

    /** Opens the data, inflated. The caller closes the stream. */
    InputStream open() {
        return new BufferedInputStream(new InflaterInputStream(stored(0)), 1 << 14);
    }

    /**
     * Opens the data as they are stored, and what the pack has behind them, without a buffer.
     *
     * @param skipped so many bytes are left out at the start
     */
    InputStream stored(int skipped) {
        return new Data(data + skipped);
    }

    private final class Data extends InputStream {
        private long position;

        Data(long position) {
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = pack.read(ByteBuffer.wrap(target, offset, length), position);
            position += Math.max(n, 0);
            return n;
        }
    }
}
