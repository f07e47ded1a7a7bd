package io.github.goproxy4j.zip;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;

/** Compressed data of a known length, read from where they are kept; reading them fails unless their checksum is right. */
final class CheckedData extends InputStream {
    private final InputStream in;
    private final int checksum;
    private final CRC32 crc = new CRC32();
    private long left;

    CheckedData(InputStream in, FileDigest digest) {
        this.in = in;
        this.left = digest.compressedSize();
        this.checksum = digest.dataCrc32();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (left == 0 || length == 0) {
            return length == 0 ? 0 : -1;
        }
        int n = in.read(target, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new IOException("compressed data that were there end early");
        }
        crc.update(target, offset, n);
        left -= n;
        if (left == 0 && (int) crc.getValue() != checksum) {
            throw new IOException("compressed data that were there are damaged");
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
