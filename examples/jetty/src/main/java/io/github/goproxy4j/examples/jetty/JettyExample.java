package io.github.goproxy4j.examples.jetty;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.git.GitSourceRepository;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.servlet.GoProxyServlet;
import io.github.goproxy4j.source.SourceModuleRepository;
import java.nio.file.Path;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Serves Go modules with embedded Jetty. */
public final class JettyExample {
    private JettyExample() {}

    /** Serves the modules of a git repository: the first argument is their path, the second where the repository is. */
    public static void main(String[] arguments) throws Exception {
        GitSourceRepository git = GitSourceRepository.open(Path.of(arguments[1]));
        GoProjects projects = GoProjects.ofPublicRoot(SourceModuleRepository.of(git, ModulePath.parse(arguments[0])));
        Server server = start(GoModuleProxy.of(projects), 0);
        System.out.println("GOPROXY=http://127.0.0.1:" + server.getURI().getPort() + " GONOPROXY=none GOSUMDB=off "
                + "go mod download -json " + arguments[0] + "@latest");
    }

    /** Starts a server; port 0 picks a free one. */
    public static Server start(GoModuleProxy proxy, int port) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        // Lets projects be named by path: /api/v4/projects/group%2Fproject/packages/go
        http.setUriCompliance(UriCompliance.DEFAULT.with("GOPROXY", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));

        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);

        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new GoProxyServlet(proxy), "/*");
        server.setHandler(context);
        server.start();
        return server;
    }
}
