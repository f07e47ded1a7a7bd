package com.example.containers.jetty;

import com.example.containers.ContainerProgram;
import com.example.containers.Mount;
import com.example.containers.Setup;
import io.github.goproxy4j.GoModuleProxy;
import java.nio.file.Path;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Servers of the kind Jetty 12, EE 11. */
public final class Program {
    private Program() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ContainerProgram.run(args, Program::start);
    }

    private static int start(Setup setup, GoModuleProxy proxy, Path directory) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        if (setup.letsSlashesIn()) {
            http.setUriCompliance(
                    UriCompliance.DEFAULT.with("GOPROXY", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        }
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);

        ServletContextHandler context =
                new ServletContextHandler(setup.contextPath().isEmpty() ? "/" : setup.contextPath());
        context.addServletContainerInitializer(new Mount(setup, proxy));
        if (setup.isSurrounded()) {
            ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
            errors.addErrorPage(404, Setup.ERROR_PAGE);
            context.setErrorHandler(errors);
        }
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }
}
