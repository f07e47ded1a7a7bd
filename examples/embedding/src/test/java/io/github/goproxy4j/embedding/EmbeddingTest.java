package io.github.goproxy4j.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.examples.jdkhttpserver.JdkHttpServerExample;
import io.github.goproxy4j.examples.jetty.JettyExample;
import io.github.goproxy4j.examples.tomcat.TomcatExample;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.ProjectRef;
import io.github.goproxy4j.repository.StrongTag;
import io.undertow.Undertow;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** The examples, each over real HTTP. */
class EmbeddingTest {
    private static final int FAILING_LENGTH = 1 << 20;

    @TempDir
    Path temporary;

    enum Container {
        JETTY {
            @Override
            Running start(GoProjects projects, Path directory) throws Exception {
                Server server = JettyExample.start(GoModuleProxy.of(projects), 0);
                return new Running(((NetworkConnector) server.getConnectors()[0]).getLocalPort(), server::stop);
            }
        },
        TOMCAT {
            @Override
            Running start(GoProjects projects, Path directory) throws Exception {
                Tomcat tomcat = TomcatExample.start(GoModuleProxy.of(projects), 0, directory);
                return new Running(tomcat.getConnector().getLocalPort(), () -> {
                    tomcat.stop();
                    tomcat.destroy();
                });
            }
        },
        UNDERTOW {
            @Override
            Running start(GoProjects projects, Path directory) throws Exception {
                Undertow server = UndertowExample.start(GoModuleProxy.of(projects), 0);
                int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
                return new Running(port, server::stop);
            }
        },
        SPRING_BOOT {
            @Override
            Running start(GoProjects projects, Path directory) {
                SpringExample spring = new SpringExample();
                TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
                factory.setAddress(InetAddress.getLoopbackAddress());
                factory.setBaseDirectory(directory.toFile());
                spring.slashesInProjectPaths().customize(factory);
                WebServer server = factory.getWebServer(spring.goModules(projects));
                server.start();
                return new Running(server.getPort(), server::destroy);
            }
        },
        JDK {
            @Override
            Running start(GoProjects projects, Path directory) throws Exception {
                ExecutorService threads = Executors.newFixedThreadPool(4);
                HttpServer server = JdkHttpServerExample.start(GoModuleProxy.of(projects), 0, threads);
                return new Running(server.getAddress().getPort(), () -> {
                    server.stop(0);
                    threads.shutdownNow();
                });
            }
        };

        abstract Running start(GoProjects projects, Path directory) throws Exception;
    }

    interface Stop {
        void stop() throws Exception;
    }

    record Running(int port, Stop server) implements AutoCloseable {
        HttpResponse<String> send(String method, String path, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .version(HttpClient.Version.HTTP_1_1)
                    .method(method, HttpRequest.BodyPublishers.noBody());
            if (headers.length > 0) {
                request.headers(headers);
            }
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void close() {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private GoProjects projects() throws IOException {
        Path version = Files.createDirectories(temporary.resolve("versions/v1.0.0"));
        Files.writeString(version.resolve("go.mod"), "module example.com/toy\n\ngo 1.21\n");
        Files.writeString(version.resolve("toy.go"), "package toy\n");
        GoModuleRepository toy = new ToyRepository(ModulePath.parse("example.com/toy"), temporary.resolve("versions"));
        return (project, caller) -> {
            if (project.equals(new ProjectRef.FullPath("group/toy"))) {
                return new GoProject("1", true, toy);
            } else if (project.equals(new ProjectRef.Id(2))) {
                return new GoProject("2", true, new Failing());
            }
            throw ModuleAccessException.notFound("no such project");
        };
    }

    private Running start(Container container) throws Exception {
        return container.start(projects(), Files.createDirectories(temporary.resolve("server")));
    }

    private static final String TOY = "/api/v4/projects/group%2Ftoy/packages/go/example.com/toy/@v/";

    @ParameterizedTest
    @EnumSource(Container.class)
    void get_moduleOfProjectByPath_isServed(Container container) throws Exception {
        try (Running server = start(container)) {
            HttpResponse<String> list = server.send("GET", TOY + "list");
            assertThat(list.statusCode()).isEqualTo(200);
            assertThat(list.body()).isEqualTo("v1.0.0\n");
            assertThat(server.send("GET", TOY + "v1.0.0.info").body())
                    .startsWith("{\"Version\":\"v1.0.0\",\"Time\":\"");
            assertThat(server.send("GET", TOY + "v1.0.0.mod").body()).startsWith("module example.com/toy\n");
            HttpResponse<String> zip = server.send("GET", TOY + "v1.0.0.zip");
            assertThat(zip.body()).startsWith("PK").contains("example.com/toy@v1.0.0/toy.go");
            assertThat(zip.headers().firstValueAsLong("Content-Length"))
                    .hasValue(zip.body().length());
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void get_rangeConditionAndHead_areServed(Container container) throws Exception {
        try (Running server = start(container)) {
            HttpResponse<String> part = server.send("GET", TOY + "v1.0.0.zip", "Range", "bytes=0-1");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("PK");
            String tag = part.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> same = server.send("GET", TOY + "v1.0.0.zip", "If-None-Match", tag);
            assertThat(same.statusCode()).isEqualTo(304);
            HttpResponse<String> head = server.send("HEAD", TOY + "v1.0.0.mod");
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(32);
            assertThat(head.body()).isEmpty();
            assertThat(server.send("POST", TOY + "list").statusCode()).isEqualTo(405);
            assertThat(server.send("OPTIONS", TOY + "list").statusCode()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void get_somethingElse_isTextForThePrompt(Container container) throws Exception {
        try (Running server = start(container)) {
            HttpResponse<String> got = server.send("GET", TOY + "v1.1.0.info");
            assertThat(got.statusCode()).isEqualTo(404);
            assertThat(got.body()).isEqualTo("not found: example.com/toy@v1.1.0: unknown revision v1.1.0\n");
            assertThat(got.headers().firstValue("Content-Type").orElseThrow())
                    .isEqualToIgnoringWhitespace("text/plain; charset=utf-8");
            assertThat(server.send("GET", "/api/v4/projects/group%2F..%2Ftoy/packages/go/example.com/toy/@v/list")
                            .statusCode())
                    .isIn(400, 404);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void get_bodyThatFailsMidway_cannotBeTakenForWhole(Container container) throws Exception {
        try (Running server = start(container)) {
            String path = "/api/v4/projects/2/packages/go/example.com/m/@v/";
            String sized = raw(server.port(), path + "v1.0.0.zip");
            assertThat(sized).startsWith("HTTP/1.1 200");
            assertThat(sized.substring(sized.indexOf("\r\n\r\n") + 4))
                    .hasSizeLessThan(FAILING_LENGTH)
                    .matches("a*");
            String chunked = raw(server.port(), path + "v1.1.0.zip");
            assertThat(chunked).startsWith("HTTP/1.1 200").containsIgnoringCase("Transfer-Encoding: chunked");
            assertThat(chunked).doesNotContain("\r\n0\r\n");
            assertThatThrownBy(() -> server.send("GET", path + "v1.0.0.zip")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> server.send("GET", path + "v1.1.0.zip")).isInstanceOf(IOException.class);
        }
    }

    /** Everything that the server sends until it ends the connection, which the request does not ask for. */
    private static String raw(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[65_536];
            try {
                for (int count; (count = socket.getInputStream().read(buffer)) >= 0; ) {
                    answer.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                }
                return answer.toString();
            } catch (SocketException reset) {
                return answer.toString();
            }
        }
    }

    /** Has zips that cannot be read to their ends: one of a known length, and v1.1.0 of an unknown one. */
    private record Failing() implements GoModuleRepository {
        @Override
        public List<ModuleVersion> versions(ModulePath module) {
            return List.of();
        }

        @Override
        public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException {
            throw ModuleAccessException.notFound("unknown revision");
        }

        @Override
        public ModuleFile mod(ModuleId id) throws ModuleAccessException {
            throw ModuleAccessException.notFound("unknown revision");
        }

        @Override
        public ModuleFile zip(ModuleId id) {
            boolean sized = id.version().toString().equals("v1.0.0");
            return new FailingFile(sized ? OptionalLong.of(FAILING_LENGTH) : OptionalLong.empty());
        }
    }

    private record FailingFile(OptionalLong size) implements ModuleFile {
        @Override
        public Optional<StrongTag> tag() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> lastModified() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }

        @Override
        public InputStream openStream(long from) throws IOException {
            byte[] bytes = "a".repeat(FAILING_LENGTH / 2).getBytes(StandardCharsets.US_ASCII);
            return new FilterInputStream(ModuleFile.of(bytes).openStream(from)) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int count = super.read(target, offset, length);
                    if (count < 0) {
                        throw new IOException("bad sector");
                    }
                    return count;
                }
            };
        }

        @Override
        public void close() {}
    }
}
