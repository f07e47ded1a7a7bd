package io.github.goproxy4j;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * The bytes of a response from a stream, of which the first block has been read before anybody is told that there is a
 * response.
 *
 * <p>So a file that cannot be read, or a short one that is damaged, still becomes a 500. What fails later can only break the
 * connection. A file that was being made may have been finished when its first block is there: then its length is known.
 */
final class StreamBody extends ResponseBody {
    private final InputStream stream;
    private final byte[] block;
    private FileSlice slice;
    private int filled;
    private long written;
    private boolean isLast;

    private StreamBody(FileSlice slice, InputStream stream) {
        this.slice = slice;
        this.stream = stream;
        this.block = new byte[(int) Math.min(BLOCK_SIZE, slice.length().orElse(BLOCK_SIZE))];
    }

    static StreamBody open(FileSlice slice) throws IOException {
        InputStream stream = slice.file().openStream(slice.from());
        StreamBody body = null;
        try {
            StreamBody opened = new StreamBody(slice, stream);
            opened.fill();
            opened.learnLength();
            opened.checkWhole(opened.filled);
            body = opened;
            return opened;
        } finally {
            if (body == null) {
                close(stream);
            }
        }
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

    private void fill() throws IOException {
        filled = stream.readNBytes(block, 0, block.length);
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
        if (written > 0 && !isLast) {
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
            fill();
            checkWhole(written + filled);
        } catch (IOException | RuntimeException e) {
            logBreakOff(trace, written, e);
            throw e;
        }
    }

    @Override
    void closeReader() {
        close(stream);
    }
}
