package io.github.goproxy4j.it;

import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * An HTTP proxy on loopback that answers for every host with the page by which {@code go} learns where a module's
 * repository is. Tunnels are refused, so that {@code go} falls back to plain HTTP for the hosts of {@code GOINSECURE}.
 *
 * @see <a href="https://go.dev/ref/mod#vcs-find">Go Modules Reference, finding a repository for a module path</a>
 */
final class ImportPages implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;

    private ImportPages(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /** Starts the proxy; the map has the URL of the repository of each root path. */
    static ImportPages start(Map<String, String> repositories) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Page(repositories));
        server.start();
        return new ImportPages(server, connector);
    }

    String url() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Page extends Handler.Abstract {
        private final Map<String, String> repositories;

        Page(Map<String, String> repositories) {
            this.repositories = repositories;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String path = Request.getServerName(request) + request.getHttpURI().getCanonicalPath();
            String root = repositories.keySet().stream()
                    .filter(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"))
                    .findFirst()
                    .orElse("");
            if (!request.getMethod().equals("GET") || root.isEmpty()) {
                response.setStatus(404);
                callback.succeeded();
                return true;
            }
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
            Content.Sink.write(
                    response,
                    true,
                    "<meta name=\"go-import\" content=\"" + root + " git " + repositories.get(root) + "\">",
                    callback);
            return true;
        }
    }
}
