package io.github.goproxy4j.embedding;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.servlet.GoProxyServlet;
import jakarta.servlet.annotation.WebServlet;

/** Serves Go modules in a WAR: the container finds it. The application's own start has put the door into the context. */
@WebServlet("/go/*")
public class WarServlet extends GoProxyServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected GoModuleProxy proxy() {
        return (GoModuleProxy) getServletContext().getAttribute("go-modules");
    }
}
