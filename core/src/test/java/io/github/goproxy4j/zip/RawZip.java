package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips byte by byte, legal or not: each field can be a lie. */
final class RawZip {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream central = new ByteArrayOutputStream();
    private int count;

    /** One entry as both of its headers describe it. */
    static final class Header {
        byte[] name;
        byte[] extra = {};
        int method;
        int flags;
        long crc;
        long compressedSize;
        long size;
        long offset;

        Header(String name) {
            this.name = GoText.encode(name);
        }
    }

    int offset() {
        return out.size();
    }

    RawZip stored(String name, byte[] data) {
        Header header = describe(name, data);
        header.compressedSize = data.length;
        return entry(header, data);
    }

    RawZip deflated(String name, byte[] data) {
        Header header = describe(name, data);
        byte[] packed = deflate(data);
        header.method = 8;
        header.compressedSize = packed.length;
        return entry(header, packed);
    }

    Header describe(String name, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(data);
        Header header = new Header(name);
        header.crc = crc.getValue();
        header.size = data.length;
        return header;
    }

    static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater(1, true);
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        while (!deflater.finished()) {
            packed.write(chunk, 0, deflater.deflate(chunk));
        }
        deflater.end();
        return packed.toByteArray();
    }

    RawZip entry(Header header, byte[] packed) {
        header.offset = out.size();
        local(header);
        out.writeBytes(packed);
        return listed(header);
    }

    private void local(Header header) {
        ByteBuffer buffer = buffer(30);
        buffer.putInt(0x04034b50).putShort((short) 20).putShort((short) header.flags);
        common(buffer, header);
        buffer.putShort((short) header.name.length).putShort((short) 0);
        write(out, buffer);
        out.writeBytes(header.name);
    }

    /** Adds an entry to the list only. */
    RawZip listed(Header header) {
        ByteBuffer buffer = buffer(46);
        buffer.putInt(0x02014b50).putShort((short) 20).putShort((short) 20).putShort((short) header.flags);
        common(buffer, header);
        buffer.putShort((short) header.name.length).putShort((short) header.extra.length);
        buffer.position(42);
        buffer.putInt((int) header.offset);
        write(central, buffer);
        central.writeBytes(header.name);
        central.writeBytes(header.extra);
        count++;
        return this;
    }

    private static void common(ByteBuffer buffer, Header header) {
        buffer.putShort((short) header.method).putInt(0);
        buffer.putInt((int) header.crc).putInt((int) header.compressedSize).putInt((int) header.size);
    }

    private static void write(ByteArrayOutputStream to, ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.rewind().get(bytes);
        to.writeBytes(bytes);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] finish() {
        return finish(count, central.size(), out.size());
    }

    byte[] finish(int entries, long bytes, long offset) {
        out.writeBytes(central.toByteArray());
        ByteBuffer end = buffer(22);
        end.putInt(0x06054b50).putInt(0).putShort((short) entries).putShort((short) entries);
        end.putInt((int) bytes).putInt((int) offset);
        write(out, end);
        return out.toByteArray();
    }

    /** Ends it with the records of the 64-bit form, the 32-bit fields being full. */
    byte[] finish64(long entries, long bytes, long offset) {
        return finish64(entries, bytes, offset, (long) out.size() + central.size());
    }

    byte[] finish64(long entries, long bytes, long offset, long endOffset) {
        out.writeBytes(central.toByteArray());
        ByteBuffer end = buffer(56 + 20);
        end.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putLong(0);
        end.putLong(entries).putLong(entries).putLong(bytes).putLong(offset);
        end.putInt(0x07064b50).putInt(0).putLong(endOffset).putInt(1);
        write(out, end);
        central.reset();
        return finish(0xffff, 0xffff_ffffL, 0xffff_ffffL);
    }

    int listBytes() {
        return central.size();
    }
}
