package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every token by every way, to projects of every kind: none appears in anything that the server prints or answers.
 *
 * <p>What is of goproxy4j, of JGit and of Jackson logs all that it can; Jetty logs as usual: its own debug log prints every
 * header that it reads, and the first line of every request.
 */
final class SecretsIT {
    private static final List<String> VERBOSE = List.of(
            "-Xmx64m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
            "-Dorg.slf4j.simpleLogger.log.org.eclipse.jetty=warn");

    /** How every token begins: with characters that encodings change, and with some that they do not. */
    private static final String MARK = "s3cr+t/";

    @TempDir
    static Path directory;

    private static final List<String> TOKENS = new ArrayList<>();
    private static final StringBuilder JSON_TOKENS = new StringBuilder();

    private static final StringBuilder JSON_PROJECTS = new StringBuilder();

    /** A way to send a token: what is behind the path, and what in the header. */
    record Carrier(Function<String, String> query, Function<String, List<String>> headers) {
        static Carrier header(Function<String, String> header) {
            return new Carrier(token -> "", token -> List.of(header.apply(token)));
        }

        static Carrier query(String name) {
            return new Carrier(
                    token -> "?" + name + "=" + URLEncoder.encode(token, StandardCharsets.UTF_8), token -> List.of());
        }
    }

    private static final List<Carrier> WELL_FORMED = List.of(
            Carrier.header(token -> "PRIVATE-TOKEN: " + token),
            Carrier.header(token -> "JOB-TOKEN: " + token),
            Carrier.header(token -> "Deploy-Token: " + token),
            Carrier.header(token -> "Authorization: Bearer " + token),
            Carrier.header(token -> "Authorization: Basic " + base64("user:" + token)),
            Carrier.header(token -> "Authorization: Basic " + base64(":" + token)),
            Carrier.header(token -> "Authorization: Basic " + base64(token + ":")),
            Carrier.header(token -> "Authorization: Basic " + base64(token + ":x-oauth-basic")),
            Carrier.query("private_token"),
            Carrier.query("job_token"));

    /** Ways by which no token is taken, and what is malformed or disagrees. */
    private static final List<Carrier> OTHERS = List.of(
            Carrier.query("access_token"),
            Carrier.query("go-get=1&private_token"),
            new Carrier(token -> "?private_token=" + token + "%zz", token -> List.of()),
            new Carrier(token -> "?private_token=" + token + "%00", token -> List.of()),
            Carrier.header(token -> "Authorization: " + token),
            Carrier.header(token -> "Authorization: Basic " + token),
            Carrier.header(token -> "Authorization: Basic " + base64(token)),
            Carrier.header(token -> "Authorization: Bearer " + token + " " + token),
            Carrier.header(token -> "PRIVATE-TOKEN: " + token.repeat(500)),
            Carrier.header(token -> "PRIVATE-TOKEN " + token),
            Carrier.header(token -> "PRIVATE-TOKEN: a\r\n " + token),
            Carrier.header(token -> token + ": a"),
            Carrier.header(token -> "PRIVATE-TOKEN: \u0000" + token),
            new Carrier(token -> "", token -> List.of("PRIVATE-TOKEN: " + token, "JOB-TOKEN: other")),
            new Carrier(token -> "?job_token=other", token -> List.of("PRIVATE-TOKEN: " + token)));

    private static String project(int id) {
        return "/api/v4/projects/" + id + "/packages/go/example.com/m/@v/v1.0.0.info";
    }

    private static final int PROJECT_COUNT = 12;
    /** A project that everybody may read, one that members may, and what Jetty refuses. */
    private static final List<String> SOME_PATHS = List.of(project(1), project(9), "/../../%zz");

    private static final List<String> EVERY_PATH = Stream.concat(
                    Stream.of(
                            "/api/v4/groups/group/-/packages/go",
                            "/api/v4/packages/go/example.com/m/@v/list",
                            "/group/p9",
                            "/../../%zz"),
                    IntStream.rangeClosed(1, PROJECT_COUNT).mapToObj(SecretsIT::project))
            .toList();

    @BeforeAll
    static void write() throws IOException {
        Tools.requireGit();
        Fixtures.plain(directory.resolve("m.git"), "example.com/m");
        for (String kind : List.of("personal", "job", "deploy", "oauth")) {
            for (String what : List.of("read", "guest", "stranger", "expired", "scopeless")) {
                token(kind, what);
            }
        }
        int id = 0;
        for (String visibility : List.of("public", "internal", "private")) {
            for (String flags : List.of(
                    "\"goProxy\":true,\"packages\":true",
                    "\"goProxy\":false,\"packages\":true",
                    "\"goProxy\":true,\"packages\":false",
                    "\"goProxy\":false,\"packages\":false")) {
                project(++id, visibility, flags);
            }
        }
        assertThat(id).isEqualTo(PROJECT_COUNT);
        TOKENS.add(MARK + "nobody's");
    }

    private static void token(String kind, String what) {
        String value = MARK + kind + "-" + what;
        TOKENS.add(value);
        StringBuilder access = new StringBuilder();
        for (int id = 1; id <= PROJECT_COUNT && !what.equals("stranger"); id++) {
            access.append(id == 1 ? "" : ",").append("\"group/p").append(id).append("\":");
            access.append(what.equals("guest") ? "\"guest\"" : "\"read\"");
        }
        JSON_TOKENS
                .append(JSON_TOKENS.isEmpty() ? "" : ",\n")
                .append("{\"value\":\"" + value + "\",\"kind\":\"" + kind + "\",\"user\":\"user of " + value + "\"")
                .append(what.equals("expired") ? ",\"expired\":true" : "")
                .append(what.equals("scopeless") ? ",\"scopes\":[]" : "")
                .append(",\"access\":{" + access + "}}");
    }

    private static void project(int id, String visibility, String flags) {
        JSON_PROJECTS
                .append(id == 1 ? "" : ",\n")
                .append("{\"id\":" + id + ",\"path\":\"group/p" + id + "\",\"repository\":\"m.git\"")
                .append(",\"module\":\"example.com/m\",\"visibility\":\"" + visibility + "\"," + flags + "}");
    }

    private static QuickstartProcess start(String settings) throws IOException {
        Path file = Files.writeString(
                directory.resolve("projects.json"),
                "{" + settings + "\"projects\":[" + JSON_PROJECTS + "],\n\"tokens\":[" + JSON_TOKENS + "]}");
        return QuickstartProcess.start(directory, VERBOSE, "--projects", file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"queryTokens\":true,", "\"queryTokens\":false,\"hideUnauthorized\":true,\"goProxy\":false,"})
    void matrix_anyCarrierTokenAndProject_showsNoToken(String settings) throws IOException {
        boolean whole = settings.contains("\"queryTokens\":true");
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (QuickstartProcess server = start(settings)) {
            RawHttp http = new RawHttp(server.port());
            for (String token : TOKENS) {
                for (Carrier carrier : WELL_FORMED) {
                    for (String path : whole ? EVERY_PATH : SOME_PATHS) {
                        statuses.merge(send(http, path, carrier, token).status(), 1, Integer::sum);
                    }
                }
                for (Carrier carrier : OTHERS) {
                    for (String path : SOME_PATHS) {
                        statuses.merge(send(http, path, carrier, token).status(), 1, Integer::sum);
                    }
                }
            }
            assertShowsNone(server.allOutput());
        }
        assertThat(statuses).containsKeys(400, 401, 403, 404);
        assertThat(statuses.keySet()).isSubsetOf(200, 400, 401, 403, 404);
        assertThat(statuses.containsKey(200)).isEqualTo(whole);
    }

    /** The one time at which requests are logged: when the server itself has failed. */
    @Test
    void failure_anyCarrier_isLoggedWithoutToken() throws IOException {
        try (QuickstartProcess server = start("\"queryTokens\":true,")) {
            Path objects = directory.resolve("m.git").resolve("objects");
            Path away = directory.resolve("away");
            Files.move(objects, away);
            try {
                RawHttp http = new RawHttp(server.port());
                int failures = 0;
                for (Carrier carrier :
                        Stream.concat(WELL_FORMED.stream(), OTHERS.stream()).toList()) {
                    for (String token : TOKENS) {
                        failures += send(http, project(1), carrier, token).status() == 500 ? 1 : 0;
                    }
                }
                assertThat(failures).isPositive();
            } finally {
                Files.move(away, objects);
            }
            String output = server.allOutput();
            assertThat(output).contains("failed to answer GET");
            assertShowsNone(output);
        }
    }

    private static RawHttp.Answer send(RawHttp http, String target, Carrier carrier, String token) throws IOException {
        RawHttp.Answer answer = http.request(
                "GET",
                target + carrier.query.apply(token),
                carrier.headers.apply(token).toArray(String[]::new));
        assertShowsNone(String.join("\n", answer.head()) + "\n" + answer.body());
        return answer;
    }

    private static void assertShowsNone(String text) {
        assertThat(text).doesNotContain("s3cr", base64("s3cr+t")).doesNotContain(base64(":s3cr+"), base64("user:s3cr"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
