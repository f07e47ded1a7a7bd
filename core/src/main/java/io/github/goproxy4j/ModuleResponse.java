package io.github.goproxy4j;

import io.github.goproxy4j.repository.ModuleFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A finished HTTP response: a server copies it out as it is and closes it, whatever happened.
 *
 * <p>Used by one thread at a time; {@link #close()} may be called on any thread and more than once.
 */
public final class ModuleResponse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleResponse.class);
    private static final int BUFFER_SIZE = 64 * 1024;

    private final int status;
    private final Map<String, String> headers;
    private final OptionalLong contentLength;
    private final @Nullable FileSlice slice;
    private final @Nullable InputStream stream;

    private ModuleResponse(
            int status,
            Map<String, String> headers,
            OptionalLong contentLength,
            @Nullable FileSlice slice,
            @Nullable InputStream stream) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.contentLength = contentLength;
        this.slice = slice;
        this.stream = stream;
    }

    static ModuleResponse withoutBody(int status, Map<String, String> headers, OptionalLong contentLength) {
        return new ModuleResponse(status, headers, contentLength, null, null);
    }

    /** Makes a response that owns the slice's file and the stream. */
    static ModuleResponse withBody(
            int status, Map<String, String> headers, OptionalLong contentLength, FileSlice slice, InputStream stream) {
        return new ModuleResponse(status, headers, contentLength, slice, stream);
    }

    /**
     * Returns the status.
     *
     * @return the HTTP status code
     */
    public int status() {
        return status;
    }

    /**
     * Returns the header fields, without {@code Content-Length}.
     *
     * @return values by names, one for each name, in the order to send them
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Returns the value for the field {@code Content-Length}, which the answer to {@code HEAD} has as well.
     *
     * @return the length in bytes; empty if there is to be no such field: the status has none (204, 304), or the file is
     *     still being made, so that its end must be marked by other means (chunks)
     */
    public OptionalLong contentLength() {
        return contentLength;
    }

    /**
     * Tells whether a body is to be sent.
     *
     * @return whether {@link #writeTo} writes anything; an empty body counts
     */
    public boolean hasBody() {
        return stream != null;
    }

    /**
     * Returns the file that the body is a part of, for a server with a faster way than {@link #writeTo}.
     *
     * @return the slice, or empty if there is no body
     */
    public Optional<FileSlice> file() {
        return Optional.ofNullable(slice);
    }

    /** Whether this response sends from the file, and so will close it. */
    boolean isOf(ModuleFile file) {
        return slice != null && slice.file() == file;
    }

    /**
     * Writes the body, once.
     *
     * @param out where to; neither flushed nor closed
     * @throws IOException if the body cannot be read to its end, or not be written. What has been written must not look
     *     like a whole response then: the server breaks the connection off
     */
    public void writeTo(OutputStream out) throws IOException {
        if (stream == null) {
            return;
        }
        byte[] buffer = new byte[(int) Math.min(BUFFER_SIZE, Math.max(1, contentLength.orElse(BUFFER_SIZE)))];
        long left = contentLength.orElse(Long.MAX_VALUE);
        while (left > 0) {
            int count = read(stream, buffer, (int) Math.min(buffer.length, left));
            if (count < 0) {
                break;
            }
            out.write(buffer, 0, count);
            left -= count;
        }
        if (contentLength.isPresent() && left > 0) {
            throw logged(new EOFException("the file of a module ended " + left + " bytes early"));
        }
    }

    /** What the server cannot read is its own trouble and logged; that a client has gone away is none. */
    private static int read(InputStream in, byte[] buffer, int length) throws IOException {
        try {
            return in.read(buffer, 0, length);
        } catch (IOException e) {
            throw logged(e);
        } catch (RuntimeException e) {
            throw logged(new IOException("reading the file of a module failed", e));
        }
    }

    private static IOException logged(IOException e) {
        LOG.error("broke off a response whose body could not be read, id {}", FailureId.next(), e);
        return e;
    }

    /** Ends the lease of the body. Never throws. */
    @Override
    public void close() {
        if (stream == null || slice == null) {
            return;
        }
        try {
            stream.close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("closing a stream of a module file failed", e);
        }
        close(slice.file());
    }

    /** Ends a lease as its contract says, also one that breaks it. */
    static void close(ModuleFile file) {
        try {
            file.close();
        } catch (RuntimeException e) {
            LOG.warn("closing a module file failed", e);
        }
    }

    /** Returns the status and the header fields. */
    @Override
    public String toString() {
        return "ModuleResponse[" + status + " " + headers + "]";
    }
}
