package io.github.goproxy4j.directory;

import io.github.goproxy4j.repository.ModuleFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The table at the end of a zip that names its entries, read once from front to back: as long as it may be, no more than
 * one name of it is in memory.
 *
 * <p>It is readable where Go's {@code archive/zip} calls it so: its end record lies in the last 65 KiB, its headers follow
 * one another, and there are as many as the end record says, modulo 65536. Source: APPNOTE.TXT, 4.3.12 to 4.3.16, and
 * {@code readDirectoryEnd} in {@code archive/zip}.
 *
 * <p>What is asked here is whether a published file may be served, which is for Go's reader to say, whatever is odd about
 * it. Package {@code zip} asks whether it may be opened here, and refuses what is too large or can be read in two ways.
 */
final class EntryTable {
    private static final int HEADER_SIGNATURE = 0x02014b50;
    private static final int HEADER_LENGTH = 46;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_LENGTH = 56;
    private static final int TAIL_LENGTH = 65 * 1024;

    private final ModuleFile zip;
    private final long size;

    private EntryTable(ModuleFile zip) throws IOException {
        this.zip = zip;
        this.size = zip.size().orElseThrow(() -> unreadable("unfinished"));
    }

    /**
     * Reads the names of all entries.
     *
     * @param zip the zip
     * @param names told each name as it stands there, with U+FFFD for what is not UTF-8
     * @throws IOException if the zip has no readable central directory
     */
    static void read(ModuleFile zip, Consumer<String> names) throws IOException {
        EntryTable table = new EntryTable(zip);
        table.readHeaders(table.readEnd(), names);
    }

    /** Where the headers begin, and how many there are at least modulo 65536. */
    private record Extent(long start, int countModulo) {}

    private Extent readEnd() throws IOException {
        int tailLength = (int) Math.min(size, TAIL_LENGTH);
        ByteBuffer tail = read(size - tailLength, tailLength);
        for (int i = tailLength - END_LENGTH; i >= 0; i--) {
            if (tail.getInt(i) == END_SIGNATURE) {
                if (i + END_LENGTH + unsignedShort(tail, i + 20) > tailLength) {
                    throw unreadable("its comment is truncated");
                }
                return extent(tail, i, size - tailLength + i);
            }
        }
        throw unreadable("it has no end record");
    }

    private Extent extent(ByteBuffer tail, int at, long end) throws IOException {
        long count = unsignedShort(tail, at + 10);
        long length = Integer.toUnsignedLong(tail.getInt(at + 12));
        long start = Integer.toUnsignedLong(tail.getInt(at + 16));
        // As archive/zip has it: 0xffff also for the length.
        if (count == 0xffff || length == 0xffff || length == 0xffffffffL || start == 0xffffffffL) {
            long end64 = end64(end);
            if (end64 >= 0) {
                ByteBuffer record = read(end64, END64_LENGTH);
                if (record.getInt(0) != END64_SIGNATURE) {
                    throw unreadable("its zip64 end record is missing");
                }
                count = record.getLong(32);
                length = record.getLong(40);
                start = record.getLong(48);
                end = end64;
            }
        }
        if (length < 0 || start < 0 || length > end || start > end - length) {
            throw unreadable("it does not lie before its end record");
        }
        // Offsets are counted from where the zip begins, which need not be where the file does.
        long shift = end - length - start;
        if (shift > 0 && count != 0 && size - start >= 4 && read(start, 4).getInt(0) == HEADER_SIGNATURE) {
            shift = 0;
        }
        return new Extent(start + shift, (int) (count & 0xffff));
    }

    /** The offset of the zip64 end record, or -1 where no locator names one. */
    private long end64(long end) throws IOException {
        if (end < LOCATOR_LENGTH) {
            return -1;
        }
        ByteBuffer locator = read(end - LOCATOR_LENGTH, LOCATOR_LENGTH);
        if (locator.getInt(0) != LOCATOR_SIGNATURE || locator.getInt(4) != 0 || locator.getInt(16) != 1) {
            return -1;
        }
        return locator.getLong(8);
    }

    private void readHeaders(Extent extent, Consumer<String> names) throws IOException {
        int count = 0;
        try (InputStream in = new BufferedInputStream(zip.openStream(extent.start()), 1 << 16)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            while (in.readNBytes(header.array(), 0, HEADER_LENGTH) == HEADER_LENGTH
                    && header.getInt(0) == HEADER_SIGNATURE) {
                byte[] name = new byte[unsignedShort(header, 28)];
                if (in.readNBytes(name, 0, name.length) < name.length) {
                    break;
                }
                in.skipNBytes(unsignedShort(header, 30) + unsignedShort(header, 32));
                names.accept(new String(name, StandardCharsets.UTF_8));
                count = count + 1 & 0xffff;
            }
        } catch (EOFException e) {
            throw unreadable("it is truncated", e);
        }
        if (count != extent.countModulo()) {
            throw unreadable("it has not as many entries as its end record says");
        }
    }

    private ByteBuffer read(long from, int length) throws IOException {
        if (from < 0 || from > size - length) {
            throw unreadable("it is truncated");
        }
        try (InputStream in = zip.openStream(from)) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw unreadable("it is truncated");
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static int unsignedShort(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    private static IOException unreadable(String reason) {
        return new IOException("the zip has no readable central directory: " + reason);
    }

    private static IOException unreadable(String reason, Exception cause) {
        return new IOException("the zip has no readable central directory: " + reason, cause);
    }
}
