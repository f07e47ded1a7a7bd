package io.github.goproxy4j.zip;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.ZipException;

/**
 * The list of entries at the end of a zip, looked at before anything is built from it.
 *
 * <p>A reader makes objects of each entry and each extra field, some twenty times the bytes they take in the file; so
 * what a hostile zip may hold is counted here first. Contradictions by which two readers would see two different lists
 * are refused. Source: PKWARE's APPNOTE.TXT, sections 4.3.12 to 4.3.16.
 */
final class CentralDirectory {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT_BYTES = 0xffff;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int WINDOW = 1 << 16;

    private static final long MAX_BYTES = 48L << 20;
    private static final long MAX_EXTRA_BYTES = 8L << 20;

    private final FileChannel file;

    /** Where the list is and how many entries it has. */
    private record Extent(long start, long end, long entries) {}

    private CentralDirectory(FileChannel file) {
        this.file = file;
    }

    /** Throws if the file has no list of entries, or not one that may be read. */
    static void check(FileChannel file) throws IOException {
        CentralDirectory directory = new CentralDirectory(file);
        directory.walk(directory.find());
    }

    private Extent find() throws IOException {
        long size = file.size();
        int tailBytes = (int) Math.min(size, END_BYTES + MAX_COMMENT_BYTES);
        ByteBuffer tail = read(size - tailBytes, tailBytes);
        int at = tailBytes - END_BYTES;
        while (at >= 0 && tail.getInt(at) != END_SIGNATURE) {
            at--;
        }
        if (at < 0 || Short.toUnsignedInt(tail.getShort(at + 20)) > tailBytes - at - END_BYTES) {
            throw new ZipException("not a zip file: it has no end of central directory");
        }
        long end = size - tailBytes + at;
        long entries = Short.toUnsignedLong(tail.getShort(at + 10));
        long bytes = Integer.toUnsignedLong(tail.getInt(at + 12));
        long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
        if (end >= LOCATOR_BYTES) {
            ByteBuffer locator = read(end - LOCATOR_BYTES, LOCATOR_BYTES);
            if (locator.getInt(0) == LOCATOR_SIGNATURE) {
                return find64(locator.getLong(8), entries, bytes, offset);
            }
        }
        return extent(end, entries, bytes, offset);
    }

    private Extent find64(long end, long entries, long bytes, long offset) throws IOException {
        if (end < 0 || end > file.size() - END64_BYTES) {
            throw contradiction();
        }
        ByteBuffer record = read(end, END64_BYTES);
        long entries64 = record.getLong(32);
        long bytes64 = record.getLong(40);
        long offset64 = record.getLong(48);
        if (record.getInt(0) != END64_SIGNATURE
                || differs(entries, 0xffffL, entries64)
                || differs(bytes, 0xffff_ffffL, bytes64)
                || differs(offset, 0xffff_ffffL, offset64)) {
            throw contradiction();
        }
        // Readers take the 64-bit offset as it is: with it, no bytes may stand before the zip.
        if (offset64 != end - bytes64) {
            throw contradiction();
        }
        return extent(end, entries64, bytes64, offset64);
    }

    private static boolean differs(long value, long full, long value64) {
        return value != full && value != value64;
    }

    private static Extent extent(long end, long entries, long bytes, long offset) throws ZipException {
        if (entries < 0 || entries > ZipLimits.MAX_READ_ENTRIES || bytes > MAX_BYTES) {
            throw new ZipException("too many entries in zip");
        }
        // Bytes may stand before the zip, so the offset may be smaller than the place; it cannot be greater.
        if (bytes < 0 || bytes > end || offset < 0 || offset > end - bytes) {
            throw contradiction();
        }
        return new Extent(end - bytes, end, entries);
    }

    private void walk(Extent extent) throws IOException {
        long at = extent.start();
        long found = 0;
        long extraBytes = 0;
        long windowStart = at;
        ByteBuffer window = read(at, (int) Math.min(WINDOW, extent.end() - at));
        while (at < extent.end()) {
            if (extent.end() - at < ENTRY_BYTES) {
                throw contradiction();
            }
            if (at - windowStart > window.limit() - ENTRY_BYTES) {
                windowStart = at;
                window = read(at, (int) Math.min(WINDOW, extent.end() - at));
            }
            int i = (int) (at - windowStart);
            if (window.getInt(i) != ENTRY_SIGNATURE || ++found > extent.entries()) {
                throw contradiction();
            }
            int extra = Short.toUnsignedInt(window.getShort(i + 30));
            extraBytes += extra;
            if (extraBytes > MAX_EXTRA_BYTES) {
                throw new ZipException("too many extra fields in zip");
            }
            at += ENTRY_BYTES
                    + Short.toUnsignedInt(window.getShort(i + 28))
                    + extra
                    + Short.toUnsignedInt(window.getShort(i + 32));
        }
        if (at != extent.end() || found != extent.entries()) {
            throw contradiction();
        }
    }

    private static ZipException contradiction() {
        return new ZipException("damaged zip file: its central directory contradicts itself");
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("zip file ends early");
            }
        }
        return buffer.flip();
    }
}
