package io.github.goproxy4j.servlet.javax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.GoImportPages;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.GoImport;
import io.github.goproxy4j.repository.GoImports;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ProjectRef;
import io.github.goproxy4j.testkit.InMemoryRepository;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The servlet and the filter in containers with javax.servlet 4. */
class JavaxContainersTest {
    private static final String MODULE = "example.com/Lib";
    private static final String API = "/api/v4/projects/group%2Flib/packages/go";
    private static final String FILES = API + "/example.com/!lib/@v/";

    @TempDir
    static Path directory;

    private static final Map<Container, Running> SERVERS = new EnumMap<>(Container.class);

    enum Container {
        TOMCAT_9 {
            @Override
            Running start(GoModuleProxy proxy, GoImportPages pages) throws Exception {
                Tomcat tomcat = Tomcat9Example.start(proxy, pages, directory.resolve("tomcat"));
                return new Running(tomcat.getConnector().getLocalPort(), () -> {
                    tomcat.stop();
                    tomcat.destroy();
                });
            }
        },
        JETTY_10 {
            @Override
            Running start(GoModuleProxy proxy, GoImportPages pages) throws Exception {
                Server server = Jetty10Example.start(proxy, pages);
                return new Running(((NetworkConnector) server.getConnectors()[0]).getLocalPort(), server::stop);
            }
        };

        abstract Running start(GoModuleProxy proxy, GoImportPages pages) throws Exception;
    }

    private interface Stop {
        void run() throws Exception;
    }

    private record Running(int port, Stop stop) {
        HttpResponse<String> send(String method, String path, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .version(HttpClient.Version.HTTP_1_1)
                    .method(method, HttpRequest.BodyPublishers.noBody());
            if (headers.length > 0) {
                request.headers(headers);
            }
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(directory.resolve("tomcat"));
        GoModuleRepository modules = InMemoryRepository.builder()
                .publish(
                        new ModuleId(ModulePath.parse(MODULE), ModuleVersion.parse("v1.0.0")),
                        Instant.parse("2024-01-02T03:04:05Z"),
                        Map.of("go.mod", "module " + MODULE + "\n", "lib.go", "package lib\n"))
                .build();
        GoProjects projects = (project, caller) -> {
            if (!project.equals(new ProjectRef.FullPath("group/lib"))) {
                throw new ModuleAccessException(Reason.UNAUTHENTICATED, "no such project, or it needs a token");
            }
            return new GoProject("lib", true, modules);
        };
        GoImports imports = (project, caller) -> {
            projects.open(project, caller);
            return GoImport.ofGitLab(URI.create("https://gitlab.example.com"), project, 1);
        };
        for (Container container : Container.values()) {
            SERVERS.put(container, container.start(GoModuleProxy.of(projects), GoImportPages.of(imports)));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (Running server : SERVERS.values()) {
            server.stop().run();
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void get_moduleOfProjectByPath_isServed(Container container) throws Exception {
        Running server = SERVERS.get(container);
        HttpResponse<String> list = server.send("GET", FILES + "list");
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body()).isEqualTo("v1.0.0\n");
        assertThat(server.send("GET", FILES.replace("!", "%21") + "v1.0.0.info").body())
                .isEqualTo("{\"Version\":\"v1.0.0\",\"Time\":\"2024-01-02T03:04:05Z\"}");
        assertThat(server.send("GET", FILES + "v1.0.0.mod").body()).isEqualTo("module " + MODULE + "\n");
        HttpResponse<String> zip = server.send("GET", FILES + "v1.0.0.zip");
        assertThat(zip.body()).startsWith("PK").contains(MODULE + "@v1.0.0/lib.go");
        assertThat(zip.headers().firstValueAsLong("Content-Length"))
                .hasValue(zip.body().length());
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void get_rangeOrCondition_isAnsweredByTheDoor(Container container) throws Exception {
        Running server = SERVERS.get(container);
        String whole = server.send("GET", FILES + "v1.0.0.zip").body();
        HttpResponse<String> part = server.send("GET", FILES + "v1.0.0.zip", "Range", "bytes=2-9");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 2-9/" + whole.length());
        assertThat(part.body()).isEqualTo(whole.substring(2, 10));
        String tag = part.headers().firstValue("ETag").orElseThrow();
        assertThat(server.send("GET", FILES + "v1.0.0.zip", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(server.send("GET", FILES + "v1.0.0.zip", "Range", "bytes=9999999-")
                        .statusCode())
                .isEqualTo(416);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void head_zip_hasTheFieldsOfGetAndNoBody(Container container) throws Exception {
        Running server = SERVERS.get(container);
        HttpResponse<String> get = server.send("GET", FILES + "v1.0.0.zip");
        HttpResponse<String> head = server.send("HEAD", FILES + "v1.0.0.zip");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String field : new String[] {"Content-Length", "Content-Type", "ETag", "Cache-Control"}) {
            assertThat(head.headers().firstValue(field))
                    .isPresent()
                    .isEqualTo(get.headers().firstValue(field));
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void otherMethod_is405AsText(Container container) throws Exception {
        HttpResponse<String> got = SERVERS.get(container).send("POST", FILES + "list");
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(got.body()).startsWith("method not allowed: ");
    }

    @ParameterizedTest
    @CsvSource({
        "TOMCAT_9, /api/v4/projects/group%2Fnone/packages/go/example.com/!lib/@v/list, 401",
        "JETTY_10, /api/v4/projects/group%2Fnone/packages/go/example.com/!lib/@v/list, 401",
        "TOMCAT_9, /api/v4/projects/group%2Flib/packages/go/example.com/none/@v/list, 404",
        "JETTY_10, /api/v4/projects/group%2Flib/packages/go/example.com/none/@v/list, 404",
    })
    void get_whatIsNotThere_isTextForThePrompt(Container container, String path, int status) throws Exception {
        HttpResponse<String> got = SERVERS.get(container).send("GET", path);
        assertThat(got.statusCode()).isEqualTo(status);
        assertThat(got.headers().firstValue("Content-Type").orElseThrow())
                .isEqualToIgnoringWhitespace("text/plain; charset=utf-8");
        assertThat(got.body()).hasLineCount(1).doesNotContain("<");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void get_importPathWithGoGet_isThePage(Container container) throws Exception {
        Running server = SERVERS.get(container);
        HttpResponse<String> page = server.send("GET", "/group/lib/sub?go-get=1");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "gitlab.example.com/group/lib mod https://gitlab.example.com/api/v4/projects/1/packages/go\"");
        assertThat(server.send("GET", "/group/none?go-get=1").body()).startsWith("not found: ");
        assertThat(server.send("GET", FILES + "list?go-get=0").body()).isEqualTo("v1.0.0\n");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void download_byTheGoCommand_comesThroughTheProject(Container container) throws Exception {
        GoDownload.requireGo();
        String proxy = "http://127.0.0.1:" + SERVERS.get(container).port() + API;
        Path home = Files.createDirectories(directory.resolve(container.name()));
        assertThat(GoDownload.run(home, proxy, MODULE + "@latest"))
                .contains("\"Path\": \"" + MODULE + "\"", "\"Version\": \"v1.0.0\"", "\"Sum\": \"h1:")
                .doesNotContain("\"Error\"");
        assertThat(home.resolve("gopath/pkg/mod/example.com/!lib@v1.0.0/lib.go"))
                .hasContent("package lib\n");
    }

    @Test
    void proxy_neitherPassedNorOverridden_isRefused() {
        GoProxyServlet servlet = new GoProxyServlet() {
            private static final long serialVersionUID = 1L;
        };
        assertThatThrownBy(servlet::proxy).isInstanceOf(IllegalStateException.class);
    }
}
