package io.github.goproxy4j.servlet;

import io.github.goproxy4j.FileSlice;
import io.github.goproxy4j.ModuleResponse;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the body of an answer to a container's stream: a mapped file as a buffer where the stream takes one, so that its
 * bytes are not copied on their way; everything else as the door does.
 */
final class BodyOutput {
    private static final Logger LOG = LoggerFactory.getLogger(BodyOutput.class);

    private final ModuleResponse answer;
    private final ServletOutputStream out;
    private final @Nullable BufferWrite write;
    private final @Nullable ByteBuffer mapped;
    private long sent;

    private BodyOutput(
            ModuleResponse answer,
            ServletOutputStream out,
            @Nullable BufferWrite write,
            @Nullable ByteBuffer mapped) {
        this.answer = answer;
        this.out = out;
        this.write = write;
        this.mapped = mapped;
    }

    static BodyOutput of(ModuleResponse answer, ServletOutputStream out) {
        ByteBuffer mapped = mapped(answer);
        BufferWrite write = mapped == null ? null : BufferWrite.of(out.getClass()).orElse(null);
        return new BodyOutput(answer, out, write, write == null ? null : mapped);
    }

    /** The body, if it is a part of a mapped file: heap memory is written as the array that it is. */
    private static @Nullable ByteBuffer mapped(ModuleResponse answer) {
        Optional<FileSlice> slice = answer.file();
        if (slice.isEmpty() || slice.get().length().orElse(0) == 0) {
            return null;
        }
        ByteBuffer whole = slice.get().file().buffer().filter(ByteBuffer::isDirect).orElse(null);
        return whole == null
                ? null
                : whole.slice((int) slice.get().from(), (int) slice.get().length().getAsLong());
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
        int count = Math.min(mapped.remaining(), write.most());
        if (count > 0) {
            write(write.method(), mapped.slice(mapped.position(), count));
            mapped.position(mapped.position() + count);
            sent += count;
            answer.sent(sent);
        }
        return mapped.hasRemaining();
    }

    private void write(MethodHandle method, ByteBuffer part) throws IOException {
        try {
            method.invoke(out, part);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (InternalError e) {
            // What the virtual machine makes of a mapped file that somebody else has made shorter.
            LOG.error("broke off an answer after {} bytes: its file was truncated", sent, e);
            throw new IOException("a file was truncated while it was sent", e);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
