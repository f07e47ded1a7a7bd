package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ProjectRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer but success, in both of its forms. */
class RefusalTest {
    private static final String CREDENTIALS = "PRIVATE-TOKEN, JOB-TOKEN, Deploy-Token, Authorization";
    private static final String GO = "/api/v4/projects/1/packages/go";

    private final MemoryModules modules = new MemoryModules().with("example.com/m", "v1.0.0");

    /** The project's path says what becomes of it; 1 is open, 2 refuses each version. */
    private final GoProjects projects = (ref, caller) -> {
        if (ref.equals(new ProjectRef.Id(1))) {
            return new GoProject("1", true, modules);
        }
        if (ref instanceof ProjectRef.FullPath path) {
            if (path.path().equals("failure")) {
                throw new IOException("the database is gone");
            }
            if (path.path().startsWith("modules/")) {
                return new GoProject(path.path(), false, new RefusingModules(reason(path.path())));
            }
            throw new ModuleAccessException(reason(path.path()), "because of the host");
        }
        throw ModuleAccessException.notFound("there is none");
    };

    private static Reason reason(String path) {
        return Reason.valueOf(path.substring(path.lastIndexOf('/') + 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what the host says of the project
                "/projects/open%2FUNAUTHENTICATED/packages/go | 401 | {\"message\":\"401 Unauthorized\"}          | unauthorized: because of the host",
                "/projects/open%2FFORBIDDEN/packages/go       | 403 | {\"message\":\"403 Forbidden\"}             | forbidden: because of the host",
                "/projects/open%2FNOT_FOUND/packages/go       | 404 | {\"message\":\"404 Project Not Found\"}     | not found: there is no such project, or it is not visible to you",
                "/projects/open%2FINVALID/packages/go         | 404 | {\"message\":\"404 Not Found\"}             | not found: because of the host",
                "/projects/open%2FGONE/packages/go            | 410 | {\"message\":\"410 Gone\"}                  | gone: because of the host",
                "/projects/2/packages/go                      | 404 | {\"message\":\"404 Project Not Found\"}     | not found: there is no such project, or it is not visible to you",
                "/projects/%zz/packages/go                    | 404 | {\"message\":\"404 Project Not Found\"}     | not found: there is no such project, or it is not visible to you",
                "/packages/go                                 | 404 | {\"message\":\"404 Project Not Found\"}     | not found: there is no such project, or it is not visible to you",
                "/projects/1/packages/npm                     | 404 | {\"error\":\"404 Not Found\"}               | not found: there is no such project, or it is not visible to you",
                "/api/v5                                      | 404 | {\"error\":\"404 Not Found\"}               | not found: there is no such project, or it is not visible to you",
                "/projects/failure/packages/go                | 500 | {\"message\":\"500 Internal Server Error\"} | internal server error: the server's log has the reason under the id ID",
                // what the repository says of the module
                "/projects/modules%2FUNAUTHENTICATED/packages/go/m/@v/v1.0.0.mod | 401 | {\"message\":\"401 Unauthorized\"} | unauthorized: m@v1.0.0: because",
                "/projects/modules%2FFORBIDDEN/packages/go/m/@v/v1.0.0.mod       | 403 | {\"message\":\"403 Forbidden\"}    | forbidden: m@v1.0.0: because",
                "/projects/modules%2FNOT_FOUND/packages/go/m/@v/v1.0.0.mod       | 404 | {\"message\":\"404 Not Found\"}    | not found: m@v1.0.0: because",
                "/projects/modules%2FINVALID/packages/go/m/@v/v1.0.0.mod         | 404 | {\"message\":\"404 Not Found\"}    | not found: m@v1.0.0: because",
                "/projects/modules%2FGONE/packages/go/m/@v/v1.0.0.mod            | 410 | {\"message\":\"410 Gone\"}         | gone: m@v1.0.0: because",
                // what the path says
                "/projects/1/packages/go/x/@v/list            | 404 | {\"message\":\"404 Not Found\"} | not found: x: unknown module",
                "/projects/1/packages/go/m/@v/v1.zip          | 404 | {\"message\":\"404 Not Found\"} | not found: m@v1: invalid version: \"v1\" is not a canonical version; ask for its .info first",
                "/projects/1/packages/go/m/@v/v1.0.0          | 404 | {\"error\":\"404 Not Found\"}   | not found: no such file in the Go module proxy protocol",
                "/projects/1/packages/go/m/@v/v1.0.0-RC.info  | 404 | {\"error\":\"404 Not Found\"}   | not found: invalid escaped version \"v1.0.0-RC\"",
                "/projects/1/packages/go/m                    | 404 | {\"error\":\"404 Not Found\"}   | not found: no such path in the Go module proxy protocol",
                "/projects/1/packages/go/%zz                  | 404 | {\"error\":\"404 Not Found\"}   | not found: malformed URL path: a percent sign is not followed by two hexadecimal digits",
                "no/slash                                     | 404 | {\"error\":\"404 Not Found\"}   | not found: malformed URL path: it does not begin with a slash",
            })
    void refusal_isTextOrWhereAskedGitLabsJson(String path, int status, String json, String text) {
        Asked plain = Asked.get(projects, path);
        assertThat(plain.status()).isEqualTo(status);
        assertThat(plain.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(plain.body().replaceAll("[0-9a-f]{16}", "ID")).isEqualTo(text + "\n");
        Asked api = Asked.get(projects, path, "accept", "application/json");
        assertThat(api.status()).isEqualTo(status);
        assertThat(api.header("Content-Type")).isEqualTo("application/json");
        assertThat(api.body()).isEqualTo(json);
        assertThat(withoutType(api)).isEqualTo(withoutType(plain));
        assertThat(api.header("Vary")).endsWith("Accept");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | '' | ''           | 405 | {\"error\":\"405 Not Allowed\"}",
                "GET  | Range | bytes=99- | 416 | {\"message\":\"416 Range Not Satisfiable\"}",
                "GET  | If-Match | \"x\"  | 412 | {\"message\":\"412 Precondition Failed\"}",
                "GET  | Authorization | Bearer | 400 | {\"message\":\"400 Bad Request\"}",
            })
    void refusalOfTheRequestItself_isGitLabsJsonWhereAsked(
            String method, String name, String value, int status, String json) {
        String path = GO + "/example.com/m/@v/v1.0.0.mod";
        Asked plain = Asked.send(projects, method, path, name, value);
        assertThat(plain.status()).isEqualTo(status);
        assertThat(plain.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        Asked api = Asked.send(projects, method, path, name, value, "Accept", "application/json");
        assertThat(api.body()).isEqualTo(json);
        assertThat(withoutType(api)).isEqualTo(withoutType(plain));
        assertThat(api.header("Cache-Control")).isEqualTo("no-store");
        assertThat(api.header("Vary")).endsWith("Accept");
    }

    @Test
    void pathTooLong_isGitLabsJsonWhereAsked() {
        Asked api = Asked.get(projects, "/" + "a".repeat(9000), "Accept", "application/json");
        assertThat(api.status()).isEqualTo(414);
        assertThat(api.body()).isEqualTo("{\"message\":\"414 URI Too Long\"}");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void head_isGetWithoutBodyInBothForms(Reason reason) {
        for (String what : List.of("open", "modules")) {
            String path = "/projects/" + what + "%2F" + reason + "/packages/go/m/@v/v1.0.0.zip";
            for (String accept : List.of("*/*", "application/json")) {
                Asked got = Asked.get(projects, path, "Accept", accept);
                Asked head = Asked.send(projects, "HEAD", path, "Accept", accept);
                assertThat(head).isEqualTo(new Asked(got.status(), got.headers(), got.contentLength(), false, ""));
                assertThat(head.contentLength()).hasValue(got.body().length());
            }
        }
    }

    @Test
    void vary_ofRefusal_isAcceptAndWhereTheAnswerIsPrivateTheCredentials() {
        assertThat(Asked.get(projects, GO + "/x/@v/list").headers())
                .containsEntry("Vary", "Accept")
                .containsEntry("Cache-Control", "public, max-age=60");
        assertThat(Asked.get(projects, "/projects/modules%2FGONE/packages/go/x/@v/list")
                        .headers())
                .containsEntry("Vary", CREDENTIALS + ", Accept")
                .containsEntry("Cache-Control", "private, max-age=60");
        assertThat(Asked.get(projects, "/projects/none%2FNOT_FOUND/packages/go").headers())
                .containsEntry("Vary", CREDENTIALS + ", Accept")
                .containsEntry("Cache-Control", "private, max-age=60");
    }

    @Test
    void success_doesNotDependOnAccept() {
        Asked plain = Asked.get(projects, GO + "/example.com/m/@v/v1.0.0.mod");
        assertThat(Asked.get(projects, GO + "/example.com/m/@v/v1.0.0.mod", "Accept", "application/json"))
                .isEqualTo(plain);
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.headers()).doesNotContainKey("Vary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "text/plain, application/json;q=0.5", "application/json;q=0", "!"})
    void acceptThatDoesNotAskForJson_isText(String accept) {
        assertThat(Asked.get(projects, GO + "/x/@v/list", "Accept", accept).body())
                .isEqualTo("not found: x: unknown module\n");
    }

    /** Whoever asks: that a project serves no Go modules is said with the host's words, and only to who may read it. */
    @Test
    void projectWithoutGoModules_isNotFoundForThisCallerOnly() {
        Asked got = Asked.get(projects, "/projects/off%2FINVALID/packages/go/m/@v/list");
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.header("Cache-Control")).isEqualTo("private, max-age=60");
        assertThat(modules.calls).isEmpty();
    }

    /** What is the same in both forms. */
    private static Asked withoutType(Asked asked) {
        Map<String, String> fields = new TreeMap<>(asked.headers());
        fields.remove("Content-Type");
        // Each failure has an id of its own.
        fields.computeIfPresent("X-Request-Id", (name, id) -> id.replaceAll("^[0-9a-f]{16}$", "ID"));
        return new Asked(asked.status(), fields, OptionalLong.empty(), asked.hasBody(), "");
    }
}
