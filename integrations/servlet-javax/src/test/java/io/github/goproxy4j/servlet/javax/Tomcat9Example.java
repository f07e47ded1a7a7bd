package io.github.goproxy4j.servlet.javax;

import io.github.goproxy4j.GoImportPages;
import io.github.goproxy4j.GoModuleProxy;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** What the documentation shows for Tomcat 9. */
final class Tomcat9Example {
    private Tomcat9Example() {}

    static Tomcat start(GoModuleProxy proxy, GoImportPages pages, Path directory) throws LifecycleException {
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        connector.setEncodedSolidusHandling("decode");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector);

        Context context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "go", new GoProxyServlet(proxy)).addMapping("/api/v4/*");
        // A filter is asked only where a servlet is: the application's own, or Tomcat's for all other paths.
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet")
                .addMapping("/");
        FilterDef filter = new FilterDef();
        filter.setFilterName("go-get");
        filter.setFilter(new GoImportFilter(pages));
        context.addFilterDef(filter);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("go-get");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        tomcat.start();
        return tomcat;
    }
}
