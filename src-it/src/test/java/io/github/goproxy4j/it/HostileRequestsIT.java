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

    static Stream<String> targets() throws IOException {
        return HostileTargets.all().stream();
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
