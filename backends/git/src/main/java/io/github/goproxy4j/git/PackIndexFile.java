package io.github.goproxy4j.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalLong;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Looks an object up in the index of a pack, on the disk: of an index that may have a gigabyte, some twenty ids are read.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack, "pack-*.idx files"</a>
 */
final class PackIndexFile {
    private static final int MAGIC = 0xff744f63;
    private static final int FAN_OUT = 256;
    private static final long LARGE_OFFSET = 1L << 31;

    private final FileChannel channel;
    private final long fanOut;
    private final int stride;
    private final int idOffset;

    private PackIndexFile(FileChannel channel, long fanOut, int stride, int idOffset) {
        this.channel = channel;
        this.fanOut = fanOut;
        this.stride = stride;
        this.idOffset = idOffset;
    }

    /** Returns where in the pack an object begins, if the pack has it. */
    static OptionalLong find(Path index, ObjectId object) throws IOException {
        try (FileChannel channel = FileChannel.open(index, StandardOpenOption.READ)) {
            return open(channel).find(object);
        }
    }

    /** Version 1 has an offset in front of each id; version 2 has a header, and ids alone in their table. */
    private static PackIndexFile open(FileChannel channel) throws IOException {
        ByteBuffer header = read(channel, 0, 2 * Integer.BYTES);
        if (header.getInt() != MAGIC) {
            return new PackIndexFile(channel, 0, Integer.BYTES + Constants.OBJECT_ID_LENGTH, Integer.BYTES);
        }
        int version = header.getInt();
        if (version != 2) {
            throw new IOException("an index of a pack has the unknown version " + version);
        }
        return new PackIndexFile(channel, 2 * Integer.BYTES, Constants.OBJECT_ID_LENGTH, 0);
    }

    private OptionalLong find(ObjectId object) throws IOException {
        byte[] wanted = new byte[Constants.OBJECT_ID_LENGTH];
        object.copyRawTo(wanted, 0);
        int first = Byte.toUnsignedInt(wanted[0]);
        long low = first == 0 ? 0 : countUpTo(first - 1);
        long high = countUpTo(first);
        long ids = fanOut + FAN_OUT * Integer.BYTES + idOffset;
        while (low < high) {
            long middle = (low + high) >>> 1;
            byte[] found = read(channel, ids + middle * stride, Constants.OBJECT_ID_LENGTH)
                    .array();
            int order = Arrays.compareUnsigned(found, wanted);
            if (order == 0) {
                return OptionalLong.of(offset(middle));
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle;
        }
        return OptionalLong.empty();
    }

    /** Version 2 has a table of checksums, one of offsets of 31 bits, and one of those that need more. */
    private long offset(long place) throws IOException {
        if (idOffset > 0) {
            return unsignedAt(fanOut + FAN_OUT * Integer.BYTES + place * stride);
        }
        long count = countUpTo(FAN_OUT - 1);
        long offsets = fanOut + FAN_OUT * Integer.BYTES + count * (stride + Integer.BYTES);
        long offset = unsignedAt(offsets + place * Integer.BYTES);
        if (offset < LARGE_OFFSET) {
            return offset;
        }
        long large = offsets + count * Integer.BYTES + (offset - LARGE_OFFSET) * Long.BYTES;
        return read(channel, large, Long.BYTES).getLong();
    }

    private long unsignedAt(long position) throws IOException {
        return Integer.toUnsignedLong(read(channel, position, Integer.BYTES).getInt());
    }

    /** How many ids begin with this byte or a lower one. */
    private long countUpTo(int firstByte) throws IOException {
        return unsignedAt(fanOut + (long) firstByte * Integer.BYTES);
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the index of a pack ends too early");
            }
        }
        return bytes.flip();
    }
}
