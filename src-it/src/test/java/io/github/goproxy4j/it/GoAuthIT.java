package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A private project in GitLab's paths, over TLS, with every kind of login that {@code go} can send. */
final class GoAuthIT {
    private static final String HOST = "gitlab.example.com";
    private static final String MODULE = HOST + "/group/lib";
    private static final String API = "/api/v4/projects/1/packages/go";

    @TempDir
    static Path directory;

    private static QuickstartProcess server;
    private static TlsFront front;

    @TempDir
    Path home;

    private GoSandbox go;

    @BeforeAll
    static void serve() throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        Fixtures.plain(directory.resolve("repos/lib.git"), MODULE);
        Path file = Files.writeString(directory.resolve("projects.json"), """
                {"projects": [{"id": 1, "path": "group/lib", "repository": "repos/lib.git", "visibility": "private"}],
                 "tokens": [
                   {"value": "personal-1", "user": "dev", "scopes": ["read_api"], "access": {"group/lib": "read"}},
                   {"value": "job-1", "kind": "job", "access": {"group/lib": "read"}},
                   {"value": "deploy-1", "kind": "deploy", "scopes": ["read_package_registry"], "access": {"group/lib": "read"}},
                   {"value": "stranger-1"}]}
                """);
        server = QuickstartProcess.start(directory, "--projects", file.toString());
        front = TlsFront.start(directory, HOST, server.port());
    }

    @AfterAll
    static void stop() {
        if (front != null) {
            front.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void user() throws Exception {
        front.forget();
        go = front.reachedBy(GoSandbox.proxied(home, "https://" + HOST + API));
    }

    @AfterEach
    void nothingElseWasAsked() throws Exception {
        assertThat(front.refused()).isEmpty();
        assertThat(server.log()).doesNotContain("personal-1", "job-1", "deploy-1", "stranger-1");
    }

    @ParameterizedTest
    @CsvSource({"dev, personal-1", "gitlab-ci-token, job-1", "anything, deploy-1"})
    void netrc_loginWithTokenAsPassword_downloads(String login, String password) throws Exception {
        go.netrc("machine " + HOST + " login " + login + " password " + password + "\n");
        assertDownloads();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRIVATE-TOKEN: personal-1",
                "Private-Token: personal-1",
                "JOB-TOKEN: job-1",
                "Deploy-Token: deploy-1",
                "Authorization: Bearer personal-1",
                "Authorization: Bearer job-1",
            })
    void goauth_commandThatPrintsHeader_downloads(String header) throws Exception {
        Tools.requireGoAuth();
        goauth(header);
        assertDownloads();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v4/packages/go", "/api/v4/groups/group/-/packages/go"})
    void goproxyOfSeveralProjects_downloads(String api) throws Exception {
        go = front.reachedBy(GoSandbox.proxied(home, "https://dev:personal-1@" + HOST + api));
        assertDownloads(api);
    }

    @Test
    void login_inUrlOfProxy_downloads() throws Exception {
        go = front.reachedBy(GoSandbox.proxied(home, "https://dev:personal-1@" + HOST + API));
        assertDownloads();
    }

    @Test
    void noLogin_isRefusedWithTheReason() throws Exception {
        Command.Finished refused = go.go("mod", "download", MODULE + "@v1.1.0");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("401 Unauthorized", "server response: unauthorized: ");
    }

    @ParameterizedTest
    @CsvSource({"PRIVATE-TOKEN: wrong-1, 401", "PRIVATE-TOKEN: job-1, 401", "PRIVATE-TOKEN: stranger-1, 404"})
    void goauth_tokenThatMayNotRead_isRefused(String header, String status) throws Exception {
        Tools.requireGoAuth();
        goauth(header);
        Command.Finished refused = go.go("mod", "download", MODULE + "@v1.1.0");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err())
                .contains(status + " ", "server response: ")
                .doesNotContain(header.substring(header.indexOf(' ') + 1));
    }

    private void goauth(String header) throws Exception {
        Path program =
                Files.writeString(home.resolve("auth.sh"), "printf 'https://" + HOST + "\\n\\n" + header + "\\n\\n'\n");
        go.with("GOAUTH", "sh " + program);
    }

    private void assertDownloads() throws Exception {
        assertDownloads(API);
    }

    private void assertDownloads(String api) throws Exception {
        assertThat(go.go("mod", "download", "-json", MODULE + "@latest")
                        .orFail()
                        .out())
                .contains("\"Version\": \"v1.10.0\"", "\"Sum\": \"h1:");
        assertThat(front.requests())
                .contains("GET " + api + "/" + MODULE + "/@v/v1.10.0.zip")
                .allSatisfy(request -> assertThat(request).startsWith("GET " + api + "/"));
    }
}
