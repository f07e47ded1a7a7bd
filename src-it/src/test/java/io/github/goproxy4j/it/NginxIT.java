package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.directory.DirectoryRepository;
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
import io.github.goproxy4j.servlet.GoProxyServlet;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real nginx in front of the servlet, with the forms of proxy_pass that docs/embedding.md tells of. */
final class NginxIT {
    private static final String MODULE = "example.com/Azure/lib";
    private static final String API = "/api/v4/projects/group%2Flib/packages/go";
    private static final String FILES = API + "/example.com/%21azure/lib/@v/";
    private static final String BREAKING = "/api/v4/projects/2/packages/go/example.com/m/@v/v1.0.0.zip";
    private static final int WITHOUT_PATH = 8001;
    private static final int WITH_PATH = 8002;
    private static final int LARGE = 48 << 20;

    @TempDir
    static Path directory;

    private static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();
    private static final Server SERVER = new Server();
    private static Nginx nginx;
    private static Path zip;

    @BeforeAll
    static void start() throws Exception {
        Tools.requireNginx();
        byte[] data = new byte[LARGE];
        new Random(1).nextBytes(data);
        ModuleTree tree = ModuleTree.of(directory.resolve("modules")).module(MODULE, "v1.0.0", data);
        zip = tree.file(MODULE, "v1.0.0", ".zip");
        GoModuleRepository modules = DirectoryRepository.of(tree.root());
        GoProjects projects = (project, caller) -> {
            if (project.equals(new ProjectRef.FullPath("group/lib")) || project.equals(new ProjectRef.Id(1))) {
                return new GoProject("1", true, modules);
            } else if (project.equals(new ProjectRef.Id(2))) {
                return new GoProject("2", true, new Breaking());
            }
            throw ModuleAccessException.notFound("no such project");
        };
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.DEFAULT.with("GOPROXY", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        ServerConnector connector = new ServerConnector(SERVER, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        SERVER.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new GoProxyServlet(GoModuleProxy.of(projects)), "/*");
        SERVER.setHandler(new Handler.Wrapper(context) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                RECEIVED.add(request.getHttpURI().getPath());
                return super.handle(request, response, callback);
            }
        });
        SERVER.start();
        String configuration =
                Files.readString(Readme.root().resolve("src-it/src/test/resources/io/github/goproxy4j/it/nginx.conf"));
        nginx = Nginx.start(
                Files.createDirectories(directory.resolve("nginx")), configuration, connector.getLocalPort());
    }

    @AfterAll
    static void stop() throws Exception {
        if (nginx != null) {
            nginx.close();
        }
        SERVER.stop();
    }

    @BeforeEach
    void forget() {
        RECEIVED.clear();
    }

    private static RawHttp at(int server) {
        return new RawHttp(nginx.port(server));
    }

    @ParameterizedTest
    @CsvSource({"8001, ''", "8003, /go"})
    void get_projectByPath_arrivesAsItWasSent(int server, String prefix) throws Exception {
        RawHttp.Answer list = at(server).get(prefix + FILES + "list");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).isEqualTo("v1.0.0\n");
        assertThat(at(server).get(prefix + FILES + "v1.0.0.info").status()).isEqualTo(200);
        assertThat(RECEIVED).containsOnly(FILES + "list", FILES + "v1.0.0.info");
    }

    /** A path behind the port makes nginx decode what it hands on, and no longer is group/lib one segment. */
    @Test
    void get_projectByPathWithPathInProxyPass_isNotFound() throws Exception {
        assertThat(at(WITH_PATH).get(FILES + "list").status()).isEqualTo(404);
        assertThat(RECEIVED).containsExactly("/api/v4/projects/group/lib/packages/go/example.com/!azure/lib/@v/list");
    }

    @Test
    void get_projectByNumberWithPathInProxyPass_isServed() throws Exception {
        RawHttp.Answer list = at(WITH_PATH).get(FILES.replace("group%2Flib", "1") + "list");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).isEqualTo("v1.0.0\n");
    }

    @ParameterizedTest
    @CsvSource({"8001, ''", "8003, /go"})
    void head_zip_hasTheFieldsOfGet(int server, String prefix) throws Exception {
        RawHttp.Answer head = at(server).request("HEAD", prefix + FILES + "v1.0.0.zip");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).hasValue("" + Files.size(zip));
        assertThat(head.header("ETag")).isPresent();
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"8001, ''", "8003, /go"})
    void get_rangeOrCondition_isAnsweredByTheDoor(int server, String prefix) throws Exception {
        RawHttp.Answer part = at(server).request("GET", prefix + FILES + "v1.0.0.zip", "Range: bytes=0-1");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("PK");
        assertThat(part.header("Content-Range")).hasValue("bytes 0-1/" + Files.size(zip));
        String tag = part.header("ETag").orElseThrow();
        assertThat(at(server)
                        .request("GET", prefix + FILES + "v1.0.0.zip", "If-None-Match: " + tag)
                        .status())
                .isEqualTo(304);
        assertThat(at(server)
                        .request("GET", prefix + FILES + "v1.0.0.zip", "Range: bytes=2-3", "If-Range: " + tag)
                        .status())
                .isEqualTo(206);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE"})
    void otherMethod_is405AsText(String method) throws Exception {
        RawHttp.Answer refused = at(WITHOUT_PATH).request(method, FILES + "list", "Content-Length: 0");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.body()).startsWith("method not allowed: ");
    }

    /** Larger than what nginx keeps in memory. */
    @ParameterizedTest
    @CsvSource({"8001, ''", "8003, /go"})
    void get_largeZip_isTheSameFile(int server, String prefix) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + nginx.port(server) + prefix + FILES + "v1.0.0.zip");
        Path received = directory.resolve("received");
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofFile(received));
        assertThat(Files.mismatch(received, zip)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"8001, ''", "8003, /go"})
    void get_bodyThatBreaksOff_doesNotLookWhole(int server, String prefix) throws Exception {
        RawHttp.Answer broken = at(server).get(prefix + BREAKING);
        assertThat(broken.header("Transfer-Encoding")).hasValue("chunked");
        assertThat(broken.body().endsWith("\r\n0\r\n\r\n")).as("last chunk").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"8001, ''", "8003, /go"})
    void download_byTheGoCommand_comesThroughTheProject(int server, String prefix) throws Exception {
        Tools.requireGo();
        String proxy = "http://127.0.0.1:" + nginx.port(server) + prefix + API;
        JsonNode answer = GoSandbox.proxied(directory.resolve("go" + server), proxy)
                .download(List.of(MODULE + "@latest"))
                .get(0);
        assertThat(answer.path("Error").asText()).isEmpty();
        assertThat(answer.path("Sum").asText()).startsWith("h1:");
        assertThat(RECEIVED).contains(FILES + "v1.0.0.zip");
    }

    /** Nothing but zips, each of which cannot be read to its end, which nobody knows beforehand. */
    private record Breaking() implements GoModuleRepository {
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
            return new BreakingFile();
        }
    }

    private record BreakingFile() implements ModuleFile {
        private static final int READABLE = 500_000;

        @Override
        public OptionalLong size() {
            return OptionalLong.empty();
        }

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
        public InputStream openStream(long from) {
            return new FilterInputStream(new ByteArrayInputStream(new byte[READABLE])) {
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
