package io.github.goproxy4j.servlet;

import io.github.goproxy4j.FileSlice;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.repository.ModuleFile;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the body of an answer to a container's stream: a mapped file as a buffer where the stream takes one, so that its
 * bytes are not copied on their way; and memory of the heap that is larger than the stream's own buffer, because Jetty
 * writes an array to the connection in pieces of that size. Everything else as the door does.
 */
final class BodyOutput {
    /** Jetty sends the buffer itself, so that a slow client costs nothing for a large one. */
    private static final int MOST = 1 << 20;

    /** Of heap memory the system's calls get a copy, and each that a slow client takes a little of another one. */
    private static final int MOST_OF_HEAP = 128 << 10;

    /** What Jetty's buffer has room for. */
    private static final int LARGE = 32 << 10;

    private final ModuleResponse answer;
    private final ServletOutputStream out;
    private final @Nullable MethodHandle write;
    private final @Nullable ByteBuffer buffer;
    private final @Nullable ModuleFile source;
    private long sent;

    private BodyOutput(
            ModuleResponse answer, ServletOutputStream out, @Nullable MethodHandle write, @Nullable ByteBuffer buffer) {
        this.answer = answer;
        this.out = out;
        this.write = write;
        this.buffer = buffer;
        this.source = answer.file().map(FileSlice::file).orElse(null);
    }

    /** @param isSecure whether the container encrypts the body, and so reads it in Java */
    static BodyOutput of(ModuleResponse answer, ServletOutputStream out, boolean isSecure) {
        MethodHandle write = isSecure ? null : BufferWrite.of(out.getClass()).orElse(null);
        return new BodyOutput(answer, out, write, write == null ? null : buffer(answer));
    }

    /** The body, if it is a part of a mapped file, or large and in memory. */
    private static @Nullable ByteBuffer buffer(ModuleResponse answer) {
        FileSlice slice = answer.file().orElse(null);
        long length = slice == null ? 0 : slice.length().orElse(0);
        if (slice == null || length == 0) {
            return null;
        }
        ByteBuffer whole = slice.file()
                .buffer()
                .filter(some -> some.isDirect() || length > LARGE)
                .orElse(null);
        return whole == null ? null : whole.slice((int) slice.from(), (int) length);
    }

    /** Sends all of it. */
    void writeAll() throws IOException {
        if (buffer == null) {
            answer.writeTo(out);
            return;
        }
        while (writePart()) {
            // One part after the other.
        }
    }

    /** Sends the next part, and returns whether there may be another one. What was sent stays as it is until then. */
    boolean writePart() throws IOException {
        if (buffer == null || write == null) {
            return answer.writePart(out);
        }
        int count = Math.min(buffer.remaining(), buffer.isDirect() ? MOST : MOST_OF_HEAP);
        if (count > 0) {
            if (count == buffer.remaining() && source != null) {
                // A mapping of a file that was made shorter reads as zeros up to the end of its page.
                source.checkUnchanged();
            }
            write(write, buffer.slice(buffer.position(), count));
            buffer.position(buffer.position() + count);
            sent += count;
            answer.sent(sent);
        }
        return buffer.hasRemaining();
    }

    private void write(MethodHandle method, ByteBuffer part) throws IOException {
        try {
            method.invokeExact(out, part);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
