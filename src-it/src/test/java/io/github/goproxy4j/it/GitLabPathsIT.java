package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GitLab's paths from a file of projects: who gets what, with the HTTP client of the JDK and the real {@code go}. */
final class GitLabPathsIT {
    @TempDir
    static Path directory;

    private static QuickstartProcess server;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void serve() throws Exception {
        Tools.requireGit();
        Path repositories = Files.createDirectory(directory.resolve("repos"));
        for (String name : new String[] {"lib", "inner", "open", "off", "nopackages"}) {
            Fixtures.plain(repositories.resolve(name + ".git"), "gitlab.example.com/group/" + name);
        }
        Fixtures.plain(repositories.resolve("other.git"), "my-go-module");
        Path file = Files.writeString(directory.resolve("projects.json"), """
                {"projects":[
                  {"id":1,"path":"group/lib","repository":"repos/lib.git"},
                  {"id":2,"path":"group/inner","repository":"repos/inner.git","visibility":"internal"},
                  {"id":3,"path":"group/open","repository":"repos/open.git","visibility":"public"},
                  {"id":4,"path":"group/off","repository":"repos/off.git","visibility":"public","goProxy":false},
                  {"id":5,"path":"group/nopackages","repository":"repos/nopackages.git","visibility":"public","packages":false},
                  {"id":6,"path":"group/sub/other","repository":"repos/other.git","module":"my-go-module","visibility":"public"}],
                 "tokens":[
                  {"value":"reads-lib","user":"dev","scopes":["read_api"],"access":{"group/lib":"read"}},
                  {"value":"plain","access":{"group/lib":"read"}},
                  {"value":"guest","access":{"group/lib":"guest"}},
                  {"value":"stranger"},
                  {"value":"expired","expired":true,"access":{"group/lib":"read"}},
                  {"value":"job","kind":"job","access":{"group/lib":"read"}},
                  {"value":"deploy","kind":"deploy","scopes":["read_package_registry"],"access":{"group/lib":"read"}}]}
                """);
        server = QuickstartProcess.start(directory, "--projects", file.toString());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # project     | header                  | status
            group%2Flib   |                         | 401
            group%2Flib   | PRIVATE-TOKEN: reads-lib | 200
            group%2flib   | Private-Token: reads-lib | 200
            1             | PRIVATE-TOKEN: reads-lib | 200
            1             | PRIVATE-TOKEN: plain    | 200
            1             | PRIVATE-TOKEN: nonsense | 401
            1             | PRIVATE-TOKEN: expired  | 401
            1             | PRIVATE-TOKEN: job      | 401
            1             | PRIVATE-TOKEN: guest    | 403
            1             | PRIVATE-TOKEN: stranger | 404
            1             | JOB-TOKEN: job          | 200
            1             | Deploy-Token: deploy    | 200
            1             | Authorization: Bearer reads-lib | 200
            1             | Authorization: Bearer deploy | 401
            group%2Finner |                         | 401
            group%2Finner | PRIVATE-TOKEN: stranger | 200
            group%2Finner | Deploy-Token: deploy    | 404
            group%2Fopen  |                         | 200
            group%2Fopen  | PRIVATE-TOKEN: nonsense | 401
            3             |                         | 200
            group%2Foff   |                         | 404
            group%2Fnopackages |                    | 403
            group%2Fnone  |                         | 401
            group%2Fnone  | PRIVATE-TOKEN: stranger | 404
            99            | PRIVATE-TOKEN: stranger | 404
            """)
    void list_projectAndCredentials_status(String project, String header, int status) throws Exception {
        String name =
                project.matches("\\d+") ? (project.equals("3") ? "open" : "lib") : project.replaceAll(".*%2[Ff]", "");
        HttpResponse<String> response = get(
                "/api/v4/projects/" + project + "/packages/go/gitlab.example.com/group/" + name + "/@v/list", header);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        if (status == 200) {
            assertThat(response.body()).isEqualTo("v1.0.0\nv1.1.0\nv1.2.0-rc.1\nv1.10.0\n");
        } else {
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .matches("text/plain; ?charset=utf-8");
        }
    }

    @Test
    void basicLogin_tokenAsPassword_isAccepted() throws Exception {
        String login =
                Base64.getEncoder().encodeToString("dev:reads-lib".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(get("/api/v4/projects/1/packages/go", "Authorization: Basic " + login)
                        .statusCode())
                .isEqualTo(200);
        String wrong =
                Base64.getEncoder().encodeToString("dev:wrong".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(get("/api/v4/projects/1/packages/go", "Authorization: Basic " + wrong)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void absentAndPrivateProjects_withoutAccess_cannotBeToldApart() throws Exception {
        for (String header : new String[] {null, "PRIVATE-TOKEN: stranger"}) {
            HttpResponse<String> closed = get("/api/v4/projects/1/packages/go/x.example.com/m/@v/list", header);
            HttpResponse<String> absent = get("/api/v4/projects/7/packages/go/x.example.com/m/@v/list", header);
            assertThat(closed.statusCode()).isEqualTo(absent.statusCode());
            assertThat(closed.body()).isEqualTo(absent.body());
            assertThat(closed.headers().map().keySet())
                    .isEqualTo(absent.headers().map().keySet());
        }
    }

    @Test
    void moduleWithoutADotInItsName_isServedToWhoeverAsks() throws Exception {
        assertThat(get("/api/v4/projects/6/packages/go/my-go-module/@v/v1.0.0.mod", null)
                        .body())
                .startsWith("module my-go-module\n");
        assertThat(get("/api/v4/projects/group%2Fsub%2Fother/packages/go/my-go-module/@latest", null)
                        .body())
                .contains("\"v1.10.0\"");
    }

    @Test
    void publicProject_realGo_downloads() throws Exception {
        Tools.requireGo();
        GoSandbox go =
                GoSandbox.proxied(directory.resolve("go"), server.url() + "/api/v4/projects/group%2Fopen/packages/go");
        assertThat(go.go("mod", "download", "-json", "gitlab.example.com/group/open@latest")
                        .orFail()
                        .out())
                .contains("\"Version\": \"v1.10.0\"");
    }

    @Test
    void output_afterAllRequests_hasNoToken() throws Exception {
        get("/api/v4/projects/1/packages/go/gitlab.example.com/group/lib/@v/list", "PRIVATE-TOKEN: reads-lib");
        assertThat(server.log()).doesNotContain("reads-lib");
        assertThat(server.pasteLine()).contains("/api/v4/projects/").doesNotContain("reads-lib");
    }

    private static HttpResponse<String> get(String path, String header) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (header != null) {
            String[] parts = header.split(": ", 2);
            request.header(parts[0], parts[1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
