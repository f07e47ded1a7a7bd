package com.example.containers;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.servlet.GoProxyServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Marks each answer with the path that has reached the servlet, so that it is told from those of the container itself. */
public final class ReachedServlet extends GoProxyServlet {
    /** The field that has the path. */
    public static final String FIELD = "X-Reached";

    private static final long serialVersionUID = 1L;

    /** Creates the servlet. */
    public ReachedServlet(GoModuleProxy proxy) {
        super(proxy);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            response.setHeader(FIELD, FIELD_START + brief(request.getRequestURI()));
        }
        super.service(request, response);
    }

    /** So that the field is never empty, which some servers leave out. */
    private static final String FIELD_START = "at ";

    /** Some paths are longer than the head of an answer may be. */
    static String brief(String path) {
        return path.length() <= 1000 ? path : path.substring(0, 1000);
    }
}
