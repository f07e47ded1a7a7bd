package io.github.goproxy4j;

import io.github.goproxy4j.repository.ModuleFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a response from a file that is a buffer: of heap memory, written without a copy, or mapped.
 *
 * <p>Whoever reads a mapped file that somebody else has made shorter meanwhile gets an {@code InternalError} from the virtual
 * machine, which is a file that cannot be read, and no more than that.
 */
final class BufferBody extends ResponseBody {
    private final FileSlice slice;
    private final long length;
    private final ByteBuffer buffer;
    /** Where a mapped file is copied to on its way to a stream. */
    private byte @Nullable [] block;

    private long written;

    private BufferBody(FileSlice slice, ByteBuffer buffer) {
        this.slice = slice;
        this.length = slice.length().orElseThrow();
        this.buffer = buffer;
    }

    static BufferBody of(FileSlice slice, ByteBuffer buffer) throws IOException {
        BufferBody body = new BufferBody(slice, buffer);
        if (slice.from() + body.length > buffer.limit()) {
            throw new EOFException("the file of a module ended after " + buffer.limit() + " bytes of "
                    + (slice.from() + body.length));
        }
        return body;
    }

    @Override
    FileSlice slice() {
        return slice;
    }

    @Override
    void writeTo(OutputStream out, RequestTrace trace) throws IOException {
        if (buffer.isDirect()) {
            while (writePart(out, trace)) {
                // One block after the other.
            }
        } else {
            write(out, trace, length - written);
        }
    }

    @Override
    boolean writePart(OutputStream out, RequestTrace trace) throws IOException {
        write(out, trace, Math.min(BLOCK_SIZE, length - written));
        return written < length;
    }

    private void write(OutputStream out, RequestTrace trace, long count) throws IOException {
        if (count == 0) {
            return;
        }
        if (buffer.isDirect()) {
            out.write(read(trace, (int) count), 0, (int) count);
        } else {
            slice.file().copyTo(out, slice.from() + written, count);
        }
        written += count;
        trace.sent(written);
    }

    private byte[] read(RequestTrace trace, int count) throws IOException {
        byte[] target = block;
        if (target == null) {
            target = new byte[count];
            block = target;
        }
        try {
            buffer.get((int) (slice.from() + written), target, 0, count);
        } catch (InternalError e) {
            IOException truncated = new IOException("the file of a module was truncated while it was read", e);
            logBreakOff(trace, written, truncated);
            throw truncated;
        }
        return target;
    }

    @Override
    void closeReader() {
        // A buffer needs no closing.
    }
}
