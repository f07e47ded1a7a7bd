package io.github.goproxy4j.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoProjects;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a WAR: Tomcat finds the servlet in WEB-INF/classes by its annotation. */
class WarServletTest {
    @TempDir
    Path temporary;

    @Test
    void servletOfAWar_isFoundAndServes() throws Exception {
        String className = "/" + WarServlet.class.getName().replace('.', '/') + ".class";
        Path file = temporary.resolve("war/WEB-INF/classes" + className);
        Files.createDirectories(file.getParent());
        try (InputStream compiled = WarServlet.class.getResourceAsStream(className)) {
            Files.copy(compiled, file);
        }
        Path version = Files.createDirectories(temporary.resolve("versions/v1.0.0"));
        Files.writeString(version.resolve("go.mod"), "module example.com/toy\n");
        ToyRepository toy = new ToyRepository(ModulePath.parse("example.com/toy"), temporary.resolve("versions"));

        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(temporary.resolve("tomcat").toString());
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        tomcat.setConnector(connector);
        StandardContext war = new StandardContext();
        war.setPath("/app");
        war.setDocBase(temporary.resolve("war").toString());
        war.setParentClassLoader(WarServletTest.class.getClassLoader());
        StandardJarScanner classesOnly = new StandardJarScanner();
        classesOnly.setScanClassPath(false);
        war.setJarScanner(classesOnly);
        ContextConfig annotations = new ContextConfig();
        annotations.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        war.addLifecycleListener(annotations);
        tomcat.getHost().addChild(war);
        war.getServletContext().setAttribute("go-modules", GoModuleProxy.of(GoProjects.ofPublicRoot(toy)));
        tomcat.start();
        try {
            URI list = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/app/go/example.com/toy/@v/list");
            assertThat(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("v1.0.0\n");
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }
}
