package io.github.goproxy4j.zip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates content that was compressed elsewhere, to find out whether it is what it has to be, and its checksums. One thread
 * uses it, and frees it.
 */
final class InflationCheck implements AutoCloseable {
    private static final int IN_BYTES = 1 << 13;
    private static final int OUT_BYTES = 1 << 15;
    private static final int TRAILER_BYTES = 4;

    private final Inflater inflater = new Inflater(true);
    private final byte[] in = new byte[IN_BYTES];
    private final byte[] out = new byte[OUT_BYTES];
    private final MessageDigest sha256 = Hash1.sha256();

    /** Receives the compressed data, without what stands behind them. */
    interface Sink {
        void take(byte[] bytes, int offset, int length) throws IOException;
    }

    /**
     * Checks a content.
     *
     * @param sink receives the data, which are of no use if this throws
     * @throws IOException if they cannot be read, or are damaged or padded
     */
    FileDigest check(DeflatedContent content, Sink sink) throws IOException {
        inflater.reset();
        sha256.reset();
        CRC32 crc = new CRC32();
        CRC32 dataCrc = new CRC32();
        Adler32 adler = new Adler32();
        Optional<DeflatedContent.Identity> identity = content.identity();
        long bound = DeflateBound.of(content.size());
        try (InputStream stream = content.open()) {
            int offset = 0;
            int end = 0;
            while (!inflater.finished()) {
                if (offset == end) {
                    offset = 0;
                    end = read(stream);
                }
                inflater.setInput(in, offset, end - offset);
                int n = inflater.inflate(out);
                int used = end - offset - inflater.getRemaining();
                if (n == 0 && used == 0 && !inflater.finished()) {
                    throw new IOException("deflate data that lead nowhere");
                }
                if (inflater.getBytesWritten() > content.size() || inflater.getBytesRead() > bound) {
                    throw new IOException("deflate data of more than they are said to be");
                }
                sink.take(in, offset, used);
                dataCrc.update(in, offset, used);
                sha256.update(out, 0, n);
                crc.update(out, 0, n);
                adler.update(out, 0, n);
                if (identity.isPresent()) {
                    identity.get().update(out, 0, n);
                }
                offset += used;
            }
            boolean isRight = inflater.getBytesWritten() == content.size()
                    && trailer(stream, offset, end) == adler.getValue()
                    && (identity.isEmpty() || identity.get().isConfirmed());
            if (!isRight) {
                throw new IOException("deflate data of another content");
            }
        } catch (DataFormatException e) {
            throw new IOException("damaged deflate data", e);
        }
        int dataChecksum = (int) dataCrc.getValue();
        return new FileDigest(
                content.size(), (int) crc.getValue(), sha256.digest(), inflater.getBytesRead(), dataChecksum);
    }

    private int read(InputStream stream) throws IOException {
        int n = stream.read(in);
        if (n <= 0) {
            throw new EOFException("deflate data without an end");
        }
        return n;
    }

    /** The four bytes behind the data: some of them may be in the buffer, others in the stream. */
    private long trailer(InputStream stream, int from, int to) throws IOException {
        long value = 0;
        int offset = from;
        int end = to;
        for (int i = 0; i < TRAILER_BYTES; i++) {
            if (offset == end) {
                offset = 0;
                end = read(stream);
            }
            value = value << Byte.SIZE | Byte.toUnsignedLong(in[offset++]);
        }
        return value;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
