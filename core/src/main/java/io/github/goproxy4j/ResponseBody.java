package io.github.goproxy4j;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a response, of which the first block has been read before anybody is told that there is a response.
 *
 * <p>So a file that cannot be read, or a short one that is damaged, still becomes a 500. What fails later can only break the
 * connection; the block is larger than the buffers of servers, which would otherwise still hold the headers back and then
 * send an error page of their own.
 */
final class ResponseBody implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseBody.class);
    private static final int BLOCK_SIZE = 64 * 1024;

    private final FileSlice slice;
    private final InputStream stream;
    private final byte[] block;
    private int filled;
    private long written;
    private boolean isLast;

    private ResponseBody(FileSlice slice, InputStream stream) {
        this.slice = slice;
        this.stream = stream;
        this.block = new byte[(int) Math.min(BLOCK_SIZE, slice.length().orElse(BLOCK_SIZE))];
    }

    /** Opens a body, which owns the slice's file unless this fails. */
    static ResponseBody open(FileSlice slice) throws IOException {
        InputStream stream = slice.file().openStream(slice.from());
        ResponseBody body = null;
        try {
            ResponseBody opened = new ResponseBody(slice, stream);
            opened.fill();
            opened.checkWhole(opened.filled);
            body = opened;
            return opened;
        } finally {
            if (body == null) {
                close(stream);
            }
        }
    }

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

    void writeTo(OutputStream out, RequestTrace trace) throws IOException {
        while (writePart(out, trace)) {
            // One block after the other.
        }
    }

    /**
     * Writes the next block, and returns whether there may be another one. A block stays as it is until then, because a
     * server that does not block may still be sending it.
     */
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

    /** What the server cannot read is its own trouble and logged; that a client has gone away is none. */
    private void readNext(RequestTrace trace) throws IOException {
        try {
            fill();
            checkWhole(written + filled);
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "broke off the response to GET {} after {} bytes, id {}",
                    GoText.quote(trace.request().rawPath()),
                    written,
                    trace.fail(),
                    e);
            throw e;
        }
    }

    @Override
    public void close() {
        close(stream);
        close(slice.file());
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("closing a stream of a module file failed", e);
        }
    }

    /** Ends a lease as its contract says, also one that breaks it. */
    static void close(ModuleFile file) {
        try {
            file.close();
        } catch (RuntimeException e) {
            LOG.warn("closing a module file failed", e);
        }
    }
}
