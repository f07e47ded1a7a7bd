package io.github.goproxy4j.embedding;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.servlet.GoProxyServlet;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoggingExceptionHandler;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import org.xnio.IoUtils;

/** Serves Go modules with embedded Undertow, which lets {@code %2F} through as it is. */
public final class UndertowExample {
    private UndertowExample() {}

    /** Starts a server; port 0 picks a free one. */
    public static Undertow start(GoModuleProxy proxy, int port) throws ServletException {
        GoProxyServlet servlet = new GoProxyServlet(proxy);
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(UndertowExample.class.getClassLoader())
                .setDeploymentName("go")
                .setContextPath("/")
                // Else a client waits for the rest of an answer that has broken off.
                .setExceptionHandler((exchange, request, response, failure) -> {
                    if (exchange.isResponseStarted()) {
                        IoUtils.safeClose(exchange.getConnection());
                    }
                    return LoggingExceptionHandler.DEFAULT.handleThrowable(exchange, request, response, failure);
                })
                .addServlet(Servlets.servlet("go", GoProxyServlet.class, new ImmediateInstanceFactory<>(servlet))
                        .addMapping("/*"));
        DeploymentManager deployment = Servlets.defaultContainer().addDeployment(application);
        deployment.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setHandler(deployment.start())
                .build();
        server.start();
        return server;
    }
}
