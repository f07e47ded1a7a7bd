package io.github.goproxy4j.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.concurrent.Semaphore;

/**
 * Which clients are sent a zip while it is being made.
 *
 * <p>Those only that see where it was broken off. And each costs a thread for as long as the client takes to read, so a few
 * of them at a time, unless the threads are virtual: a container has other requests to answer. Everybody else waits until
 * the zip is made, which no client can delay, and gets it in the ways that finished files are sent.
 *
 * <p>Thread-safe.
 */
final class LiveAnswers {
    /** How many at a time. */
    static final int MOST = 32;

    private static final String JETTY = "jetty/";
    private static final String JETTY_CLASSES = "org.eclipse.jetty.";

    /** Also what others have who made something else of Tomcat. */
    private static final String TOMCAT = "Apache Tomcat";

    private static final String TOMCAT_RESPONSE = "org.apache.catalina.connector.ResponseFacade";

    private final Semaphore free = new Semaphore(MOST);

    /**
     * Tells whether a request's answer may begin before its file is made; {@link #end} is due then, on the same thread. The
     * path may be any spelling: what does not look like a zip waits.
     */
    boolean begin(HttpServletRequest request, HttpServletResponse response) {
        return request.getRequestURI().endsWith(".zip")
                && marksEnd(request, response)
                && (CheapThread.isCurrent() || free.tryAcquire());
    }

    /** Lets another one begin. */
    void end() {
        if (!CheapThread.isCurrent()) {
            free.release();
        }
    }

    /**
     * Whether a client sees that a body of unknown length was broken off. Jetty and Tomcat leave out the last chunk where a
     * servlet has failed, which Undertow does not; of others it is not known. HTTP/1.0 has no chunks. A filter that wraps the
     * response may keep what the servlet throws from the container, as Spring Boot's {@code ErrorPageFilter} does, and then
     * the container ends the body like a whole one.
     */
    private static boolean marksEnd(HttpServletRequest request, HttpServletResponse response) {
        return !"HTTP/1.0".equals(request.getProtocol())
                && !(response instanceof HttpServletResponseWrapper)
                && isOwn(response.getClass().getName(), request);
    }

    private static boolean isOwn(String response, HttpServletRequest request) {
        if (isJetty(request)) {
            return response.startsWith(JETTY_CLASSES);
        }
        String server = request.getServletContext().getServerInfo();
        return server != null && server.startsWith(TOMCAT) && response.equals(TOMCAT_RESPONSE);
    }

    /** Whether the container is Jetty. */
    static boolean isJetty(HttpServletRequest request) {
        String server = request.getServletContext().getServerInfo();
        return server != null && server.startsWith(JETTY);
    }
}
