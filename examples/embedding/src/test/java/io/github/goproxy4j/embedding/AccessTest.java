package io.github.goproxy4j.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.auth.Secret;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.testkit.InMemoryRepository;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of who may read what, and of pages for import paths, in Jetty. */
class AccessTest {
    private static final Server SERVER = new Server();
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        GoModuleRepository modules = InMemoryRepository.builder()
                .publish(
                        new ModuleId(ModulePath.parse("example.com/m"), ModuleVersion.parse("v1.0.0")),
                        Instant.EPOCH,
                        Map.of("m.go", "package m\n"))
                .build();
        TokenProjects projects = new TokenProjects(
                Map.of("group/open", modules, "group/lib", modules),
                Set.of("group/open"),
                Map.of(
                        Secret.of("reader-1"), new TokenProjects.User(Set.of("group/lib"), Set.of("group/lib")),
                        Secret.of("guest-1"), new TokenProjects.User(Set.of("group/lib"), Set.of()),
                        Secret.of("other-1"), new TokenProjects.User(Set.of(), Set.of())));
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.DEFAULT.with("GOPROXY", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        ServerConnector connector = new ServerConnector(SERVER, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        SERVER.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        GoGetExample.mount(context, projects);
        SERVER.setHandler(context);
        SERVER.start();
        port = connector.getLocalPort();
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null && token.startsWith("basic ")) {
            byte[] login = ("dev:" + token.substring("basic ".length())).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        } else if (token != null) {
            request.header("PRIVATE-TOKEN", token);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "open, , 200, public",
        "open, wrong, 200, public",
        "lib, , 401, no-store",
        "lib, wrong, 401, no-store",
        "lib, other-1, 404, private",
        "lib, guest-1, 403, no-store",
        "lib, reader-1, 200, private",
        "lib, basic reader-1, 200, private",
        "none, , 401, no-store",
        "none, reader-1, 404, private",
    })
    void get_list_isAnsweredAsTheTableSays(String project, String token, int status, String caching) throws Exception {
        HttpResponse<String> got =
                get("/api/v4/projects/group%2F" + project + "/packages/go/example.com/m/@v/list", token);
        assertThat(got.statusCode()).isEqualTo(status);
        assertThat(got.headers().firstValue("Cache-Control").orElseThrow()).startsWith(caching);
    }

    @Test
    void get_goGet_leadsThoseToTheModulesWhoMayReadThem() throws Exception {
        assertThat(get("/group/open/sub?go-get=1", null).body())
                .contains("git.example.com/group/open mod"
                        + " https://git.example.com/api/v4/projects/group%2Fopen/packages/go\"");
        assertThat(get("/group/lib?go-get=1", "basic reader-1").statusCode()).isEqualTo(200);
        assertThat(get("/group/lib?go-get=1", "guest-1").statusCode()).isEqualTo(404);
        assertThat(get("/group/lib?go-get=1", null).statusCode()).isEqualTo(404);
    }
}
