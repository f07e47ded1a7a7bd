package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.GoProjects;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends gets a 4xx with a reason, at once. */
@Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileRequestTest {
    private static final String M = "/example.com/m/@v/";

    private final MemoryModules modules = new MemoryModules().with("example.com/m", "v1.0.0");
    private final GoProjects root = GoProjects.ofPublicRoot(modules);

    static Stream<String> malformed() {
        return Stream.of(
                // percent and UTF-8
                "/%",
                "/%2",
                "/%zz/@v/list",
                "/example.com/%/@v/list",
                M + "v1.0.0%.info",
                M + "%u0041.info",
                "/%FF%FE/@v/list",
                "/%C0%AE%C0%AE/@v/list",
                "/%C0%AFetc/@v/list",
                "/%ED%A0%80/@v/list",
                M + "%E2%82.info",
                // slashes
                "/example.com%2Fm/@v/list",
                "/example.com%2fm/@v/list",
                "/example.com/m%2F@v%2Flist",
                "/..%2F..%2Fetc%2Fpasswd",
                M + "..%2F..%2F..%2Fetc%2Fpasswd.info",
                "//example.com/m/@v/list",
                "/example.com//m/@v/list",
                M + "/list",
                "/example.com\\m/@v/list",
                "/example.com%5Cm/@v/list",
                "/example.com%255Cm/@v/list",
                // NUL and control characters
                "/example.com/m%00/@v/list",
                M + "v1.0.0%00.info",
                M + "v1.0.0.info%00",
                M + "v1.0.0%0d%0aX:1.info",
                M + "%1b[31m.info",
                "/%7F/@v/list",
                M + "%C2%85.info",
                "/example.com/m\n/@v/list",
                // dots
                "/..",
                "/../",
                "/.",
                "/./",
                "/../../etc/passwd",
                "/example.com/../m/@v/list",
                "/example.com/./m/@v/list",
                "/example.com/%2e%2e/m/@v/list",
                "/example.com/%2E./m/@v/list",
                "/example.com/.%2e/m/@v/list",
                "/%2e/@v/list",
                "/example.com/..;/m/@v/list",
                "/example.com/..;x=y/m/@v/list",
                "/example.com/m/@v/..",
                "/example.com/m/@v/../@v/list",
                "/example.com/.../@v/list",
                "/example.com/m./@v/list",
                "/example.com/.m/@v/list",
                M + "...info",
                M + "....zip",
                "/example.com/%252e%252e/m/@v/list",
                "/..%c0%af../@v/list",
                // parameters, queries, fragments
                "/example.com/m;jsessionid=x/@v/list",
                M + "list;x",
                M + "list%3Bx",
                M + "list?x",
                M + "list#x",
                "/;/@v/list",
                // projects and groups
                "/projects/%zz/packages/go/m/@v/list",
                "/api/v4/projects/..%2F..%2Fetc/packages/go/m/@v/list",
                "/groups/%zz/-/packages/go/m/@v/list",
                "/groups//-/packages/go",
                "/api/v4/groups/../-/packages/go/m/@v/list",
                "/groups/a/-/packages/go/-/packages/go/m/@v/list",
                "/packages/go/%zz",
                "/packages/go/../m/@v/list",
                "/api/v4/packages/go/api/v4/packages/go",
                "/api/v4/api/v4/packages/go",
                // upper case and !
                "/Example.com/m/@v/list",
                "/example.com/M/@v/list",
                M + "V1.0.0.info",
                M + "v1.0.0-RC1.info",
                "/example.com/!M/@v/list",
                "/example.com/!/@v/list",
                "/example.com/!!m/@v/list",
                "/example.com/m!/@v/list",
                "/example.com/!1/@v/list",
                "/example.com/!-/@v/list",
                "/example.com/%21%21m/@v/list",
                M + "v1.0.0-!.info",
                M + "v1.0.0-!!a.info",
                M + "!.info",
                "/example.com/\u0130/@v/list",
                "/example.com/%C4%B0/@v/list",
                "/example.com/!%C4%B1/@v/list",
                // @v and @latest
                "/@v/list",
                "/@v/v1.0.0.info",
                "/@latest",
                "/example.com/m/@v",
                "/example.com/m/@v/",
                "/example.com/m/@v/@v/list",
                "/example.com/m/@latest/@v/list",
                "/example.com/m/@latest/",
                "/example.com/m@v/list",
                "/example.com/m/@V/list",
                "/example.com/m/@Latest",
                "/example.com/m@v1.0.0/@v/list",
                "/example.com/m@latest",
                "/example.com/@m/@v/list",
                // versions
                M + "list/",
                M + "List",
                M + "v1.0.0",
                M + ".info",
                M + ".zip",
                M + "v1.0.0.ziphash",
                M + "v1.0.0.lock",
                M + "v1.0.0.mod.tmp",
                M + "v1.0.0.zip",
                M + "v1.0.zip",
                M + "1.0.0.zip",
                M + "v01.0.0.zip",
                M + "v1.0.0+meta.zip",
                M + "v2.0.0.zip",
                M + "v1.0.0 .zip",
                M + "v0.0.0-00000000000000-000000000000.zip",
                M + "v1.0.0-.zip",
                M + "v-1.0.0.zip",
                M + "v1.0.0+.zip",
                M + "a'b.info",
                M + "a*b.info",
                M + "a:b.info",
                M + "a|b.info",
                M + "con.info",
                M + "%3Cscript%3E.info",
                M + "feature%2Fx.info");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void path_malformed_is404WithReason(String path) {
        Asked got = Asked.get(root, path);
        assertThat(got.status()).isEqualTo(404);
        assertIsReason(got, "not found: ");
    }

    static Stream<String> huge() {
        return Stream.of("a", "/", "%", "%41", "../", "!a", "@v/", "\u00fc", "%C3%BC", "a.", "1");
    }

    @ParameterizedTest
    @MethodSource("huge")
    void path_ofOneMebibyte_is414(String unit) {
        Asked got = Asked.get(root, "/" + unit.repeat((1 << 20) / unit.length()));
        assertThat(got.status()).isEqualTo(414);
        assertIsReason(got, "path too long: ");
    }

    @ParameterizedTest
    @MethodSource("huge")
    void path_justShortEnough_is404WithReason(String unit) {
        for (String start : new String[] {"/", "/example.com/m/@v/", "/projects/"}) {
            String end = start.equals("/projects/") ? "/packages/go/m/@v/list" : ".info";
            int room = RawPath.MAX_LENGTH - start.length() - end.length();
            Asked got = Asked.get(root, start + unit.repeat(room / unit.length()) + end);
            assertThat(got.status()).isEqualTo(404);
            assertIsReason(got, "not found: ");
        }
    }

    @Test
    void path_atAndBeyondTheLimit_is404And414() {
        assertThat(Asked.get(root, "/" + "a".repeat(8191)).status()).isEqualTo(404);
        assertThat(Asked.get(root, "/" + "a".repeat(8192)).status()).isEqualTo(414);
    }

    @Test
    void version_ofTenThousandDigits_is414() {
        assertThat(Asked.get(root, M + "v1." + "9".repeat(10_000) + ".0.info").status())
                .isEqualTo(414);
    }

    @Test
    void version_ofEightThousandDigits_isUnknown() {
        for (String file :
                new String[] {"v1.N.0.info", "v1.0.0-N.zip", "v0.0.0-N-abcdef.mod", "vN.0.0.zip", "N.info"}) {
            Asked got = Asked.get(root, M + file.replace("N", "9".repeat(8_000)));
            assertThat(got.status()).isEqualTo(404);
            assertIsReason(got, "not found: ");
        }
    }

    @Test
    void headers_huge_areHarmless() {
        String many = "\"x\",".repeat(250_000);
        assertThat(Asked.get(root, M + "list", "If-None-Match", many).status()).isEqualTo(200);
        assertThat(Asked.get(root, M + "list", "If-Match", many).status()).isEqualTo(412);
        assertThat(Asked.get(root, M + "list", "If-Range", many, "Range", "bytes=0-0")
                        .status())
                .isEqualTo(200);
        for (String range : new String[] {"0-0,".repeat(250_000), "9".repeat(1 << 20) + "-", "-".repeat(1 << 20)}) {
            assertThat(Asked.get(root, M + "list", "Range", "bytes=" + range).status())
                    .isIn(200, 416);
        }
        assertThat(Asked.get(root, M + "list", "If-Modified-Since", "Sun, ".repeat(200_000))
                        .status())
                .isEqualTo(200);
        assertThat(Asked.get(root, M + "list", "Authorization", "Basic " + "A".repeat(1 << 20))
                        .status())
                .isEqualTo(400);
        assertThat(Asked.get(root, M + "list", "PRIVATE-TOKEN", "A".repeat(1 << 20))
                        .status())
                .isEqualTo(400);
    }

    /** What {@code go} needs to show a text: one line, short, no control characters. */
    private static void assertIsReason(Asked got, String start) {
        assertThat(got.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(got.body()).startsWith(start).endsWith("\n").hasSizeGreaterThan(start.length() + 1);
        assertThat(got.body().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(600);
        assertThat(got.body().strip().codePoints()).noneMatch(Character::isISOControl);
    }
}
