package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, the answer is soon there, is a client's error with a reason in plain text, and the server lives. */
final class HostileRequestsIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    static Path directory;

    private static QuickstartProcess server;

    @BeforeAll
    static void serve() throws IOException {
        Path tree = ModuleTree.of(directory.resolve("tree"))
                .module("example.com/m", "v1.0.0")
                .module("example.com/Upper", "v1.0.0")
                .root();
        server = QuickstartProcess.start(directory, List.of("-Xmx64m"), "--dir", tree.toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<String> targets() {
        return Stream.of(
                // Malformed escapes and text.
                "/%",
                "/%z",
                "/%zz/@v/list",
                "/%u0041/@v/list",
                "/example.com/m/@v/v1.0.0%",
                "/%00",
                "/example.com/%00/@v/list",
                "/example.com/m%00/@v/list",
                "/example.com/m/@v/v1.0.0.zip%00",
                "/%FF%FE/@v/list",
                "/%C0%AF/@v/list",
                "/%ED%A0%80/@v/list",
                "/example.com/\u00e9/@v/list",
                "/example.com/%C3%A9/@v/list",
                "/%0A",
                "/example.com/m%0D%0AX:y/@v/list",
                "/%7F/@v/list",
                "/example.com/m|/@v/list",
                "/example.com/m\\x/@v/list",
                "/example.com/m%5Cx/@v/list",
                "/\"/@v/list",
                "/example.com/m%20/@v/list",
                "/example.com/ /@v/list",
                "/example.com/m#x/@v/list",
                // Dots, slashes and semicolons in every spelling.
                "/../etc/passwd",
                "/../../../../etc/passwd/@v/list",
                "/%2e%2e/etc/passwd",
                "/%2E%2e/@v/list",
                "/.%2e/@v/list",
                "/example.com/../@v/list",
                "/example.com/%2e%2e/@v/list",
                "/..%2f..%2fetc%2fpasswd",
                "/example.com/m/@v/..%2f..%2f..%2fetc%2fpasswd",
                "/example.com/m/@v/../../../etc/passwd.info",
                "/example.com/m/@v/%2e%2e%2fv1.0.0.zip",
                "/example.com%2fm/@v/list",
                "/example.com%2Fm/@v/v1.0.0.zip",
                "/example.com/./m/@v/list",
                "/example.com/%2e/m/@v/list",
                "//example.com/m/@v/list",
                "/example.com//m/@v/list",
                "/example.com/m//@v/list",
                "/example.com/m/@v//list",
                "/%2f/@v/list",
                "/example.com/m/@v/list/",
                "/example.com/m;a=b/@v/list",
                "/example.com/m/@v/list;a=b",
                "/;/example.com/m/@v/list",
                "/..;/@v/list",
                "/example.com/m%3Bx/@v/list",
                "/%252e%252e/@v/list",
                "/example.com%252Fm/@v/list",
                "/...",
                "/example.com/.../@v/list",
                "/example.com/.m/@v/list",
                "/example.com/m./@v/list",
                // Names that are no module's.
                "/example.com/Upper/@v/list",
                "/EXAMPLE.COM/m/@v/list",
                "/example.com/!/@v/list",
                "/example.com/!!m/@v/list",
                "/example.com/m!/@v/list",
                "/example.com/!1/@v/list",
                "/example.com/!M/@v/list",
                "/!/@v/list",
                "/example.com/m/v1/@v/list",
                "/example.com/m/v0/@v/list",
                "/example.com/m/v01/@v/list",
                "/gopkg.in/yaml/@v/list",
                "/gopkg.in/yaml.v0/@v/list",
                "/example.com/con/@v/list",
                "/example.com/aux.txt/@v/list",
                "/example.com/m~1/@v/list",
                "/-example.com/m/@v/list",
                "/.com/@v/list",
                "/example.com/m@v1/@v/list",
                "/example.com/m/@v/v1.0.0.zip@v1",
                // Endpoints that are none.
                "/@v",
                "/@v/",
                "/@v/list",
                "/@latest",
                "/example.com/m",
                "/example.com/m/",
                "/example.com/m/@v",
                "/example.com/m/@v/",
                "/example.com/m/@v/@v/list",
                "/@v/@v/@v/list",
                "/example.com/m/@latest/",
                "/example.com/m/@latest/@v/list",
                "/example.com/m/@v/list.info",
                "/example.com/m/@v/.info",
                "/example.com/m/@v/v1.0.0",
                "/example.com/m/@v/v1.0.0.",
                "/example.com/m/@v/v1.0.0.exe",
                "/example.com/m/@v/v1.0.0.lock",
                "/example.com/m/@v/v1.0.0.ziphash",
                "/example.com/m/@v/v1.0.0.zip.tmp",
                "/example.com/m/@v/v1.0.0.info/x",
                "/example.com/m/@V/list",
                "/example.com/m/%40v/nolist",
                "/sumdb/sum.example.com/supported",
                "/sumdb/",
                "/sumdb/sum.example.com/../../etc/passwd",
                "/favicon.ico",
                // Versions that are none.
                "/example.com/m/@v/1.0.0.zip",
                "/example.com/m/@v/v1.zip",
                "/example.com/m/@v/v1.0.zip",
                "/example.com/m/@v/v01.0.0.mod",
                "/example.com/m/@v/v1.0.0+meta.zip",
                "/example.com/m/@v/V1.0.0.zip",
                "/example.com/m/@v/!v1.0.0.zip",
                "/example.com/m/@v/v2.0.0.zip",
                "/example.com/m/@v/v1.0.0-.zip",
                "/example.com/m/@v/master.zip",
                "/example.com/m/@v/-x.info",
                "/example.com/m/@v/--help.info",
                "/example.com/m/@v/refs%2Fheads%2Fmain.zip",
                "/example.com/m/@v/%2e%2e.info",
                "/example.com/m/@v/v" + "9".repeat(10_000) + ".0.0.info",
                "/example.com/m/@v/v0.0.0-" + "9".repeat(4_000) + "-abcdefabcdef.zip",
                "/example.com/m/@v/v1.0.0-0." + "9".repeat(14) + "-" + "f".repeat(12) + ".zip",
                // Projects that are none.
                "/api/v4/projects//packages/go/example.com/m/@v/list",
                "/api/v4/projects/-1/packages/go",
                "/api/v4/projects/99999999999999999999/packages/go",
                "/api/v4/projects/1/packages/go/@v/list",
                "/api/v4/projects/a%2F..%2Fb/packages/go/example.com/m/@v/list",
                "/api/v4/projects/%2e%2e/packages/go/example.com/m/@v/list",
                "/api/v4/projects/a%2F%2Fb/packages/go",
                "/api/v4/projects/%00/packages/go",
                "/api/v4/projects/a%252Fb/packages/go",
                "/api/v4/projects/a%5Cb/packages/go/x/@v/list",
                "/api/v4/projects/1/packages/npm/x",
                // Sizes.
                "/" + "a".repeat(9_000),
                "/" + "a/".repeat(8_000) + "@v/list",
                "/" + "%41".repeat(8_000) + "/@v/list",
                "/example.com/" + "a".repeat(300) + "/@v/list",
                "/" + "!a".repeat(5_000) + "/@v/list",
                "/" + "a".repeat(1 << 20) + "/@v/list",
                // Not a path.
                "*",
                "x",
                "http://",
                "http:///",
                "http://[",
                "?",
                "?x");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void target_isRefusedWithAReason(String target) throws IOException {
        expectRefusal(
                new RawHttp(server.port()), "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    static Stream<Arguments> requests() {
        String list = "/example.com/m/@v/list";
        String end = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        return Stream.of(
                Arguments.of("no HTTP", "hello\r\n\r\n"),
                Arguments.of("binary", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"),
                Arguments.of("unknown version of HTTP", "GET " + list + " HTTP/9.9\r\nHost: x\r\n\r\n"),
                Arguments.of("no host", "GET " + list + " HTTP/1.1\r\n\r\n"),
                Arguments.of("two hosts", "GET " + list + " HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"),
                Arguments.of("large header", "GET " + list + end + "X: " + "y".repeat(70_000) + "\r\n\r\n"),
                Arguments.of("many headers", "GET " + list + end + "X: y\r\n".repeat(20_000) + "\r\n"),
                Arguments.of("space before a colon", "GET " + list + end + "X : y\r\n\r\n"),
                Arguments.of("control character in a header", "GET " + list + end + "X: a\u0000b\r\n\r\n"),
                Arguments.of("two lengths", "GET " + list + end + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
                Arguments.of("length that is none", "GET " + list + end + "Content-Length: x\r\n\r\n"),
                Arguments.of("unknown coding", "GET " + list + end + "Transfer-Encoding: x\r\n\r\n"),
                Arguments.of("post", "POST " + list + end + "Content-Length: 2\r\n\r\nab"),
                Arguments.of("put", "PUT " + list + end + "Content-Length: 2\r\n\r\nab"),
                Arguments.of("delete", "DELETE " + list + end + "\r\n"),
                Arguments.of("patch", "PATCH " + list + end + "\r\n"),
                Arguments.of("trace", "TRACE " + list + end + "\r\n"),
                Arguments.of("connect", "CONNECT x:80" + end + "\r\n"),
                Arguments.of("unknown method", "FOO " + list + end + "\r\n"),
                Arguments.of("lower-case method", "get " + list + end + "\r\n"),
                Arguments.of(
                        "unsatisfiable range",
                        "GET /example.com/m/@v/v1.0.0.zip" + end + "Range: bytes=99999999-\r\n\r\n"),
                Arguments.of("two tokens", "GET " + list + end + "PRIVATE-TOKEN: a\r\nJOB-TOKEN: b\r\n\r\n"),
                Arguments.of("malformed login", "GET " + list + end + "Authorization: Basic %%%\r\n\r\n"),
                Arguments.of("expectation", "GET " + list + end + "Expect: the unexpected\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void request_isRefusedWithAReason(String name, String request) throws IOException {
        expectRefusal(new RawHttp(server.port()), request);
    }

    @Test
    void harmlessRequests_areAnswered() throws IOException {
        RawHttp http = new RawHttp(server.port());
        assertThat(http.get("/example.com/m/@v/list").body()).isEqualTo("v1.0.0\n");
        assertThat(http.get("http://localhost/example.com/m/@v/list").body()).isEqualTo("v1.0.0\n");
        assertThat(http.get("/example.com/%21upper/@v/list").body()).isEqualTo("v1.0.0\n");
        assertThat(http.get("/").status()).isEqualTo(200);
        assertThat(http.request("HEAD", "/").body()).isEmpty();
    }

    @Test
    void log_afterHostileRequests_hasNoFailure() throws IOException {
        new RawHttp(server.port()).get("/%2e%2e/@v/list");
        assertThat(server.log()).doesNotContain("ERROR").doesNotContain("Exception");
    }

    private static void expectRefusal(RawHttp http, String request) throws IOException {
        long begin = System.nanoTime();
        RawHttp.Answer answer = http.send(request);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.header("Content-Type").orElseThrow()).matches("text/plain; ?charset=utf-8");
        assertThat(answer.body())
                .isNotBlank()
                .doesNotContain("\tat ")
                .doesNotContain(directory.toString())
                .doesNotContain("root:");
        assertThat(answer.body().lines().findFirst().orElseThrow()).hasSizeLessThan(600);
    }
}
