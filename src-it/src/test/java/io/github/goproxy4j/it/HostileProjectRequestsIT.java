package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is asked of projects, of groups and of import paths, the answer is soon there, tells nothing of what is hidden,
 * and the server lives: {@link HostileRequestsIT} for the paths of GitLab's API.
 */
final class HostileProjectRequestsIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String JSON = "Accept: application/json";
    private static final String LIST =
            GuardedServer.OPEN + "/" + GuardedServer.OPEN_MODULE + "/@v/list HTTP/1.1\r\nHost: x\r\n";
    private static final String END = "Connection: close\r\n\r\n";

    @TempDir
    static Path directory;

    private static GuardedServer server;

    @BeforeAll
    static void serve() throws IOException {
        Tools.requireGit();
        server = GuardedServer.start(directory, "\"queryTokens\":true,");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Set<String> corpus() throws IOException {
        Set<String> targets = new LinkedHashSet<>(HostileTexts.targets());
        for (String id : HostileTexts.ids()) {
            targets.add("/api/v4/projects/" + id + "/packages/go/gitlab.example.com/vault/secret/@v/list");
            targets.add("/api/v4/groups/" + id + "/-/packages/go/gitlab.example.com/vault/secret/@v/list");
            targets.add("/" + id + "?go-get=1");
        }
        for (String tail : HostileTexts.tails(GuardedServer.OPEN_MODULE)) {
            targets.add(GuardedServer.OPEN + tail);
            targets.add("/api/v4/projects/pub%2Frules/packages/go" + tail);
            targets.add("/api/v4/groups/pub/-/packages/go" + tail);
            targets.add("/api/v4/packages/go" + tail);
        }
        return targets;
    }

    @Test
    void targets_areMoreThanFourHundred() throws IOException {
        assertThat(corpus()).hasSizeGreaterThan(1500);
        assertThat(HostileTexts.targets()).doesNotHaveDuplicates();
        assertThat(HostileTexts.ids()).doesNotHaveDuplicates();
        assertThat(HostileTexts.tails("m")).doesNotHaveDuplicates();
    }

    /** One after the other, by callers and in forms that take turns: neighbours in the corpus get all of them. */
    @Test
    void targets_anyCaller_tellNothingAndDoNoHarm() throws IOException {
        List<String[]> callers = List.of(
                new String[] {},
                new String[] {JSON},
                new String[] {GuardedServer.STRANGER},
                new String[] {GuardedServer.STRANGER, JSON},
                new String[] {GuardedServer.DEPLOY});
        List<String> faults = new ArrayList<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        int number = 0;
        for (String target : corpus()) {
            String[] caller = callers.get(number++ % callers.size());
            long begin = System.nanoTime();
            RawHttp.Answer answer = server.http().request("GET", target, caller);
            statuses.merge(answer.status(), 1, Integer::sum);
            List<String> found = new ArrayList<>(server.faults(answer));
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                found.add("took too long");
            }
            if (answer.status() >= 400 && !isForm(answer, List.of(caller).contains(JSON))) {
                found.add("is " + answer.header("Content-Type"));
            }
            if (answer.status() >= 400 && !hasReason(answer)) {
                found.add("has no reason, or a long one");
            }
            if (!found.isEmpty()) {
                faults.add(found + " for " + shortened(target) + ": " + answer.body());
            }
        }
        assertThat(faults).isEmpty();
        // The corpus gets as far as everything that refuses.
        assertThat(statuses).containsKeys(200, 400, 401, 404, 414);
        assertStillServes();
    }

    /** What Jetty says of a request line that it cannot read; it has not read the header fields then. */
    private static final Pattern UNREAD =
            Pattern.compile("bad request\n|bad request: Illegal character .*\n|(?i)uri too long.*\n");

    /** Text, or JSON where it is wanted, from Jetty itself as well, if it has got as far as the header fields. */
    private static boolean isForm(RawHttp.Answer answer, boolean wantsJson) {
        String type = answer.header("Content-Type").orElse("").replace(" ", "").toLowerCase(Locale.ROOT);
        boolean isRead = !UNREAD.matcher(answer.body()).matches();
        return type.equals(wantsJson && isRead ? "application/json" : "text/plain;charset=utf-8");
    }

    private static boolean hasReason(RawHttp.Answer answer) {
        String first = answer.body().lines().findFirst().orElse("");
        return !first.isBlank() && first.length() < 600;
    }

    static Stream<Arguments> refused() {
        String get = "GET " + LIST;
        return Stream.of(
                Arguments.of("two tokens", 400, get + "PRIVATE-TOKEN: a\r\nPRIVATE-TOKEN: b\r\n" + END),
                Arguments.of("two kinds of token", 400, get + "PRIVATE-TOKEN: a\r\nJOB-TOKEN: b\r\n" + END),
                Arguments.of("a token and a deploy token", 400, get + "Deploy-Token: a\r\nprivate-token: b\r\n" + END),
                Arguments.of(
                        "a token and a login",
                        400,
                        get + GuardedServer.STRANGER + "\r\nAuthorization: Basic eDp5\r\n" + END),
                Arguments.of(
                        "a login and a bearer",
                        400,
                        get + "Authorization: Basic eDp5\r\nAuthorization: Bearer z\r\n" + END),
                Arguments.of(
                        "two logins", 400, get + "Authorization: Basic eDp5\r\nAuthorization: Basic eDp6\r\n" + END),
                Arguments.of("a list of tokens", 401, get + GuardedServer.STRANGER + ", b\r\n" + END),
                Arguments.of(
                        "a token in the query that disagrees",
                        400,
                        get.replace("/list", "/list?private_token=b") + GuardedServer.STRANGER + "\r\n" + END),
                Arguments.of("no bearer", 400, get + "Authorization: Bearer\r\n" + END),
                Arguments.of("no login", 400, get + "Authorization: Basic\r\n" + END),
                Arguments.of("a login that is no Base64", 400, get + "Authorization: Basic %%%\r\n" + END),
                Arguments.of("a login without a colon", 400, get + "Authorization: Basic eA==\r\n" + END),
                Arguments.of("a login that is no UTF-8", 400, get + "Authorization: Basic /zr/\r\n" + END),
                Arguments.of("a long token", 400, get + "PRIVATE-TOKEN: " + "a".repeat(8193) + "\r\n" + END),
                Arguments.of("a long login", 400, get + "Authorization: Basic " + "a".repeat(9000) + "\r\n" + END),
                Arguments.of("a header of 40 KiB", 431, get + "JOB-TOKEN: " + "a".repeat(40_960) + "\r\n" + END),
                Arguments.of("many tokens", 431, get + "PRIVATE-TOKEN: a\r\n".repeat(5_000) + END),
                Arguments.of("a token that nobody has", 401, get + "PRIVATE-TOKEN: nonsense\r\n" + END),
                Arguments.of("a token with bytes of no text", 401, get + "PRIVATE-TOKEN: \u00ff\u00fe\u0080\r\n" + END),
                Arguments.of("a token with NUL", 400, get + "PRIVATE-TOKEN: a\u0000b\r\n" + END),
                Arguments.of("a token with a tab", 401, get + "PRIVATE-TOKEN: a\tb\r\n" + END),
                Arguments.of("a folded token", 400, get + "PRIVATE-TOKEN: a\r\n b\r\n" + END),
                Arguments.of("a folded header at the start", 400, get + " PRIVATE-TOKEN: a\r\n" + END),
                Arguments.of("a space before the colon", 400, get + "PRIVATE-TOKEN : a\r\n" + END),
                Arguments.of("a name with a space", 400, get + "PRIVATE TOKEN: a\r\n" + END),
                Arguments.of("no name", 400, get + ": a\r\n" + END),
                Arguments.of("a lone carriage return", 400, get + "PRIVATE-TOKEN: a\rX: y\r\n" + END),
                Arguments.of(
                        "a length and chunks",
                        400,
                        get + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n" + END + "0\r\n\r\n"),
                Arguments.of("two lengths", 400, get + "Content-Length: 1\r\nContent-Length: 2\r\n" + END + "ab"),
                Arguments.of("a negative length", 400, get + "Content-Length: -1\r\n" + END),
                Arguments.of("a huge length", 400, get + "Content-Length: 99999999999999999999\r\n" + END),
                Arguments.of("chunks within chunks", 400, get + "Transfer-Encoding: chunked, chunked\r\n" + END),
                Arguments.of(
                        "an absolute target elsewhere", 400, get.replace("GET ", "GET http://other.example.org") + END),
                Arguments.of("half an upgrade", 400, get + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n" + END),
                Arguments.of("two hosts", 400, get + "Host: y\r\n" + END),
                Arguments.of("a post of a project", 405, "POST " + LIST + "Content-Length: 2\r\n" + END + "ab"),
                Arguments.of(
                        "an override of the method", 405, "POST " + LIST + "X-HTTP-Method-Override: GET\r\n" + END));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void header_hostile_isRefusedWithAReason(String name, int status, String request) throws IOException {
        RawHttp.Answer answer = send(request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElseThrow()).matches("text/plain; ?charset=utf-8");
        assertThat(hasReason(answer)).as(answer.body()).isTrue();
    }

    static Stream<Arguments> harmless() {
        String get = "GET " + LIST;
        String smuggled = "GET " + LIST + END;
        return Stream.of(
                Arguments.of("a body", get + "Content-Length: 2\r\n" + END + "ab"),
                Arguments.of("a body in chunks", get + "Transfer-Encoding: chunked\r\n" + END + "2\r\nab\r\n0\r\n\r\n"),
                Arguments.of("a body of chunks that are none", get + "Transfer-Encoding: chunked\r\n" + END + "zz\r\n"),
                Arguments.of("a body that never comes", get + "Content-Length: 1000000\r\n" + END),
                Arguments.of("a body that waits", get + "Content-Length: 2\r\nExpect: 100-continue\r\n" + END),
                Arguments.of(
                        "a body that is a request",
                        get + "Content-Length: " + smuggled.length() + "\r\n" + END + smuggled),
                Arguments.of("a body of 100 KB", get + "Content-Length: 100000\r\n" + END + "x".repeat(100_000)),
                Arguments.of(
                        "the same token twice",
                        get + GuardedServer.STRANGER + "\r\n" + GuardedServer.STRANGER + "\r\n" + END),
                Arguments.of("an empty token", get + "PRIVATE-TOKEN: \r\nJOB-TOKEN:\r\n" + END),
                Arguments.of("an unknown scheme", get + "Authorization: Digest username=\"x\"\r\n" + END),
                Arguments.of("a scheme alone", get + "Authorization: Negotiate\r\n" + END),
                Arguments.of("an empty login", get + "Authorization: Basic Og==\r\n" + END),
                Arguments.of("a login of nobody", get + "Authorization: Basic eDp5\r\n" + END),
                Arguments.of(
                        "what proxies say",
                        get + "X-Forwarded-Host: y\r\nX-Forwarded-Prefix: /../..\r\nForwarded: host=y;for=\"_x\"\r\n"
                                + END),
                Arguments.of(
                        "another path in a header",
                        get + "X-Original-URL: /api/v4/projects/3/packages/go\r\nX-Rewrite-URL: /etc/passwd\r\n" + END),
                Arguments.of(
                        "another user in a header",
                        get + "X-Remote-User: root\r\nSudo: root\r\nCookie: _gitlab_session=x\r\n" + END),
                Arguments.of("many ranges", get + "Range: bytes=" + "0-0,".repeat(1_000) + "0-0\r\n" + END),
                Arguments.of("a range that is none", get + "Range: bytes=9-1\r\n" + END),
                Arguments.of("a tag that is none", get + "If-None-Match: " + "\"x\",".repeat(2_000) + "\r\n" + END),
                Arguments.of("a date that is none", get + "If-Modified-Since: tomorrow\r\n" + END),
                Arguments.of("a wish that is none", get + "Accept: " + "a/b;q=2,".repeat(1_000) + "\r\n" + END),
                Arguments.of("lines that end in LF", get.replace("\r\n", "\n") + "Connection: close\n\n"),
                Arguments.of("an absolute target", get.replace("GET ", "GET http://x") + END));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void header_withoutMeaningHere_changesNothing(String name, String request) throws IOException {
        RawHttp.Answer answer = send(request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("v1.0.0\nv1.1.0\nv1.2.0-rc.1\nv1.10.0\n");
    }

    @Test
    void page_anyHost_namesTheServersOwnUrl() throws IOException {
        for (String host : List.of("evil.example.org", "evil.example.org:1", "[::1]")) {
            RawHttp.Answer answer = send("GET /pub/open/x?go-get=1 HTTP/1.1\r\nHost: " + host + "\r\n"
                    + "X-Forwarded-Host: evil.example.org\r\nX-Forwarded-Proto: gopher\r\n" + END);
            assertThat(answer.body())
                    .contains("mod https://modules.example.com/api/v4/projects/1/packages/go\"")
                    .doesNotContain("evil", "gopher");
        }
    }

    private static RawHttp.Answer send(String request) throws IOException {
        long begin = System.nanoTime();
        RawHttp.Answer answer = server.http().send(request);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
        assertThat(server.faults(answer)).as(answer.body()).isEmpty();
        return answer;
    }

    private static void assertStillServes() throws IOException {
        assertThat(server.http()
                        .get(GuardedServer.OPEN + "/" + GuardedServer.OPEN_MODULE + "/@v/list")
                        .body())
                .isEqualTo("v1.0.0\nv1.1.0\nv1.2.0-rc.1\nv1.10.0\n");
        assertThat(server.http()
                        .request(
                                "GET",
                                "/api/v4/projects/3/packages/go/gitlab.example.com/vault/secret/@v/list",
                                GuardedServer.MEMBER)
                        .body())
                .isEqualTo("v1.0.0\n");
        assertThat(server.log()).doesNotContain("ERROR").doesNotContain("Exception");
    }

    private static String shortened(String target) {
        return target.length() > 200 ? target.substring(0, 200) + "... (" + target.length() + ")" : target;
    }
}
