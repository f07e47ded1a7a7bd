package io.github.goproxy4j.zip;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compresses files that fit into memory, one after the other, into one array: by copying what somebody has compressed
 * already, or else by deflate. One thread uses it, and frees it.
 */
final class Compressor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Compressor.class);
    private static final int EXPECTED_RATIO = 3;
    private static final int FEW_BYTES = 1 << 9;

    private final Deflater deflater;
    private final InflationCheck inflation = new InflationCheck();
    private final MessageDigest sha256 = Hash1.sha256();
    private byte[] content = new byte[0];
    private byte[] data;
    private int length;

    /**
     * Prepares for some files.
     *
     * @param level how hard they are compressed
     * @param together about how many bytes they have
     */
    Compressor(int level, int together) {
        this.deflater = new Deflater(level, true);
        this.data = new byte[together / EXPECTED_RATIO + FEW_BYTES];
    }

    /** All data so far, from the front. */
    byte[] data() {
        return data;
    }

    /**
     * Compresses a file; its data follow those before.
     *
     * @return empty if the file has to be opened and may not be, on this thread
     */
    Optional<FileDigest> add(PlannedFile planned) throws IOException {
        if (planned.copy() != null) {
            Optional<FileDigest> copied = copy(planned.copy());
            if (copied.isPresent() || !planned.file().isConcurrent()) {
                return copied;
            }
        }
        Optional<DeflatedContent> deflated = planned.deflated();
        if (deflated.isPresent()) {
            Optional<FileDigest> kept = keep(deflated.get());
            if (kept.isPresent()) {
                return kept;
            }
        }
        int size = (int) planned.size();
        if (content.length < size) {
            content = new byte[size];
        }
        ExactRead.whole(planned.file(), size, content);
        return Optional.of(deflate(content, size));
    }

    /** Compresses bytes that were read by another thread. */
    FileDigest add(byte[] bytes) {
        return deflate(bytes, bytes.length);
    }

    /** Empty if the other zip is damaged: then the file is read. */
    private Optional<FileDigest> copy(PlannedFile.Copy copy) {
        FileDigest digest = FileDigest.of(copy.part());
        int size = (int) digest.compressedSize();
        ensure(size);
        try (InputStream in = new CheckedData(copy.open(), digest)) {
            // As many as there are, or it has thrown.
            length += in.readNBytes(data, length, size);
            return Optional.of(digest);
        } catch (IOException e) {
            LOG.warn("a part of a zip made before cannot be reused", e);
            return Optional.empty();
        }
    }

    /** Empty if the data are no good: then the file is read, which also tells what is wrong. */
    private Optional<FileDigest> keep(DeflatedContent deflated) {
        int before = length;
        try {
            return Optional.of(inflation.check(deflated, this::append));
        } catch (IOException e) {
            LOG.debug("compressed content cannot be used", e);
            length = before;
            return Optional.empty();
        }
    }

    private void append(byte[] bytes, int offset, int count) {
        ensure(count);
        System.arraycopy(bytes, offset, data, length, count);
        length += count;
    }

    private FileDigest deflate(byte[] bytes, int size) {
        deflater.reset();
        deflater.setInput(bytes, 0, size);
        deflater.finish();
        int start = length;
        while (!deflater.finished()) {
            ensure(1);
            length += deflater.deflate(data, length, data.length - length);
        }
        sha256.update(bytes, 0, size);
        return new FileDigest(
                size, crc32(bytes, 0, size), sha256.digest(), length - start, crc32(data, start, length - start));
    }

    private static int crc32(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    private void ensure(int room) {
        if (data.length - length < room) {
            data = Arrays.copyOf(data, Math.max(length + room, data.length + (data.length >> 1)));
        }
    }

    @Override
    public void close() {
        deflater.end();
        inflation.close();
    }
}
