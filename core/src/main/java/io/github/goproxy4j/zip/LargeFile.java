package io.github.goproxy4j.zip;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The deflate data of a file of any length, made while they are read: the file is read and hashed here, and compressed by
 * others in blocks, of which few are on their way at a time.
 *
 * <p>Each block begins with the end of the one before as its dictionary, and ends at a whole byte; so they are one stream of
 * deflate data, the same for the same file however many threads there are.
 */
final class LargeFile extends InputStream {
    /** Larger files are compressed in blocks. */
    static final int THRESHOLD = 1 << 20;

    private static final int BLOCK = 1 << 18;
    private static final int DICTIONARY = 1 << 15;
    private static final int EXPECTED_RATIO = 3;
    private static final int FEW_BYTES = 1 << 9;

    private final PlannedFile planned;
    private final InputStream in;
    private final int level;
    private final ZipWorkers.Lane lane;
    private final int window;
    private final ByteBudget budget;
    private final Deque<Future<Block>> pending = new ArrayDeque<>();
    private final MessageDigest sha256 = Hash1.sha256();
    private final CRC32 crc = new CRC32();
    private final CRC32 dataCrc = new CRC32();
    private int taken;
    private byte[] previous = new byte[0];
    private long left;
    private long compressedSize;
    private Block current = new Block(new byte[0], 0);
    private int position;

    /** Some compressed data, from the front of an array. */
    private record Block(
            @SuppressWarnings("ArrayRecordComponent") byte[] data, int length) {}

    /**
     * Opens the file.
     *
     * @param window how many bytes of it are on their way at most
     * @param budget has those bytes, but for the first block's
     */
    LargeFile(PlannedFile planned, int level, ZipWorkers.Lane lane, int window, ByteBudget budget) throws IOException {
        this.budget = budget;
        this.planned = planned;
        this.left = planned.size();
        this.level = level;
        this.lane = lane;
        this.window = Math.max(window / BLOCK, 1);
        this.in = planned.file().open();
    }

    /** What there is to be said of the file, once the data have been read to their end; to be asked for once. */
    FileDigest digest() {
        return new FileDigest(
                planned.size(), (int) crc.getValue(), sha256.digest(), compressedSize, (int) dataCrc.getValue());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        while (position == current.length()) {
            fill();
            if (pending.isEmpty()) {
                return -1;
            }
            current = Tasks.await(pending.remove());
            giveBack(Math.min(taken, BLOCK));
            position = 0;
        }
        int n = Math.min(length, current.length() - position);
        System.arraycopy(current.data(), position, target, offset, n);
        dataCrc.update(target, offset, n);
        position += n;
        compressedSize += n;
        return n;
    }

    private void fill() throws IOException {
        while (left > 0 && pending.size() < window && (pending.isEmpty() || take())) {
            byte[] block = new byte[(int) Math.min(BLOCK, left)];
            ExactRead.next(planned.file(), in, block, 0, block.length);
            left -= block.length;
            if (left == 0) {
                ExactRead.end(planned.file(), in);
            }
            sha256.update(block);
            crc.update(block);
            byte[] dictionary = previous;
            boolean isLast = left == 0;
            pending.add(lane.submit(() -> deflate(block, dictionary, isLast)));
            previous = block;
        }
    }

    private boolean take() {
        boolean isTaken = budget.tryTake(BLOCK);
        taken += isTaken ? BLOCK : 0;
        return isTaken;
    }

    private void giveBack(int bytes) {
        taken -= bytes;
        budget.giveBack(bytes);
    }

    private Block deflate(byte[] block, byte[] dictionary, boolean isLast) {
        Deflater deflater = new Deflater(level, true);
        try {
            if (dictionary.length > 0) {
                int from = Math.max(dictionary.length - DICTIONARY, 0);
                deflater.setDictionary(dictionary, from, dictionary.length - from);
            }
            deflater.setInput(block);
            if (isLast) {
                deflater.finish();
            }
            byte[] data = new byte[block.length / EXPECTED_RATIO + FEW_BYTES];
            int length = 0;
            while (true) {
                int room = data.length - length;
                int n = deflater.deflate(data, length, room, isLast ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                length += n;
                if (isLast ? deflater.finished() : n < room) {
                    return new Block(data, length);
                }
                data = Arrays.copyOf(data, data.length + (data.length >> 1));
            }
        } finally {
            deflater.end();
        }
    }

    @Override
    public void close() throws IOException {
        giveBack(taken);
        in.close();
    }
}
