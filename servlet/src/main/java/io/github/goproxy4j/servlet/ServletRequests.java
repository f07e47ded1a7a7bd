package io.github.goproxy4j.servlet;

import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.MountPoint;
import io.github.goproxy4j.ProxyRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests and responses as a container has them, and as the doors do. */
final class ServletRequests {
    private ServletRequests() {}

    /**
     * The request with the path from the server's root on.
     *
     * @param marksEnd whether the client will see that a body of unknown length was broken off
     */
    static ProxyRequest of(HttpServletRequest request, boolean marksEnd) {
        return new ProxyRequest(
                request.getMethod(),
                request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()),
                // Most fields that are asked for are not there.
                name -> request.getHeader(name) == null ? List.of() : list(request.getHeaders(name)),
                Optional.ofNullable(request.getUserPrincipal()),
                // An address, unless the container has been told to look names up.
                Optional.ofNullable(request.getRemoteHost()),
                marksEnd);
    }

    /**
     * Makes Jetty send chunks also where the connection is not to be used again, because the client or a server that is being
     * stopped says so: otherwise the end of the connection would be the end of the body, broken off or not.
     */
    private static void markEnd(ModuleResponse answer, HttpServletRequest request, HttpServletResponse response) {
        if (answer.hasBody()
                && answer.contentLength().isEmpty()
                && "HTTP/1.1".equals(request.getProtocol())
                && LiveAnswers.isJetty(request)) {
            response.setHeader("Transfer-Encoding", "chunked");
        }
    }

    /**
     * Where a door is that lies below the context path: that of the context, because that of the request is undecoded on
     * Tomcat. On Jetty that of the context is percent-encoded if it has unusual characters, so where the request's path does
     * not begin with the text it is read as such. Which requests get here the container has decided already.
     *
     * @param directory the rest of the path, decoded
     */
    static MountPoint mountPoint(HttpServletRequest request, String directory) {
        String contextPath = request.getServletContext().getContextPath();
        MountPoint plain = MountPoint.of(contextPath + directory);
        if (contextPath.indexOf('%') < 0 || plain.below(request.getRequestURI()).isPresent()) {
            return plain;
        }
        try {
            return MountPoint.of(new URI(contextPath).getPath() + directory);
        } catch (URISyntaxException e) {
            return plain;
        }
    }

    private static List<String> list(@Nullable Enumeration<String> values) {
        return values == null ? List.of() : Collections.list(values);
    }

    static void send(ModuleResponse answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        sendHead(answer, response);
        markEnd(answer, request, response);
        if (answer.hasBody()) {
            BodyOutput.of(answer, response.getOutputStream(), request.isSecure())
                    .writeAll();
        }
    }

    static void sendHead(ModuleResponse answer, HttpServletResponse response) {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (answer.contentLength().isPresent()) {
            response.setContentLengthLong(answer.contentLength().getAsLong());
        }
    }
}
