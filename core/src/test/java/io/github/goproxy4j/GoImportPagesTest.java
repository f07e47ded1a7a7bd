package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.repository.GoImport;
import io.github.goproxy4j.repository.GoImports;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ProjectRef;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages for {@code go-get=1} of a host with an open project, one that has to be logged in to, and one with a repository. */
class GoImportPagesTest {
    private static final URI URL = URI.create("https://gitlab.example.com");
    private static final Map<String, GoImport> OPEN = Map.of(
            "group/open", at("group/open", 2),
            "group/sub/deep", at("group/sub/deep", 3),
            "single", at("single", 4),
            "group/git", at("group/git", 5).withRepository(URI.create("https://gitlab.example.com/group/git.git")));

    private final List<String> asked = new ArrayList<>();

    private final GoImports imports = (project, caller) -> {
        asked.add(project.path());
        if (OPEN.containsKey(project.path())) {
            return OPEN.get(project.path());
        }
        if (project.path().equals("group/lib")) {
            return closed(caller);
        }
        throw ModuleAccessException.notFound("nothing at " + project.path());
    };

    private static GoImport at(String path, long id) {
        return GoImport.ofGitLab(URL, new ProjectRef.FullPath(path), id);
    }

    private static GoImport closed(Caller caller) throws ModuleAccessException {
        if (caller.isAnonymous()) {
            throw new ModuleAccessException(Reason.UNAUTHENTICATED, "group/lib needs a login");
        }
        if (caller.credentials() instanceof Credentials.Basic login
                && login.password().reveal().equals("right")) {
            return at("group/lib", 1);
        }
        throw new ModuleAccessException(Reason.FORBIDDEN, "group/lib is not for you");
    }

    @BeforeEach
    void forgetLog() {
        CapturedLog.clear();
    }

    private Asked get(String path, String... headers) {
        return send("GET", path, "go-get=1", headers).orElseThrow();
    }

    private Optional<Asked> send(String method, String path, String query, String... headers) {
        return send(imports, MountPoint.ROOT, method, path, query, headers);
    }

    private static Optional<Asked> send(
            GoImports imports, MountPoint mount, String method, String path, String query, String... headers) {
        ProxyRequest request =
                new ProxyRequest(method, path, Optional.ofNullable(query), Asked.headers(headers), Optional.empty());
        return GoImportPages.of(imports).handle(request, mount).map(Asked::read);
    }

    @Test
    void get_project_isPageWithModTag() {
        Asked got = get("/group/open");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(got.body())
                .isEqualTo("<html><head><meta name=\"go-import\" content=\"gitlab.example.com/group/open mod"
                        + " https://gitlab.example.com/api/v4/projects/2/packages/go\"></head>"
                        + "<body>go get gitlab.example.com/group/open</body></html>");
    }

    @Test
    void get_projectWithRepository_isPageWithGitTagToo() {
        assertThat(get("/group/git").body())
                .contains(
                        "projects/5/packages/go\"><meta name=\"go-import\""
                                + " content=\"gitlab.example.com/group/git git https://gitlab.example.com/group/git.git\"></head>");
    }

    @ParameterizedTest
    @CsvSource({
        "/group/open/v2, group/open",
        "/group/open/a/b/c, group/open",
        "/group/open/---sub, group/open",
        "/group/open/@x, group/open",
        "/group/%6fpen, group/open",
        "/group/sub/deep/x, group/sub/deep",
        "/single, single",
        "/single/x/y, single",
        "/group/open/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21/22/23, group/open",
    })
    void get_pathBelowProject_isPageOfProject(String path, String project) {
        assertThat(get(path).body()).contains("content=\"gitlab.example.com/" + project + " mod ");
    }

    @Test
    void get_path_asksForLongestFirstAndNoMoreThanAProjectCanHave() {
        get("/group/open/x");
        assertThat(asked).containsExactly("group/open/x", "group/open");
        asked.clear();
        get("/a" + "/a".repeat(30));
        assertThat(asked).hasSize(22).first().isEqualTo("a" + "/a".repeat(21));
    }

    @Test
    void get_privateProject_isPageForWhoMaySeeIt() {
        Asked got = get("/group/lib/sub", "Authorization", "Basic OnJpZ2h0");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).contains("projects/1/packages/go");
        assertThat(got.header("Cache-Control")).startsWith("private");
        assertThat(got.header("Vary")).contains("Authorization", "PRIVATE-TOKEN", "JOB-TOKEN", "Deploy-Token");
    }

    @Test
    void get_privateAndAbsentProject_withoutAccess_cannotBeToldApart() {
        for (String[] headers : new String[][] {{}, {"Authorization", "Basic Ondyb25n"}, {"PRIVATE-TOKEN", "x"}}) {
            for (String method : new String[] {"GET", "HEAD"}) {
                Asked absent = send(method, "/group/none", "go-get=1", headers).orElseThrow();
                assertThat(absent.status()).isEqualTo(404);
                for (String path :
                        new String[] {"/group/lib", "/group/lib/sub", "/group/lib/v2", "/x", "/", "/no/%2F"}) {
                    assertThat(send(method, path, "go-get=1", headers)).contains(absent);
                }
            }
        }
        assertThat(get("/group/lib").header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(get("/group/lib").body())
                .startsWith("not found: ")
                .contains("netrc")
                .doesNotContain("group");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void get_hostRefusesForAnyReason_isTheSame404(Reason reason) {
        GoImports refusing = (project, caller) -> {
            throw new ModuleAccessException(reason, "a reason");
        };
        assertThat(send(refusing, MountPoint.ROOT, "GET", "/group/lib", "go-get=1"))
                .contains(get("/group/none"));
    }

    @Test
    void get_longerPathThatCallerMayNotSee_doesNotHideProjectAboveIt() {
        GoImports nested = (project, caller) -> {
            if (project.path().equals("group")) {
                return at("group", 9);
            }
            throw new ModuleAccessException(Reason.FORBIDDEN, "hidden");
        };
        assertThat(send(nested, MountPoint.ROOT, "GET", "/group/hidden", "go-get=1"))
                .hasValueSatisfying(got -> assertThat(got.body()).contains("projects/9/"));
    }

    @Test
    void get_malformedCredentials_is400WithoutAskingTheHost() {
        assertThat(get("/group/open", "Authorization", "Basic !").status()).isEqualTo(400);
        assertThat(get("/group/open", "PRIVATE-TOKEN", "a", "JOB-TOKEN", "b").status())
                .isEqualTo(400);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"go-get=0", "go-get=2", "go-get=", "go-get", "go-get=1x", "xgo-get=1", "go-get=1&go-get=0", ""})
    void query_withoutGoGet1_isNotForThisDoor(String query) {
        assertThat(send("GET", "/group/open", query)).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void request_withoutQueryOrWithOtherMethod_isNotForThisDoor() {
        assertThat(send("GET", "/group/open", null)).isEmpty();
        assertThat(send("POST", "/group/open", "go-get=1")).isEmpty();
        assertThat(send("OPTIONS", "/group/open", "go-get=1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"go-get=1", "a=b&go-get=1", "go-get=1&x", "go-get=0&go-get=1"})
    void query_withGoGet1_isAnswered(String query) {
        assertThat(send("GET", "/group/open", query))
                .hasValueSatisfying(got -> assertThat(got.status()).isEqualTo(200));
    }

    @Test
    void head_project_hasFieldsOfPageAndNoBody() {
        Asked page = get("/group/open");
        Asked head = send("HEAD", "/group/open", "go-get=1").orElseThrow();
        assertThat(head.hasBody()).isFalse();
        assertThat(head.headers()).containsAllEntriesOf(page.headers());
        assertThat(head.contentLength()).isEqualTo(page.contentLength());
    }

    @ParameterizedTest
    @CsvSource({"/c/group/open, 200", "/%63/group/open, 200", "/group/open, 404", "/c//group/open, 404", "/c, 404"})
    void handle_mountPoint_isCutOffFirst(String path, int status) {
        assertThat(send(imports, MountPoint.of("/c"), "GET", path, "go-get=1"))
                .hasValueSatisfying(got -> assertThat(got.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "//group/open",
                "/group//open",
                "/group/open/",
                "/group/./open",
                "/group/x/../open",
                "/group/open/..",
                "/group/%2e%2e/group/open",
                "/group%2Fopen",
                "/group/open%2f",
                "/group/open;x=y",
                "/group/open%3Bx",
                "/group\\open",
                "/group/open%5Cx",
                "/group/open%00",
                "/group/open%0a",
                "/group/open%",
                "/group/open%zz",
                "/group/open/%ff",
                "/group/open/\u00e9",
                "group/open",
                "/group/open%2525",
                "*",
                "/<script>",
                "/%3Cscript%3E",
                "/group/%22%3E%3Cmeta%20name=%22go-import%22",
                "/group/open ",
            })
    void get_hostilePath_isTheSame404AndReflectsNothing(String path) {
        assertThat(get(path)).isEqualTo(get("/group/none"));
    }

    @Test
    void get_tailThatIsNoImportPath_reflectsNothing() {
        assertThat(get("/group/open/%3Cscript%3E").body())
                .isEqualTo(get("/group/open").body());
        assertThat(get("/group/open/\"'&x/%22").body())
                .isEqualTo(get("/group/open").body());
        assertThat(asked).doesNotContain("group/open/<script>");
    }

    @Test
    void page_urlsWithCharactersOfHtml_areEscaped() {
        GoImports odd = (project, caller) -> new GoImport(
                "example.com/m",
                URI.create("https://example.com/a&b'c"),
                Optional.of(URI.create("ssh://git@example.com/a&lt;\u00e9")));
        assertThat(send(odd, MountPoint.ROOT, "GET", "/m", "go-get=1")
                        .orElseThrow()
                        .body())
                .contains("example.com/m mod https://example.com/a&amp;b&#39;c\"")
                .contains("example.com/m git ssh://git@example.com/a&amp;lt;%C3%A9\"");
    }

    @Test
    void get_pathTooLong_is414WithoutAskingTheHost() {
        assertThat(get("/group/open/" + "a".repeat(8192)).status()).isEqualTo(414);
        assertThat(get("/a".repeat(4096)).status()).isEqualTo(404);
        assertThat(asked).hasSize(22);
    }

    @Test
    void get_hostFails_isGenericTextAndTheSameIdInTheLog() {
        List<GoImports> failing = List.of(
                (project, caller) -> {
                    throw new IOException("/srv/secret/database");
                },
                (project, caller) -> {
                    throw new IllegalStateException("/srv/secret/bug");
                },
                (project, caller) -> null);
        for (GoImports each : failing) {
            CapturedLog.clear();
            Asked got = send(each, MountPoint.ROOT, "GET", "/group/lib", "go-get=1", "PRIVATE-TOKEN", "s3cret")
                    .orElseThrow();
            assertThat(got.status()).isEqualTo(500);
            assertThat(got.header("Cache-Control")).isEqualTo("no-store");
            assertThat(got.body()).startsWith("internal server error: ").doesNotContain("/srv/");
            String id = got.body().strip().replaceFirst(".* ", "");
            assertThat(CapturedLog.events())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR")
                    .contains(id)
                    .doesNotContain("s3cret");
        }
    }
}
