package io.github.goproxy4j;

import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A finished HTTP response: a server copies it out as it is and closes it, whatever happened.
 *
 * <p>Used by one thread at a time; {@link #close()} may be called on any thread and more than once.
 */
public final class ModuleResponse implements AutoCloseable {
    private final RequestTrace trace;
    private final int status;
    private final Map<String, String> headers;
    private final OptionalLong contentLength;
    private final @Nullable ResponseBody body;
    private volatile boolean whole;
    private volatile boolean lent;

    private ModuleResponse(
            RequestTrace trace,
            int status,
            Map<String, String> headers,
            OptionalLong contentLength,
            @Nullable ResponseBody body) {
        this.trace = trace;
        this.status = status;
        this.headers = Collections.unmodifiableMap(headers);
        this.contentLength = contentLength;
        this.body = body;
        this.whole = body == null;
    }

    /** Makes a response that owns the map. */
    static ModuleResponse withoutBody(
            RequestTrace trace, int status, Map<String, String> headers, OptionalLong contentLength) {
        return new ModuleResponse(trace, status, headers, contentLength, null);
    }

    /** Makes a response that owns the map and the body. */
    static ModuleResponse withBody(RequestTrace trace, int status, Map<String, String> headers, ResponseBody body) {
        return new ModuleResponse(trace, status, headers, body.slice().length(), body);
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
        return body != null;
    }

    /**
     * Returns the file that the body is a part of, for a server with a faster way than {@link #writeTo}, which
     * reports to {@link #sent}.
     *
     * @return the slice, or empty if there is no body
     */
    public Optional<FileSlice> file() {
        return Optional.ofNullable(body).map(ResponseBody::slice);
    }

    /** Whether this response sends from the file, and so will close it. */
    boolean isOf(ModuleFile file) {
        return body != null && body.slice().file() == file;
    }

    /**
     * Writes the body, once, if there is one.
     *
     * @param out where to; neither flushed nor closed
     * @throws IOException if the body cannot be read to its end, or not be written. What has been written must not look
     *     like a whole response then: the server breaks the connection off
     */
    public void writeTo(OutputStream out) throws IOException {
        if (body != null) {
            body.writeTo(out, trace);
            whole = true;
        }
    }

    /**
     * Takes note of how much of the body has been sent by another way than {@link #writeTo}, for the {@link AccessEvent}.
     * What is reported neither way has not been sent.
     *
     * @param bytes how many bytes in all
     */
    public void sent(long bytes) {
        trace.sent(bytes);
        whole = bytes >= contentLength.orElse(0);
    }

    /**
     * Writes the next part of the body, in place of {@link #writeTo}: for a server that lets no thread wait for its client.
     * The bytes that were written stay as they are until the next call.
     *
     * @param out where to; neither flushed nor closed
     * @return whether there may be more to write; if not, calling this again writes nothing
     * @throws IOException as {@link #writeTo} does
     */
    public boolean writePart(OutputStream out) throws IOException {
        boolean more = body != null && body.writePart(out, trace);
        whole |= body != null && !more;
        return more;
    }

    /**
     * Ends the response but for the lease of its file, which is the caller's to close from now on: for a server that goes on
     * to send the file when everything else has been done. Listeners are told of what was reported to {@link #sent}.
     *
     * @return the file, or empty if there is no body
     */
    public Optional<ModuleFile> closeAllButFile() {
        lent = body != null;
        close();
        return Optional.ofNullable(body).map(ResponseBody::slice).map(FileSlice::file);
    }

    /** Ends the lease of the body, and with it the request: listeners are told. Never throws. */
    @Override
    public void close() {
        try {
            if (body != null && lent) {
                body.closeReader();
            } else if (body != null) {
                body.close();
            }
        } finally {
            trace.end(status, whole);
        }
    }

    /** Returns the status and the header fields. */
    @Override
    public String toString() {
        return "ModuleResponse[" + status + " " + headers + "]";
    }
}
