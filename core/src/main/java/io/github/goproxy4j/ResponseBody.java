package io.github.goproxy4j;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bytes of a response. */
abstract sealed class ResponseBody implements AutoCloseable permits MemoryBody, StreamBody {
    /**
     * How much is written at once where the client's connection decides when: what a slow client costs. It is larger than
     * the buffers of servers, which would otherwise still hold the headers back when something fails, and then send an error
     * page of their own.
     */
    static final int BLOCK_SIZE = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ResponseBody.class);

    /**
     * Opens a body, which owns the slice's file unless this fails. A length that the slice does not have may be there
     * afterwards.
     */
    static ResponseBody open(FileSlice slice) throws IOException {
        if (slice.length().isPresent()) {
            Optional<ByteBuffer> buffer = slice.file().buffer();
            if (buffer.isPresent()) {
                checkWithin(slice, buffer.get().limit());
                return buffer.get().isDirect() ? StreamBody.later(slice) : new MemoryBody(slice);
            }
        }
        return StreamBody.open(slice);
    }

    private static void checkWithin(FileSlice slice, int size) throws IOException {
        long end = slice.from() + slice.length().orElseThrow();
        if (end > size) {
            throw new EOFException("the file of a module ended after " + size + " bytes of " + end);
        }
    }

    /** What of the file the body is. */
    abstract FileSlice slice();

    /** Writes all that has not been written yet. */
    abstract void writeTo(OutputStream out, RequestTrace trace) throws IOException;

    /**
     * Writes the next block, and returns whether there may be another one. A block stays as it is until then, because a
     * server that does not block may still be sending it.
     */
    abstract boolean writePart(OutputStream out, RequestTrace trace) throws IOException;

    /** Ends what was opened to read the file, but not the lease of the file. */
    abstract void closeReader();

    @Override
    public void close() {
        closeReader();
        close(slice().file());
    }

    /** Logs why a file cannot be sent to its end: the server's own trouble, unlike a client that has gone away. */
    static void logBreakOff(RequestTrace trace, long written, Throwable cause) {
        LOG.error(
                "broke off the response to GET {} after {} bytes, id {}",
                GoText.quote(trace.request().rawPath()),
                written,
                trace.fail(),
                cause);
    }

    static void close(InputStream stream) {
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
