package com.example.containers.tomcat;

import com.example.containers.ContainerProgram;
import com.example.containers.Mount;
import com.example.containers.Setup;
import io.github.goproxy4j.GoModuleProxy;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Servers of the kind Tomcat. */
public final class Program {
    private Program() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ContainerProgram.run(args, Program::start);
    }

    private static int start(Setup setup, GoModuleProxy proxy, Path directory) throws LifecycleException {
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        if (setup.letsSlashesIn()) {
            connector.setEncodedSolidusHandling("decode");
        }
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector);
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false); // Tomcat's own pages for malformed requests have stack traces.
        tomcat.getHost().getPipeline().addValve(errors);

        Context context = tomcat.addContext(setup.contextPath(), directory.toString());
        context.addServletContainerInitializer(new Mount(setup, proxy), Set.of());
        if (setup.isSurrounded()) {
            ErrorPage page = new ErrorPage();
            page.setErrorCode(404);
            page.setLocation(Setup.ERROR_PAGE);
            context.addErrorPage(page);
        }
        tomcat.start();
        return connector.getLocalPort();
    }
}
