package io.github.goproxy4j.servlet;

import jakarta.servlet.ServletOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How a container's own stream takes a buffer: by the method {@code write(ByteBuffer)}, which Servlet 6.1 has and the streams
 * of Jetty and Tomcat had long before.
 *
 * <p>Found by name at run time, because this library is compiled against Servlet 6.0. A stream of anybody else, such as one
 * that a filter has put in between, is not asked: what the API does for a stream that does not know the method is to copy the
 * buffer as a whole.
 *
 * @param method takes the stream and the buffer
 * @param most how many bytes to hand over at once. Jetty sends the buffer itself; Tomcat copies what the connection does not
 *     take at once, so that a slow client costs that much memory
 */
record BufferWrite(MethodHandle method, int most) {
    private static final int MOST_BY_JETTY = 1 << 20;
    private static final int MOST_BY_TOMCAT = 1 << 16;

    private static final ClassValue<Optional<BufferWrite>> FOUND = new ClassValue<>() {
        @Override
        protected Optional<BufferWrite> computeValue(Class<?> type) {
            return find(type);
        }
    };

    static Optional<BufferWrite> of(Class<? extends ServletOutputStream> stream) {
        return FOUND.get(stream);
    }

    private static Optional<BufferWrite> find(Class<?> stream) {
        boolean jetty = stream.getName().startsWith("org.eclipse.jetty.");
        boolean tomcat = stream.getName().startsWith("org.apache.catalina.");
        if (!jetty && !tomcat) {
            return Optional.empty();
        }
        try {
            MethodHandle method = MethodHandles.publicLookup()
                    .findVirtual(stream, "write", MethodType.methodType(void.class, ByteBuffer.class))
                    .asType(MethodType.methodType(void.class, ServletOutputStream.class, ByteBuffer.class));
            return Optional.of(new BufferWrite(method, jetty ? MOST_BY_JETTY : MOST_BY_TOMCAT));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
