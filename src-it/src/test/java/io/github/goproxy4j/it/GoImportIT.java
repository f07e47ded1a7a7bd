package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real {@code go} with private modules and no proxy in its settings: of these it has {@code GOPRIVATE} only, and finds the
 * modules by their import paths.
 */
final class GoImportIT {
    private static final String HOST = "gitlab.example.com";
    private static final String TOKEN = "personal-1";

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
        Fixtures.plain(directory.resolve("group/lib.git"), HOST + "/group/lib");
        Fixtures.nested(directory.resolve("group/sub/nested.git"), HOST + "/group/sub/nested");
        Fixtures.majorDirectory(directory.resolve("group/major.git"), HOST + "/group/major");
        Path file = Files.writeString(directory.resolve("projects.json"), """
                {"url": "https://gitlab.example.com",
                 "projects": [
                   {"id": 1, "path": "group/lib", "repository": "group/lib.git"},
                   {"id": 2, "path": "group/sub/nested", "repository": "group/sub/nested.git"},
                   {"id": 3, "path": "group/major", "repository": "group/major.git"}],
                 "tokens": [
                   {"value": "personal-1", "scopes": ["read_api"],
                    "access": {"group/lib": "read", "group/sub/nested": "read", "group/major": "read"}}]}
                """);
        server = QuickstartProcess.start(directory, "--projects", file.toString());
        front = TlsFront.start(directory, HOST, server.port());
    }

    @AfterAll
    static void stop() throws Exception {
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
        go = front.reachedBy(GoSandbox.unconfigured(home))
                .with("GOPRIVATE", HOST)
                .netrc("machine " + HOST + " login dev password " + TOKEN + "\n")
                .file("go.mod", "module example.com/user\n\ngo 1.17\n");
    }

    /** Neither Go's own proxy nor its checksum database. */
    @AfterEach
    void nothingElseWasAsked() {
        assertThat(front.refused()).isEmpty();
    }

    @Test
    void get_latest_comesThroughTheProxyOfThePage() throws Exception {
        go.go("get", HOST + "/group/lib@latest").orFail();

        assertThat(go.work().resolve("go.mod")).content().contains(HOST + "/group/lib v1.10.0");
        assertThat(front.requests().stream().filter(request -> !request.contains("?go-get=1")))
                .containsExactly(
                        "GET /api/v4/projects/1/packages/go/gitlab.example.com/group/lib/@v/list",
                        "GET /api/v4/projects/1/packages/go/gitlab.example.com/group/lib/@v/v1.10.0.info",
                        "GET /api/v4/projects/1/packages/go/gitlab.example.com/group/lib/@v/v1.10.0.mod",
                        "GET /api/v4/projects/1/packages/go/gitlab.example.com/group/lib/@v/v1.10.0.zip");
        assertThat(front.requests().indexOf("GET /group/lib?go-get=1"))
                .isBetween(0, front.requests().size() - 5);
    }

    @ParameterizedTest
    @CsvSource({
        "group/lib, 1, v1.10.0",
        "group/sub/nested, 2, v1.1.0",
        "group/sub/nested/sub, 2, v0.3.0",
        "group/major, 3, v1.1.0",
        "group/major/v2, 3, v2.0.0",
    })
    void download_module_comesThroughTheProxyOfItsProject(String path, int project, String version) throws Exception {
        String module = HOST + "/" + path;
        assertThat(go.go("mod", "download", "-json", module + "@latest")
                        .orFail()
                        .out())
                .contains("\"Version\": \"" + version + "\"", "\"Sum\": \"h1:");
        assertThat(front.requests())
                .contains(
                        "GET /" + path + "?go-get=1",
                        "GET /api/v4/projects/" + project + "/packages/go/" + module + "/@v/" + version + ".zip");
    }

    @Test
    void run_programThatImportsPrivateModules_runs() throws Exception {
        go.file("main.go", """
                package main

                import (
                \t"fmt"

                \tplain "gitlab.example.com/group/lib"
                \tm "gitlab.example.com/group/major/v2"
                \t"gitlab.example.com/group/sub/nested/sub"
                )

                func main() { fmt.Println(plain.Answer(), m.Answer(), sub.Answer()) }
                """);
        go.go("mod", "tidy").orFail();

        assertThat(go.go("run", ".").orFail().out()).isEqualTo("v1.10.0 v2 later\n");
        assertThat(go.go("mod", "verify").orFail().out()).isEqualTo("all modules verified\n");
    }

    @Test
    void goauth_commandThatPrintsHeader_getsThePageToo() throws Exception {
        Tools.requireGoAuth();
        Path program = Files.writeString(
                home.resolve("auth.sh"), "printf 'https://" + HOST + "\\n\\nPRIVATE-TOKEN: " + TOKEN + "\\n\\n'\n");
        go.netrc("").with("GOAUTH", "sh " + program);
        go.go("mod", "download", HOST + "/group/lib@v1.0.0").orFail();
    }

    @Test
    void download_withoutAccess_isToldTheSameOfPrivateAndAbsentProjects() throws Exception {
        for (String netrc : List.of("", "machine " + HOST + " login dev password wrong\n")) {
            go.netrc(netrc);
            String closed = refusal("group/lib");
            assertThat(closed)
                    .contains("404 Not Found", "server response: not found: there is no such project", "~/.netrc");
            assertThat(refusal("group/none").replace("group/none", "group/lib")).isEqualTo(closed);
        }
        assertThat(front.requests()).allSatisfy(request -> assertThat(request).endsWith("?go-get=1"));
    }

    private String refusal(String path) throws Exception {
        Command.Finished refused = go.go("mod", "download", HOST + "/" + path + "@v1.0.0");
        assertThat(refused.exit()).isNotZero();
        return refused.err();
    }
}
