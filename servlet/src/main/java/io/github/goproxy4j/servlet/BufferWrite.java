package io.github.goproxy4j.servlet;

import jakarta.servlet.ServletOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How Jetty's own stream takes a buffer: by the method {@code write(ByteBuffer)}, which Servlet 6.1 has and Jetty had long
 * before. The system then writes a mapped file to the connection as it is; where somebody has made the file shorter
 * meanwhile, it says so.
 *
 * <p>Found by name at run time, because this library is compiled against Servlet 6.0. No other stream is asked: what the API
 * does for a stream that does not know the method is to copy the buffer as a whole, and Tomcat copies it as well, in Java,
 * which may learn too late that a mapped file was made shorter.
 */
final class BufferWrite {
    private static final ClassValue<Optional<MethodHandle>> FOUND = new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
            return find(type);
        }
    };

    private BufferWrite() {}

    /** The method of a class of streams, which takes the stream and the buffer. */
    static Optional<MethodHandle> of(Class<? extends ServletOutputStream> stream) {
        return FOUND.get(stream);
    }

    private static Optional<MethodHandle> find(Class<?> stream) {
        if (!stream.getName().startsWith("org.eclipse.jetty.")) {
            return Optional.empty();
        }
        try {
            return Optional.of(MethodHandles.publicLookup()
                    .findVirtual(stream, "write", MethodType.methodType(void.class, ByteBuffer.class))
                    .asType(MethodType.methodType(void.class, ServletOutputStream.class, ByteBuffer.class)));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
