package io.github.goproxy4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.servlet.GoProxyServlet;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves what was published, until the process is told to end. */
@Command(name = "serve", description = "Serves all published versions as a GOPROXY.")
final class ServeCommand implements Callable<Integer> {
    /** Transfers that are running when the server stops are broken off after this time. */
    private static final long STOP_MILLIS = 500;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            converter = ListenAddress.Converter.class,
            description = "where to listen; port 0 picks a free one (default: " + ListenAddress.DEFAULT + ")")
    private ListenAddress listen = ListenAddress.parse(ListenAddress.DEFAULT);

    @Override
    public Integer call() throws StartException, IOException, InterruptedException {
        HikariDataSource connections = database.open();
        Server server = new Server();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, connections), "stop"));
        GoModuleProxy proxy = GoModuleProxy.of(GoProjects.ofPublicRoot(new JdbcRepository(connections)));
        int port = start(server, new GoProxyServlet(proxy));
        String url = "http://" + new ListenAddress(listen.host(), port);
        announce("goproxy4j listening on " + url + "\n" + PasteLine.of(connections, url) + "\n");
        server.join();
        return 0;
    }

    private int start(Server server, GoProxyServlet servlet) throws StartException {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(listen.host());
        connector.setPort(listen.port());
        connector.setShutdownIdleTimeout(STOP_MILLIS);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet), "/*");
        server.setHandler(context);
        try {
            server.start();
            return connector.getLocalPort();
        } catch (IOException e) {
            throw new StartException("cannot listen on " + listen + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not start", e);
        }
    }

    private static void stop(Server server, HikariDataSource connections) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop", e);
        } finally {
            connections.close();
        }
    }

    /** Prints in one write, so that a script that waits for the first line has the second as well. */
    private static void announce(String text) throws IOException {
        // Not closed: standard output is not ours.
        new FileOutputStream(FileDescriptor.out).write(text.getBytes(StandardCharsets.UTF_8));
    }
}
