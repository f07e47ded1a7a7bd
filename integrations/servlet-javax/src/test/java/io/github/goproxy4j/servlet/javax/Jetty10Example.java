package io.github.goproxy4j.servlet.javax;

import io.github.goproxy4j.GoImportPages;
import io.github.goproxy4j.GoModuleProxy;
import java.util.EnumSet;
import javax.servlet.DispatcherType;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** What the documentation shows for Jetty 10. */
final class Jetty10Example {
    private Jetty10Example() {}

    static Server start(GoModuleProxy proxy, GoImportPages pages) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.DEFAULT.with("GOPROXY", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);

        ServletContextHandler context = new ServletContextHandler(server, "/");
        context.addFilter(new FilterHolder(new GoImportFilter(pages)), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new GoProxyServlet(proxy)), "/api/v4/*");
        server.start();
        return server;
    }
}
