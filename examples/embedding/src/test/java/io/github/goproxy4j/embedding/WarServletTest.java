package io.github.goproxy4j.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoProjects;
import java.io.IOException;
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
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of a WAR: the container finds the servlet in WEB-INF/classes by its annotation, or in web.xml. */
class WarServletTest {
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
              <servlet>
                <servlet-name>go</servlet-name>
                <servlet-class>io.github.goproxy4j.embedding.WarServlet</servlet-class>
              </servlet>
              <servlet-mapping>
                <servlet-name>go</servlet-name>
                <url-pattern>/go/*</url-pattern>
              </servlet-mapping>
            </web-app>
            """;

    @TempDir
    Path temporary;

    private Path war;
    private GoModuleProxy proxy;

    @BeforeEach
    void build() throws IOException {
        war = temporary.resolve("war");
        String className = "/" + WarServlet.class.getName().replace('.', '/') + ".class";
        Path file = war.resolve("WEB-INF/classes" + className);
        Files.createDirectories(file.getParent());
        try (InputStream compiled = WarServlet.class.getResourceAsStream(className)) {
            Files.copy(compiled, file);
        }
        Path version = Files.createDirectories(temporary.resolve("versions/v1.0.0"));
        Files.writeString(version.resolve("go.mod"), "module example.com/toy\n");
        proxy = GoModuleProxy.of(GoProjects.ofPublicRoot(
                new ToyRepository(ModulePath.parse("example.com/toy"), temporary.resolve("versions"))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void servletOfAWar_onTomcat_isFoundAndServes(boolean hasWebXml) throws Exception {
        writeWebXml(hasWebXml);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(temporary.resolve("tomcat").toString());
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        tomcat.setConnector(connector);
        StandardContext context = new StandardContext();
        context.setPath("/app");
        context.setDocBase(war.toString());
        context.setParentClassLoader(WarServletTest.class.getClassLoader());
        StandardJarScanner classesOnly = new StandardJarScanner();
        classesOnly.setScanClassPath(false);
        context.setJarScanner(classesOnly);
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(config);
        tomcat.getHost().addChild(context);
        context.getServletContext().setAttribute("go-modules", proxy);
        tomcat.start();
        try {
            assertServes(connector.getLocalPort());
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void servletOfAWar_onJetty_isFoundAndServes(boolean hasWebXml) throws Exception {
        writeWebXml(hasWebXml);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        WebAppContext context = new WebAppContext();
        context.setContextPath("/app");
        context.setWarResource(context.getResourceFactory().newResource(war));
        context.setTempDirectory(
                Files.createDirectory(temporary.resolve("jetty")).toFile());
        context.setParentLoaderPriority(true);
        context.setAttribute("go-modules", proxy);
        server.setHandler(context);
        server.start();
        try {
            assertServes(connector.getLocalPort());
        } finally {
            server.stop();
        }
    }

    private void writeWebXml(boolean wanted) throws IOException {
        if (wanted) {
            Files.writeString(war.resolve("WEB-INF/web.xml"), WEB_XML);
        }
    }

    private static void assertServes(int port) throws Exception {
        URI list = URI.create("http://127.0.0.1:" + port + "/app/go/example.com/toy/@v/list");
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                        .body())
                .isEqualTo("v1.0.0\n");
    }
}
