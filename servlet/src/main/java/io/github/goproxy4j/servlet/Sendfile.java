package io.github.goproxy4j.servlet;

import io.github.goproxy4j.FileSlice;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.repository.ModuleFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Tomcat send large files itself: the kernel does, from the disk's cache to the connection, without a thread.
 *
 * <p>Tomcat is told the name of the file by attributes of the request, and opens it after the servlet has returned: at the
 * end of the request, on the same thread, and asks for the name once. So the lease of the file, which keeps the name what it
 * is, is held until that thread has come here again or has ended. Until then it costs as many leases as the container has
 * threads (ADR 0016).
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://tomcat.apache.org/tomcat-11.0-doc/aio.html">Tomcat, Advanced IO: Asynchronous writes</a>
 */
final class Sendfile {
    private static final Logger LOG = LoggerFactory.getLogger(Sendfile.class);

    private static final String SUPPORT = "org.apache.tomcat.sendfile.support";
    private static final String NAME = "org.apache.tomcat.sendfile.filename";
    private static final String START = "org.apache.tomcat.sendfile.start";
    private static final String END = "org.apache.tomcat.sendfile.end";

    /** A response that no filter looks at: one in between would not see the body. */
    private static final String OWN_RESPONSE = "org.apache.catalina.connector.ResponseFacade";

    /** Opening a file anew is not worth it for less. */
    private static final long LARGE = 64 * 1024;

    private final Map<Thread, ModuleFile> held = new ConcurrentHashMap<>();

    /** Tells that the current thread begins another request, and so has done with the one before. */
    void begin() {
        if (!held.isEmpty()) {
            close(held.remove(Thread.currentThread()));
        }
    }

    /** Sends and closes an answer if the container can, which must not be asked to do anything else with the request. */
    boolean send(ModuleResponse answer, HttpServletRequest request, HttpServletResponse response) {
        if (answer.contentLength().orElse(0) <= LARGE || !isOffered(request, response)) {
            return false;
        }
        FileSlice slice = answer.file().orElse(null);
        Path path = slice == null ? null : slice.file().path().orElse(null);
        if (slice == null || path == null) {
            return false;
        }
        long length = slice.length().orElseThrow();
        ServletRequests.sendHead(answer, response);
        request.setAttribute(NAME, path.toAbsolutePath().toString());
        request.setAttribute(START, slice.from());
        request.setAttribute(END, slice.from() + length);
        answer.sent(length);
        hold(answer.closeAllButFile());
        return true;
    }

    private static boolean isOffered(HttpServletRequest request, HttpServletResponse response) {
        return Boolean.TRUE.equals(request.getAttribute(SUPPORT))
                && response.getClass().getName().equals(OWN_RESPONSE)
                // In HTTP/2 a connection has several threads.
                && request.getProtocol().startsWith("HTTP/1.")
                && !request.isAsyncStarted();
    }

    private void hold(Optional<ModuleFile> file) {
        file.ifPresent(lease -> close(held.put(Thread.currentThread(), lease)));
        for (Iterator<Map.Entry<Thread, ModuleFile>> all = held.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Thread, ModuleFile> one = all.next();
            if (!one.getKey().isAlive()) {
                all.remove();
                close(one.getValue());
            }
        }
    }

    /** Ends all leases, when no request is being served any more. */
    void closeAll() {
        held.values().forEach(Sendfile::close);
        held.clear();
    }

    private static void close(@Nullable ModuleFile file) {
        if (file != null) {
            try {
                file.close();
            } catch (RuntimeException e) {
                LOG.warn("closing a module file failed", e);
            }
        }
    }
}
