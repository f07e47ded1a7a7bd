package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** The bytes of a zip entry, which must be as many as declared and have the declared checksum. */
final class EntryStream extends FilterInputStream {
    private final String name;
    private final long checksum;
    private final CRC32 crc = new CRC32();
    private long left;

    EntryStream(InputStream in, String name, long size, long checksum) {
        super(in);
        this.name = name;
        this.left = size;
        this.checksum = checksum;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = in.read(bytes, offset, length);
        if (n > 0) {
            crc.update(bytes, offset, n);
            left -= n;
        }
        if (left < 0 || (n < 0 && left > 0)) {
            throw new ZipException(GoText.quote(name) + ": uncompressed size is not the declared one");
        }
        if (n < 0 && crc.getValue() != checksum) {
            throw new ZipException(GoText.quote(name) + ": checksum error");
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        return n <= 0 || read() < 0 ? 0 : 1;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
