package io.github.goproxy4j.examples.tomcat;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.git.GitSourceRepository;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.servlet.GoProxyServlet;
import io.github.goproxy4j.source.SourceModuleRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Serves Go modules with embedded Tomcat. */
public final class TomcatExample {
    private TomcatExample() {}

    /** Serves the modules of a git repository: the first argument is their path, the second where the repository is. */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        GitSourceRepository git = GitSourceRepository.open(Path.of(arguments[1]));
        GoProjects projects = GoProjects.ofPublicRoot(SourceModuleRepository.of(git, ModulePath.parse(arguments[0])));
        Tomcat tomcat = start(GoModuleProxy.of(projects), 0, Files.createTempDirectory("tomcat"));
        System.out.println("GOPROXY=http://127.0.0.1:" + tomcat.getConnector().getLocalPort()
                + " GONOPROXY=none GOSUMDB=off " + "go mod download -json " + arguments[0] + "@latest");
        tomcat.getServer().await();
    }

    /** Starts a server that keeps its own files in a directory; port 0 picks a free one. */
    public static Tomcat start(GoModuleProxy proxy, int port, Path directory) throws LifecycleException {
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(port);
        // Lets projects be named by path: /api/v4/projects/group%2Fproject/packages/go
        connector.setEncodedSolidusHandling("decode");

        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", directory.toString());
        Wrapper go = Tomcat.addServlet(context, "go", new GoProxyServlet(proxy));
        go.addMapping("/*");
        go.setLoadOnStartup(1);
        go.setAsyncSupported(true); // so that clients that do not read keep no threads
        tomcat.start();
        return tomcat;
    }
}
