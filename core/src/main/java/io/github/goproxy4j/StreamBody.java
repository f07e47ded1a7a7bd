package io.github.goproxy4j;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a response from a stream, of which the first block has been read before anybody is told that there is a
 * response.
 *
 * <p>So a file that cannot be read, or a short one that is damaged, still becomes a 500. What fails later can only break the
 * connection. A file that was being made may have been finished when its first block is there: then its length is known.
 *
 * <p>A mapped file is read when it is written, and only if the server has no shorter way; and not by its mapping, because
 * what Java reads where somebody else has made the file shorter meanwhile are no bytes of it, and the virtual machine may
 * tell so only later.
 */
final class StreamBody extends ResponseBody {
    private FileSlice slice;
    private @Nullable InputStream stream;
    private byte[] block = {};
    private int filled;
    private long written;
    private boolean isLast;

    private StreamBody(FileSlice slice) {
        this.slice = slice;
    }

    /** A body that is read when it is written. */
    static StreamBody later(FileSlice slice) {
        return new StreamBody(slice);
    }

    static StreamBody open(FileSlice slice) throws IOException {
        StreamBody body = new StreamBody(slice);
        boolean isOpen = false;
        try {
            body.begin();
            isOpen = true;
            return body;
        } finally {
            if (!isOpen) {
                body.closeReader();
            }
        }
    }

    private void begin() throws IOException {
        InputStream opened = slice.file().openStream(slice.from());
        stream = opened;
        block = new byte[(int) Math.min(BLOCK_SIZE, slice.length().orElse(BLOCK_SIZE))];
        fill(opened);
        learnLength();
        checkWhole(filled);
    }

    private void learnLength() {
        OptionalLong size = slice.file().size();
        if (slice.length().isEmpty() && size.isPresent()) {
            slice = new FileSlice(slice.file(), slice.from(), OptionalLong.of(size.getAsLong() - slice.from()));
        }
    }

    @Override
    FileSlice slice() {
        return slice;
    }

    private void fill(InputStream from) throws IOException {
        filled = from.readNBytes(block, 0, block.length);
    }

    /** Fails if the stream has ended before the promised length. */
    private void checkWhole(long count) throws IOException {
        if (filled < block.length && count < slice.length().orElse(0)) {
            throw new EOFException("the file of a module ended after " + count + " bytes of "
                    + slice.length().orElseThrow());
        }
    }

    @Override
    void writeTo(OutputStream out, RequestTrace trace) throws IOException {
        while (writePart(out, trace)) {
            // One block after the other.
        }
    }

    @Override
    boolean writePart(OutputStream out, RequestTrace trace) throws IOException {
        if (!isLast) {
            readNext(trace);
        }
        if (filled == 0 || isLast) {
            return false;
        }
        long left = slice.length().orElse(Long.MAX_VALUE) - written;
        int count = (int) Math.min(filled, left);
        out.write(block, 0, count);
        written += count;
        trace.sent(written);
        isLast = filled < block.length || count == left;
        return !isLast;
    }

    private void readNext(RequestTrace trace) throws IOException {
        try {
            InputStream opened = stream;
            if (opened == null) {
                begin();
            } else if (written > 0) {
                fill(opened);
                checkWhole(written + filled);
            }
        } catch (IOException | RuntimeException e) {
            logBreakOff(trace, written, e);
            throw e;
        }
    }

    @Override
    void closeReader() {
        if (stream != null) {
            close(stream);
        }
    }
}
