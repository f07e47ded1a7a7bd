package io.github.goproxy4j.servlet;

import io.github.goproxy4j.FileSlice;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.repository.ModuleFile;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends the body of an answer to a container's stream: a mapped file as a buffer where the stream takes one, so that its
 * bytes are not copied on their way; everything else as the door does.
 */
final class BodyOutput {
    /** Jetty sends the buffer itself, so that a slow client costs nothing for a large one. */
    private static final int MOST = 1 << 20;

    private final ModuleResponse answer;
    private final ServletOutputStream out;
    private final @Nullable MethodHandle write;
    private final @Nullable ByteBuffer mapped;
    private final @Nullable ModuleFile source;
    private long sent;

    private BodyOutput(
            ModuleResponse answer, ServletOutputStream out, @Nullable MethodHandle write, @Nullable ByteBuffer mapped) {
        this.answer = answer;
        this.out = out;
        this.write = write;
        this.mapped = mapped;
        this.source = answer.file().map(FileSlice::file).orElse(null);
    }

    /** @param isSecure whether the container encrypts the body, and so reads it in Java */
    static BodyOutput of(ModuleResponse answer, ServletOutputStream out, boolean isSecure) {
        MethodHandle write = isSecure ? null : BufferWrite.of(out.getClass()).orElse(null);
        return new BodyOutput(answer, out, write, write == null ? null : mapped(answer));
    }

    /** The body, if it is a part of a mapped file: heap memory is written as the array that it is. */
    private static @Nullable ByteBuffer mapped(ModuleResponse answer) {
        Optional<FileSlice> slice = answer.file();
        if (slice.isEmpty() || slice.get().length().orElse(0) == 0) {
            return null;
        }
        ByteBuffer whole =
                slice.get().file().buffer().filter(ByteBuffer::isDirect).orElse(null);
        return whole == null
                ? null
                : whole.slice(
                        (int) slice.get().from(), (int) slice.get().length().getAsLong());
    }

    /** Sends all of it. */
    void writeAll() throws IOException {
        if (mapped == null) {
            answer.writeTo(out);
            return;
        }
        while (writePart()) {
            // One part after the other.
        }
    }

    /** Sends the next part, and returns whether there may be another one. What was sent stays as it is until then. */
    boolean writePart() throws IOException {
        if (mapped == null || write == null) {
            return answer.writePart(out);
        }
        int count = Math.min(mapped.remaining(), MOST);
        if (count > 0) {
            if (count == mapped.remaining() && source != null) {
                // A mapping of a file that was made shorter reads as zeros up to the end of its page.
                source.checkUnchanged();
            }
            write(write, mapped.slice(mapped.position(), count));
            mapped.position(mapped.position() + count);
            sent += count;
            answer.sent(sent);
        }
        return mapped.hasRemaining();
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
