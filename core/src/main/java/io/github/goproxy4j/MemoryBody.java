package io.github.goproxy4j;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of a response from a file in the heap, which writes them without a copy. */
final class MemoryBody extends ResponseBody {
    private final FileSlice slice;
    private final long length;
    private long written;

    MemoryBody(FileSlice slice) {
        this.slice = slice;
        this.length = slice.length().orElseThrow();
    }

    @Override
    FileSlice slice() {
        return slice;
    }

    @Override
    void writeTo(OutputStream out, RequestTrace trace) throws IOException {
        write(out, trace, length - written);
    }

    @Override
    boolean writePart(OutputStream out, RequestTrace trace) throws IOException {
        write(out, trace, Math.min(BLOCK_SIZE, length - written));
        return written < length;
    }

    private void write(OutputStream out, RequestTrace trace, long count) throws IOException {
        if (count > 0) {
            slice.file().copyTo(out, slice.from() + written, count);
            written += count;
            trace.sent(written);
        }
    }

    @Override
    void closeReader() {
        // There is none.
    }
}
