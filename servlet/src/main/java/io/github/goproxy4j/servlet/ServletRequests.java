package io.github.goproxy4j.servlet;

import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.ProxyRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests and responses as a container has them, and as the doors do. */
final class ServletRequests {
    private ServletRequests() {}

    /** The request with the path from the server's root on. */
    static ProxyRequest of(HttpServletRequest request) {
        return new ProxyRequest(
                request.getMethod(),
                request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()),
                name -> list(request.getHeaders(name)),
                Optional.ofNullable(request.getUserPrincipal()),
                // An address, unless the container has been told to look names up.
                Optional.ofNullable(request.getRemoteHost()));
    }

    private static List<String> list(@Nullable Enumeration<String> values) {
        return values == null ? List.of() : Collections.list(values);
    }

    static void send(ModuleResponse answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (answer.contentLength().isPresent()) {
            response.setContentLengthLong(answer.contentLength().getAsLong());
        }
        if (answer.hasBody()) {
            answer.writeTo(response.getOutputStream());
        }
    }
}
