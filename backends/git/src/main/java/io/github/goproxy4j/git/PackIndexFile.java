package io.github.goproxy4j.git;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Looks objects up in the index of a pack, on the disk: of an index that may have a gigabyte, the first kilobyte is held,
 * and a few hundred ids are read for each object.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack, "pack-*.idx files"</a>
 */
final class PackIndexFile implements Closeable {
    private static final int MAGIC = 0xff744f63;
    private static final int FAN_OUT = 256;
    private static final long LARGE_OFFSET = 1L << 31;

    /** So many ids are read at once: no more than what a file is read in anyway. */
    private static final int BLOCK = 160;

    /** So many bytes of indexes are held as a whole at one time, in all: those of some 140,000 objects. */
    private static final int MAX_HELD = 4 << 20;

    private static final Semaphore HELD = new Semaphore(MAX_HELD);

    private final FileChannel channel;
    private final long size;
    private final long[] countUpTo;
    private final long ids;
    private final int stride;
    private final int idOffset;
    private byte @Nullable [] whole;
    private int held;

    private PackIndexFile(FileChannel channel, long fanOut, int stride, int idOffset) throws IOException {
        this.channel = channel;
        this.size = channel.size();
        this.stride = stride;
        this.idOffset = idOffset;
        this.ids = fanOut + FAN_OUT * Integer.BYTES;
        this.countUpTo = new long[FAN_OUT];
        ByteBuffer counts = read(fanOut, FAN_OUT * Integer.BYTES);
        for (int i = 0; i < FAN_OUT; i++) {
            countUpTo[i] = Integer.toUnsignedLong(counts.getInt());
        }
    }

    /** Returns where in the pack an object begins, if the pack has it. */
    static OptionalLong find(Path index, ObjectId object) throws IOException {
        try (PackIndexFile file = open(index)) {
            return file.find(object);
        }
    }

    /** Opens an index. The caller closes it. */
    static PackIndexFile open(Path index) throws IOException {
        FileChannel channel = FileChannel.open(index, StandardOpenOption.READ);
        boolean opened = false;
        try {
            PackIndexFile file = open(channel);
            opened = true;
            return file;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    /** Opens an index in which many objects are looked up: a small one is read now, once. The caller closes it. */
    static PackIndexFile openForMany(Path index) throws IOException {
        PackIndexFile file = open(index);
        if (file.size > MAX_HELD || !HELD.tryAcquire((int) file.size)) {
            return file;
        }
        file.held = (int) file.size;
        boolean read = false;
        try {
            file.whole = file.read(0, file.held).array();
            file.channel.close();
            read = true;
            return file;
        } finally {
            if (!read) {
                file.close();
            }
        }
    }

    /** Whether a pack is the one that this index is of: both end with its checksum, the index with its own behind that. */
    boolean isOf(FileChannel pack) throws IOException {
        int length = Constants.OBJECT_ID_LENGTH;
        return pack.size() >= length
                && size >= 2L * length
                && read(size - 2L * length, length).equals(read(pack, pack.size() - length, length));
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

    /** Returns where in the pack an object begins, if the pack has it. */
    OptionalLong find(ObjectId object) throws IOException {
        byte[] wanted = new byte[Constants.OBJECT_ID_LENGTH];
        object.copyRawTo(wanted, 0);
        int first = Byte.toUnsignedInt(wanted[0]);
        long low = first == 0 ? 0 : countUpTo[first - 1];
        long high = countUpTo[first];
        while (high - low > BLOCK) {
            long middle = (low + high) >>> 1;
            byte[] found = read(ids + middle * stride + idOffset, Constants.OBJECT_ID_LENGTH)
                    .array();
            int order = Arrays.compareUnsigned(found, wanted);
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle + 1;
        }
        return low < high ? find(wanted, low, (int) (high - low)) : OptionalLong.empty();
    }

    private OptionalLong find(byte[] wanted, long start, int count) throws IOException {
        byte[] block = read(ids + start * stride, count * stride).array();
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int at = middle * stride + idOffset;
            int order = Arrays.compareUnsigned(block, at, at + wanted.length, wanted, 0, wanted.length);
            if (order == 0) {
                return OptionalLong.of(offset(start + middle));
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle;
        }
        return OptionalLong.empty();
    }

    /** Version 2 has a table of checksums, one of offsets of 31 bits, and one of those that need more. */
    private long offset(long place) throws IOException {
        if (idOffset > 0) {
            return unsignedAt(ids + place * stride);
        }
        long count = countUpTo[FAN_OUT - 1];
        long offsets = ids + count * (stride + Integer.BYTES);
        long offset = unsignedAt(offsets + place * Integer.BYTES);
        if (offset < LARGE_OFFSET) {
            return offset;
        }
        long large = offsets + count * Integer.BYTES + (offset - LARGE_OFFSET) * Long.BYTES;
        return read(large, Long.BYTES).getLong();
    }

    private long unsignedAt(long position) throws IOException {
        return Integer.toUnsignedLong(read(position, Integer.BYTES).getInt());
    }

    private ByteBuffer read(long position, int length) throws IOException {
        if (whole == null) {
            return read(channel, position, length);
        }
        if (position > whole.length - length) {
            throw new EOFException("an index of a pack ends early");
        }
        return ByteBuffer.wrap(Arrays.copyOfRange(whole, (int) position, (int) position + length));
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

    @Override
    public void close() throws IOException {
        whole = null;
        HELD.release(held);
        held = 0;
        channel.close();
    }
}
