package io.github.goproxy4j.servlet;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.MountPoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mounts a {@link GoModuleProxy} in a servlet container: with a pattern that ends in {@code /*}, such as {@code /*},
 * {@code /go/*} or {@code /api/v4/*}.
 *
 * <p>An application that creates its servlets itself passes the door to {@link #GoProxyServlet(GoModuleProxy)}. In a WAR, a
 * subclass does, which the container finds:
 *
 * <pre>{@code
 * @WebServlet(value = "/go/*", loadOnStartup = 1, asyncSupported = true)
 * public class GoModules extends GoProxyServlet {
 *     @Override
 *     protected GoModuleProxy proxy() {
 *         return MyApplication.goModuleProxy();
 *     }
 * }
 * }</pre>
 *
 * <h2>Slashes in project paths</h2>
 *
 * GitLab's paths name a project as {@code group%2Fproject}, which containers refuse with 400 before any servlet is asked,
 * unless they are told otherwise:
 *
 * <table>
 *   <caption>What lets {@code %2F} in</caption>
 *   <tr><th>container<th>setting
 *   <tr><td>Jetty 10, 12<td>{@code httpConfiguration.setUriCompliance(UriCompliance.DEFAULT.with("GOPROXY",
 *       UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR))}; where a filter in front of this servlet asks for the servlet
 *       path, also {@code contextHandler.getServletHandler().setDecodeAmbiguousURIs(true)}
 *   <tr><td>Tomcat 9, 10.1, 11<td>{@code connector.setEncodedSolidusHandling("decode")}, or {@code "passthrough"}
 *   <tr><td>Undertow<td>nothing
 *   <tr><td>Spring Boot<td>the setting of its container, by a {@code WebServerFactoryCustomizer}; there is no property
 *   <tr><td>Spring Security<td>{@code strictHttpFirewall.setAllowUrlEncodedSlash(true)}, with Tomcat on {@code "decode"}
 * </table>
 *
 * <p>None of these weakens what this servlet does itself: it reads the path as it was sent, decodes it once, and refuses dot
 * segments, parameters and backslashes in every spelling.
 *
 * <p>A large file is sent without a thread that waits for a slow client, where the container has been told that this servlet,
 * and every filter in front of it, may answer asynchronously ({@code asyncSupported}). Elsewhere each client that does not
 * read keeps a thread until the container gives it up.
 *
 * <p>Files that lie on disk are sent by the shortest way that the container has: Tomcat's {@code sendfile}, or a mapped buffer
 * on Jetty; both are found at run time. A zip that is still being made is sent while it is made on Jetty and Tomcat,
 * which let a client see that it was broken off; elsewhere, and to clients of HTTP/1.0, once it is made. So it is behind a
 * filter that wraps the response, and for more than 32 clients at a time where threads are not virtual.
 *
 * <p>No filter in front of it may swallow what it throws: the container would end a body that was broken off like a whole
 * one.
 *
 * <p>It answers requests as clients send them. A request that was forwarded, included or dispatched to it fails.
 *
 * <p>Thread-safe. A response whose body cannot be read to its end is broken off by an exception, so that the client sees that
 * it is incomplete.
 */
public class GoProxyServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(GoProxyServlet.class);

    private final transient @Nullable GoModuleProxy proxy;
    private final transient Sendfile sendfile = new Sendfile();
    private final transient LiveAnswers live = new LiveAnswers();
    private final transient Map<String, MountPoint> mountPoints = new ConcurrentHashMap<>();

    /** Creates a servlet whose subclass overrides {@link #proxy()}. */
    protected GoProxyServlet() {
        this.proxy = null;
    }

    /**
     * Creates a servlet.
     *
     * @param proxy the door
     */
    public GoProxyServlet(GoModuleProxy proxy) {
        this.proxy = proxy;
    }

    /**
     * Returns the door; asked on every request.
     *
     * @return the one that was passed to the constructor
     * @throws IllegalStateException if none was, and a subclass does not override this method
     */
    protected GoModuleProxy proxy() {
        if (proxy == null) {
            throw new IllegalStateException("GoProxyServlet has no GoModuleProxy: override proxy()");
        }
        return proxy;
    }

    /**
     * Logs where Go modules are served and, for a container that refuses {@code %2F} by default, the line that lets it in. A
     * servlet that is loaded on start-up does so before anybody has asked for a module.
     *
     * @throws ServletException if a subclass that overrides this method does
     */
    @Override
    public void init() throws ServletException {
        ServletContext context = getServletContext();
        LOG.info("Go modules are served at {} by {}", places(context), context.getServerInfo());
        EncodedSlashes.advice(context)
                .ifPresent(
                        line -> LOG.info("If projects are named by path (group%2Fproject), this is needed: {}", line));
    }

    /** Lets go of the files that the container was asked to send. */
    @Override
    public void destroy() {
        sendfile.closeAll();
    }

    /** The patterns of this servlet, from the server's root on. */
    private String places(ServletContext context) {
        ServletRegistration registration = context.getServletRegistration(getServletName());
        Collection<String> patterns = registration == null ? List.of() : registration.getMappings();
        return patterns.stream()
                .map(pattern -> context.getContextPath() + pattern)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Answers all methods, those that are not allowed too. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        // A pattern "/*" also gets the container's error pages, whose status is not ours to change.
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return;
        }
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            throw new ServletException("Go modules are served to clients only, not to a dispatch of the kind "
                    + request.getDispatcherType() + ", whose path is not the one that was sent");
        }
        sendfile.begin();
        boolean isLive = live.begin(request, response);
        try {
            answer(request, response, isLive);
        } finally {
            if (isLive) {
                live.end();
            }
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, boolean isLive) throws IOException {
        ModuleResponse answer = proxy().handle(ServletRequests.of(request, isLive), mountPoint(request));
        try {
            if (sendfile.send(answer, request, response)) {
                return;
            }
        } catch (RuntimeException e) {
            answer.close();
            throw e;
        }
        if (AsyncAnswer.suits(answer, request)) {
            AsyncAnswer.send(answer, request, response);
            return;
        }
        try (answer) {
            ServletRequests.send(answer, request, response);
        }
    }

    private MountPoint mountPoint(HttpServletRequest request) {
        String pattern = request.getHttpServletMapping().getPattern();
        MountPoint known = mountPoints.get(pattern);
        if (known != null) {
            return known;
        }
        MountPoint found = ServletRequests.mountPoint(
                request, pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : pattern);
        if (request.getServletContext().getContextPath().indexOf('%') < 0) {
            // Else it is the path of the request that decides.
            mountPoints.put(pattern, found);
        }
        return found;
    }
}
