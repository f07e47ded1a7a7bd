package io.github.goproxy4j.embedding;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.servlet.GoProxyServlet;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Serves Go modules with embedded Tomcat. */
public final class TomcatExample {
    private TomcatExample() {}

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
        Tomcat.addServlet(context, "go", new GoProxyServlet(proxy)).addMapping("/*");
        tomcat.start();
        return tomcat;
    }
}
