package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.auth.Secret;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ProjectRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoModuleProxyTest {
    private static final String FOREVER = "max-age=31536000, immutable";

    private final MemoryModules modules = new MemoryModules()
            .with("example.com/m", "v1.0.0")
            .with("example.com/m", "v1.10.0")
            .with("example.com/m", "v1.9.0")
            .query("example.com/m", "master", "v1.10.0")
            .query("example.com/m", "v2.0.0", "v2.0.0+incompatible")
            .zip("example.com/m", "v1.0.0", "zip".getBytes(StandardCharsets.UTF_8))
            .with("github.com/Azure/x", "v1.0.0-RC1");
    private final GoProjects root = GoProjects.ofPublicRoot(modules);
    private final List<String> opened = new ArrayList<>();

    /** One project, {@code group/lib} with the number 42, for who has the token "good". */
    private final GoProjects projects = (project, caller) -> {
        opened.add(project.toString());
        if (!caller.equals(new Caller(Optional.empty(), new Credentials.PrivateToken(Secret.of("good"))))) {
            throw new ModuleAccessException(Reason.UNAUTHENTICATED, "a token is needed");
        }
        if (project.equals(new ProjectRef.Id(42)) || project.equals(new ProjectRef.FullPath("group/lib"))) {
            return new GoProject("42", false, modules);
        }
        throw ModuleAccessException.notFound(
                project.equals(new ProjectRef.FullPath("hidden")) ? "you may not see it" : "there is none");
    };

    private Asked project(String rawPath) {
        return Asked.get(projects, rawPath, "PRIVATE-TOKEN", "good");
    }

    @ParameterizedTest
    @CsvSource({
        "/example.com/m/@v/list, text/plain; charset=utf-8, max-age=60",
        "/example.com/m/@latest, application/json, max-age=60",
        "/example.com/m/@v/latest.info, application/json, max-age=60",
        "/example.com/m/@v/master.info, application/json, max-age=60",
        "/example.com/m/@v/v2.0.0.info, application/json, max-age=60",
        "/example.com/m/@v/v1.0.0.info, application/json, 'FOREVER'",
        "/example.com/m/@v/v1.0.0.mod, text/plain; charset=utf-8, 'FOREVER'",
        "/example.com/m/@v/v1.0.0.zip, application/zip, 'FOREVER'",
        "/github.com/%21azure/x/@v/v1.0.0-%21r%21c1.info, application/json, 'FOREVER'",
    })
    void get_file_hasTypeAndCacheControl(String path, String type, String cacheControl) {
        String directives = cacheControl.replace("FOREVER", FOREVER);
        Asked open = Asked.get(root, path);
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.headers())
                .containsEntry("Content-Type", type)
                .containsEntry("Cache-Control", "public, " + directives)
                .containsEntry("X-Content-Type-Options", "nosniff")
                .doesNotContainKey("Vary");
        Asked closed = project("/api/v4/projects/42/packages/go" + path);
        assertThat(closed.headers())
                .containsEntry("Cache-Control", "private, " + directives)
                .containsEntry("Vary", "PRIVATE-TOKEN, JOB-TOKEN, Deploy-Token, Authorization");
        assertThat(closed.body()).isEqualTo(open.body());
    }

    @Test
    void list_isSortedLines() {
        assertThat(Asked.get(root, "/example.com/m/@v/list").body()).isEqualTo("v1.0.0\nv1.9.0\nv1.10.0\n");
    }

    @Test
    void latest_isHighestRelease() {
        Asked latest = Asked.get(root, "/example.com/m/@latest");
        assertThat(latest.body()).isEqualTo("{\"Version\":\"v1.10.0\",\"Time\":\"2024-02-03T04:05:06Z\"}");
        assertThat(Asked.get(root, "/example.com/m/@v/latest.info")).isEqualTo(latest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/example.com/m/@v/v1.1.0.info | not found: example.com/m@v1.1.0: unknown revision v1.1.0",
                "/example.com/m/@v/v1.1.0.zip | not found: example.com/m@v1.1.0: unknown revision v1.1.0",
                "/example.com/x/@v/list | not found: example.com/x: unknown module",
                "/example.com/x/@latest | not found: example.com/x@latest: unknown module",
                "/example.com/m/@v/v2.0.0.zip | not found: example.com/m@v2.0.0: invalid version: should be v0 or v1, not v2",
                "/example.com/m/@v/master.mod | not found: example.com/m@master: invalid version: \"master\" is not a canonical version; ask for its .info first",
                "/example.com/m/@v/v1.0.zip | not found: example.com/m@v1.0: invalid version: \"v1.0\" is not a canonical version; ask for its .info first",
                "/example.com/Upper/@v/list | not found: invalid escaped module path \"example.com/Upper\"",
                "/example.com/m/@v/ | not found: malformed URL path: it has an empty segment or a dot segment",
                "/sumdb/sum.example.com/supported | not found: no checksum database is served here",
            })
    void get_nothingThere_is404WithReason(String path, String text) {
        Asked got = Asked.get(root, path);
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.body()).isEqualTo(text + "\n");
        assertThat(got.headers())
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .containsEntry("Cache-Control", "public, max-age=60")
                .doesNotContainKey("ETag");
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHENTICATED, 401, unauthorized, no-store",
        "FORBIDDEN, 403, forbidden, no-store",
        "NOT_FOUND, 404, not found, 'private, max-age=60'",
        "INVALID, 404, not found, 'private, max-age=60'",
        "GONE, 410, gone, 'private, max-age=60'",
    })
    void get_refusalOfRepository_hasStatusAndText(Reason reason, int status, String word, String cacheControl) {
        GoProjects refusing = (project, caller) -> new GoProject("", false, new RefusingModules(reason));
        Asked got = Asked.get(refusing, "/example.com/m/@v/v1.0.0.info");
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.body()).isEqualTo(word + ": example.com/m@v1.0.0: because\n");
        assertThat(got.headers())
                .containsEntry("Cache-Control", cacheControl)
                .containsEntry("Vary", "PRIVATE-TOKEN, JOB-TOKEN, Deploy-Token, Authorization, Accept");
        assertThat(got.headers().containsKey("WWW-Authenticate")).isEqualTo(status == 401);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void head_refusal_isRefusalOfGetWithoutBody(Reason reason) {
        GoProjects refusing = (project, caller) -> new GoProject("", false, new RefusingModules(reason));
        Asked got = Asked.get(refusing, "/example.com/m/@v/v1.0.0.info");
        Asked head = Asked.send(refusing, "HEAD", "/example.com/m/@v/v1.0.0.info");
        assertThat(head.status()).isEqualTo(got.status());
        assertThat(head.headers()).isEqualTo(got.headers());
        assertThat(head.contentLength()).isEqualTo(got.contentLength());
        assertThat(head.hasBody()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/api/v4/projects/42/packages/go", "/projects/group%2Flib/packages/go/"})
    void base_readable_is200(String path) {
        GoProjects all = (project, caller) -> new GoProject("", true, modules);
        assertThat(Asked.get(all, path).status()).isEqualTo(200);
        assertThat(Asked.send(all, "HEAD", path).status()).isEqualTo(200);
    }

    @Test
    void base_wrongCredentials_is401() {
        for (String path : List.of("/", "/api/v4/projects/42/packages/go", "/projects/none/packages/go")) {
            Asked head = Asked.send(projects, "HEAD", path, "PRIVATE-TOKEN", "bad");
            assertThat(head.status()).isEqualTo(401);
            assertThat(head.header("WWW-Authenticate")).startsWith("Basic realm=");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/projects/42/packages/go/example.com/m/@v/list",
                "/api/v4/projects/42/packages/go/example.com/m/@v/list",
                "/api/v4/projects/group%2Flib/packages/go/example.com/m/@v/list",
                "/api/v4/projects/group%2flib/packages/go/example.com/m/@v/list",
            })
    void get_gitLabPath_asksThatProject(String path) {
        assertThat(project(path).body()).isEqualTo("v1.0.0\nv1.9.0\nv1.10.0\n");
        assertThat(opened).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/projects/hidden/packages/go/example.com/m/@v/list",
                "/projects/43/packages/go/example.com/m/@v/list",
                "/projects/../packages/go/example.com/m/@v/list",
                "/projects/a%2F%2Fb/packages/go/example.com/m/@v/list",
                "/projects/%zz/packages/go/example.com/m/@v/list",
            })
    void get_hiddenOrAbsentOrImpossibleProject_cannotBeToldApart(String path) {
        Asked expected = project("/projects/none/packages/go/example.com/m/@v/list");
        assertThat(expected.status()).isEqualTo(404);
        assertThat(expected.header("Cache-Control")).isEqualTo("private, max-age=60");
        assertThat(project(path)).isEqualTo(expected);
    }

    @Test
    void get_withoutAccess_learnsNothingOfPathsAndModules() {
        for (String tail :
                List.of("/example.com/m/@v/list", "/example.com/x/@v/list", "/%zz", "/sumdb/x/supported", "")) {
            Asked got = Asked.get(projects, "/projects/42/packages/go" + tail);
            assertThat(got.body()).isEqualTo("unauthorized: a token is needed\n");
        }
        assertThat(modules.calls).isEmpty();
    }

    @Test
    void get_prefixProbe_costsOneQuestion() {
        assertThat(Asked.get(root, "/gitlab.example.com/group/@v/list").status())
                .isEqualTo(404);
        assertThat(modules.calls).containsExactly("versions gitlab.example.com/group");
    }

    @Test
    void get_principal_isPartOfCaller() {
        List<Caller> callers = new ArrayList<>();
        GoProjects noting = (project, caller) -> {
            callers.add(caller);
            throw ModuleAccessException.notFound("");
        };
        java.security.Principal user = () -> "dev";
        ProxyRequest request = new ProxyRequest("GET", "/", Optional.empty(), name -> List.of(), Optional.of(user));
        GoModuleProxy.of(noting).handle(request).close();
        assertThat(callers).containsExactly(new Caller(Optional.of(user), Credentials.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !!!", "Basic dXNlcg==", "Bearer"})
    void get_malformedCredentials_is400(String authorization) {
        Asked got = Asked.get(projects, "/", "Authorization", authorization);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).startsWith("bad request: malformed header Authorization");
        assertThat(got.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(opened).isEmpty();
    }

    @Test
    void options_anywhere_is204WithAllow() {
        Asked got = Asked.send(projects, "OPTIONS", "/x/%zz");
        assertThat(got.status()).isEqualTo(204);
        assertThat(got.headers())
                .containsEntry("Allow", "GET, HEAD, OPTIONS")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(got.contentLength()).isEmpty();
        assertThat(opened).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /go/example.com/m/@v/list, 200",
        "GET, /go, 200",
        "GET, /example.com/m/@v/list, 404",
        "HEAD, //go/example.com/m/@v/list, 404",
        "POST, //go/example.com/m/@v/list, 405",
        "OPTIONS, //go/example.com/m/@v/list, 204",
    })
    void handle_wholePath_isCutAtTheMountPointOrRefused(String method, String path, int status) {
        ProxyRequest request = new ProxyRequest(method, path, Optional.empty(), name -> List.of(), Optional.empty());
        try (ModuleResponse response = GoModuleProxy.of(root).handle(request, MountPoint.of("/go"))) {
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.headers()).containsEntry("X-Content-Type-Options", "nosniff");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "get", "FOO", ""})
    void otherMethod_is405WithAllow(String method) {
        Asked got = Asked.send(projects, method, "/");
        assertThat(got.status()).isEqualTo(405);
        assertThat(got.headers())
                .containsEntry("Allow", "GET, HEAD, OPTIONS")
                .containsEntry("Cache-Control", "no-store");
        assertThat(got.body()).isEqualTo("method not allowed: only GET, HEAD, OPTIONS are answered\n");
        assertThat(opened).isEmpty();
    }
}
