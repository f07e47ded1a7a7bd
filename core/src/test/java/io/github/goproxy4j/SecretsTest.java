package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.repository.GoProjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No answer, no text of an object and no log line has what a client proves itself with. */
class SecretsTest {
    private static final String SECRET = "gl-pat-7Rk2";
    private static final String ENCODED = base64("user:" + SECRET);

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<List<String>> headers() {
        return Stream.of(
                List.of("PRIVATE-TOKEN", SECRET),
                List.of("JOB-TOKEN", SECRET),
                List.of("Deploy-Token", SECRET),
                List.of("Authorization", "Bearer " + SECRET),
                List.of("Authorization", "Basic " + ENCODED),
                List.of("Authorization", "Basic " + SECRET),
                List.of("Authorization", "Basic " + base64(SECRET)),
                // Tokens as user names, as in https://TOKEN@host.
                List.of("Authorization", "Basic " + base64(SECRET + ":")),
                List.of("Authorization", "Basic " + base64(SECRET + ":x-oauth-basic")),
                List.of("Authorization", SECRET),
                List.of("PRIVATE-TOKEN", SECRET, "JOB-TOKEN", "other"),
                List.of("PRIVATE-TOKEN", SECRET.repeat(1000)));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void handle_anyOutcome_showsNoSecret(List<String> headers) {
        GoProjects echoing = (project, caller) -> {
            throw new IOException("cannot ask the database about " + caller);
        };
        GoProjects root = GoProjects.ofPublicRoot(new MemoryModules());
        List<AccessEvent> events = new ArrayList<>();
        CapturedLog.clear();
        for (GoProjects projects : List.of(echoing, root)) {
            for (String path : List.of("/", "/example.com/m/@v/list", "/%zz")) {
                ProxyRequest request = new ProxyRequest(
                        "GET", path, Optional.empty(), Asked.headers(headers.toArray(String[]::new)), Optional.empty());
                try (ModuleResponse response = GoModuleProxy.of(projects)
                        .withForwardedRequestIds()
                        .withAccessListener(events::add)
                        .handle(request)) {
                    assertShowsNone(request + " " + response);
                }
                assertShowsNone(Asked.get(projects, path, headers.toArray(String[]::new))
                        .toString());
            }
        }
        assertThat(events).isNotEmpty();
        assertShowsNone(events.toString());
        assertLogShowsNone();
    }

    @ParameterizedTest
    @MethodSource("headers")
    void read_credentialsOrRefusal_showNoSecret(List<String> headers) {
        try {
            assertShowsNone(Credentials.read(Asked.headers(headers.toArray(String[]::new)))
                    .toString());
        } catch (io.github.goproxy4j.auth.CredentialsException e) {
            assertShowsNone(e + " " + e.getCause());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "private_token=SECRET",
                "job_token=SECRET",
                "private_token=SECRET&job_token=other",
                "private_token=SECRET%zz",
                "private_token=SECRET%00",
                "private_token=SECRET%20",
                "access_token=SECRET",
                "SECRET"
            })
    void handle_queryWithAnyOutcome_showsNoSecret(String query) {
        String raw = query.replace("SECRET", SECRET);
        GoProjects echoing = (project, caller) -> {
            throw new IOException("cannot ask the database about " + caller);
        };
        CapturedLog.clear();
        for (GoProjects projects : List.of(echoing, GoProjects.ofPublicRoot(new MemoryModules()))) {
            for (GoModuleProxy proxy : List.of(
                    GoModuleProxy.of(projects), GoModuleProxy.of(projects).withQueryTokens())) {
                for (String path : List.of("/", "/example.com/m/@v/list", "/%zz", "/projects/%zz/packages/go")) {
                    ProxyRequest request = new ProxyRequest(
                            "GET", path, Optional.of(raw), Asked.headers("JOB-TOKEN", "other"), Optional.empty());
                    assertShowsNone(request + " " + Asked.send(proxy, request));
                }
            }
        }
        assertThat(CapturedLog.events()).isNotEmpty();
        assertLogShowsNone();
    }

    private static void assertLogShowsNone() {
        assertShowsNone(String.join("\n", CapturedLog.events()));
        assertThat(CapturedLog.requests()).isNotEmpty();
        assertShowsNone(String.join("\n", CapturedLog.requests()));
    }

    private static void assertShowsNone(String text) {
        assertThat(text).doesNotContain(SECRET, ENCODED, base64(SECRET));
    }
}
