package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.servlet.GoImportFilter;
import io.github.goproxy4j.servlet.GoProxyServlet;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An embedded Jetty with the servlet at its root, and the pages for import paths in front of it. */
final class WebServer implements AutoCloseable {
    private static final int MAX_THREADS = 200;
    private static final EnumSet<DispatcherType> FROM_CLIENTS = EnumSet.of(DispatcherType.REQUEST);
    private static final int HEADER_BYTES = 32 * 1024;
    /** Many clients may come at once, such as the jobs of a pipeline. */
    private static final int ACCEPT_QUEUE = 1024;
    /** Transfers that are running when the server stops are broken off after this time. */
    private static final long STOP_MILLIS = 500;

    private final Server server;
    private final ServerConnector connector;

    private WebServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /** Starts a server, which accepts connections when this returns. */
    static WebServer start(ListenAddress listen, Site site) throws StartException {
        Server server = new Server(threads());
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http()));
        connector.setHost(listen.host());
        connector.setPort(listen.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setShutdownIdleTimeout(STOP_MILLIS);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new GoProxyServlet(site.proxy())), "/*");
        site.pages()
                .ifPresent(pages -> context.addFilter(new FilterHolder(new GoImportFilter(pages)), "/*", FROM_CLIENTS));
        TextErrors errors = new TextErrors();
        context.setErrorHandler(errors);
        server.setErrorHandler(errors);
        server.setHandler(context);
        WebServer started = new WebServer(server, connector);
        try {
            if (new InetSocketAddress(listen.host(), listen.port()).isUnresolved()) {
                throw new StartException("cannot listen on " + listen + ": unknown host");
            }
            server.start();
            return started;
        } catch (IOException e) {
            started.close();
            throw new StartException(
                    "cannot listen on " + listen + ": " + innermost(e).getMessage(), e);
        } catch (StartException e) {
            throw e;
        } catch (Exception e) {
            started.close();
            throw new IllegalStateException("Jetty did not start", e);
        }
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("http");
        threads.setStopTimeout(STOP_MILLIS);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        return threads;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.DEFAULT.with("GOPROXY", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
        return http;
    }

    private static Throwable innermost(Throwable e) {
        Throwable innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    /** Returns the port that the server accepts connections on. */
    int port() {
        return connector.getLocalPort();
    }

    void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop", e);
        }
    }
}
