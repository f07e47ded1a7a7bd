package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.GoProjects;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, sections 13 and 14. */
class ConditionalRequestTest {
    private static final String ZIP = "/example.com/m/@v/v1.0.0.zip";
    private static final String MODIFIED = "Sat, 03 Feb 2024 04:05:06 GMT";

    private final MemoryModules modules = new MemoryModules()
            .with("example.com/m", "v1.0.0")
            .zip("example.com/m", "v1.0.0", "0123456789".getBytes(StandardCharsets.UTF_8));
    private final GoProjects root = GoProjects.ofPublicRoot(modules);
    private final String tag = Asked.get(root, ZIP).header("ETag");

    @AfterEach
    void everyLeaseAndStreamIsClosed() {
        assertThat(modules.openLeases).hasValue(0);
        assertThat(modules.openStreams).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.0.0.zip", "v1.0.0.mod", "v1.0.0.info", "list"})
    void get_file_hasLengthStrongTagAndRanges(String file) {
        Asked got = Asked.get(root, "/example.com/m/@v/" + file);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("ETag")).matches("\"[^\"]+\"");
        assertThat(got.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(got.contentLength()).hasValue(got.body().length());
        assertThat(Asked.get(root, "/example.com/m/@v/" + file, "If-None-Match", got.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void get_storedFile_hasLastModified() {
        assertThat(Asked.get(root, ZIP).header("Last-Modified")).isEqualTo(MODIFIED);
    }

    @Test
    void head_file_hasFieldsOfGetWithoutOpeningIt() {
        Asked got = Asked.get(root, ZIP);
        int opened = modules.openedStreams.get();
        Asked head = Asked.send(root, "HEAD", ZIP, "Range", "bytes=0-1");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).isEqualTo(got.headers());
        assertThat(head.contentLength()).hasValue(10);
        assertThat(head.hasBody()).isFalse();
        assertThat(modules.openedStreams).hasValue(opened);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-None-Match | TAG | 304",
                "If-None-Match | W/TAG | 304",
                "If-None-Match | \"x\", TAG | 304",
                "If-None-Match | \"x,y\" ,W/\"z\",W/TAG,\"u\" | 304",
                "If-None-Match | * | 304",
                "If-None-Match | \"x\" | 200",
                "If-None-Match | x | 200",
                "If-None-Match | '' | 200",
                "If-Modified-Since | Sat, 03 Feb 2024 04:05:06 GMT | 304",
                "If-Modified-Since | Sun, 04 Feb 2024 04:05:06 GMT | 304",
                "If-Modified-Since | Sat, 03 Feb 2024 04:05:05 GMT | 200",
                "If-Modified-Since | yesterday | 200",
                "If-Match | TAG | 200",
                "If-Match | * | 200",
                "If-Match | W/TAG | 412",
                "If-Match | \"x\" | 412",
                "If-Unmodified-Since | Sat, 03 Feb 2024 04:05:06 GMT | 200",
                "If-Unmodified-Since | Sat, 03 Feb 2024 04:05:05 GMT | 412",
                "If-Unmodified-Since | yesterday | 200",
            })
    void get_condition_hasStatus(String name, String value, int status) {
        Asked got = Asked.get(root, ZIP, name, value.replace("TAG", tag));
        assertThat(got.status()).isEqualTo(status);
    }

    @Test
    void get_notModified_hasValidatorsAndNothingToSend() {
        Asked got = Asked.get(root, ZIP, "If-None-Match", tag);
        assertThat(got.hasBody()).isFalse();
        assertThat(got.contentLength()).isEmpty();
        assertThat(got.headers())
                .containsEntry("ETag", tag)
                .containsEntry("Cache-Control", "public, max-age=31536000, immutable")
                .doesNotContainKey("Content-Type");
    }

    @Test
    void get_tagAndDate_tagDecides() {
        assertThat(Asked.get(root, ZIP, "If-None-Match", "\"x\"", "If-Modified-Since", MODIFIED)
                        .status())
                .isEqualTo(200);
        assertThat(Asked.get(root, ZIP, "If-Match", tag, "If-Unmodified-Since", "Sat, 03 Feb 2001 04:05:06 GMT")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void get_conditionAndRange_conditionDecides() {
        assertThat(Asked.get(root, ZIP, "If-None-Match", tag, "Range", "bytes=0-1")
                        .status())
                .isEqualTo(304);
        assertThat(Asked.get(root, ZIP, "If-None-Match", tag, "Range", "bytes=99-")
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 0123, bytes 0-3/10",
        "bytes=4-, 456789, bytes 4-9/10",
        "bytes=-2, 89, bytes 8-9/10",
        "bytes=0-, 0123456789, bytes 0-9/10",
        "bytes=8-99, 89, bytes 8-9/10",
    })
    void get_range_isPart(String range, String body, String contentRange) {
        Asked got = Asked.get(root, ZIP, "Range", range);
        assertThat(got.status()).isEqualTo(206);
        assertThat(got.body()).isEqualTo(body);
        assertThat(got.contentLength()).hasValue(body.length());
        assertThat(got.headers())
                .containsEntry("Content-Range", contentRange)
                .containsEntry("Content-Type", "application/zip")
                .containsEntry("ETag", tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=99-100", "bytes=-0"})
    void get_rangeBeyondTheEnd_is416WithSize(String range) {
        Asked got = Asked.get(root, ZIP, "Range", range);
        assertThat(got.status()).isEqualTo(416);
        assertThat(got.headers())
                .containsEntry("Content-Range", "bytes */10")
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .containsEntry("Cache-Control", "no-store")
                .doesNotContainKey("ETag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1-2,4-5", "bytes=2-1", "items=0-1", "bytes=x"})
    void get_rangeThatMayBeIgnored_isWhole(String range) {
        Asked got = Asked.get(root, ZIP, "Range", range);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TAG | 206",
                "Sat, 03 Feb 2024 04:05:06 GMT | 206",
                "W/TAG | 200",
                "\"x\" | 200",
                "* | 200",
                "Sat, 03 Feb 2024 04:05:07 GMT | 200",
                "Sat, 03 Feb 2024 04:05:05 GMT | 200",
                "nonsense | 200",
            })
    void get_ifRange_isPartOfThisContentOnly(String ifRange, int status) {
        Asked got = Asked.get(root, ZIP, "Range", "bytes=4-", "If-Range", ifRange.replace("TAG", tag));
        assertThat(got.status()).isEqualTo(status);
    }

    @Test
    void get_ifRangeOfOtherContent_isWholeEvenIfRangeIsUnsatisfiable() {
        assertThat(Asked.get(root, ZIP, "Range", "bytes=99-", "If-Range", "\"x\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void get_rangeOfEmptyFile_isWhole() {
        GoProjects empty = GoProjects.ofPublicRoot(new MemoryModules().known("example.com/m"));
        assertThat(Asked.get(empty, "/example.com/m/@v/list", "Range", "bytes=0-")
                        .status())
                .isEqualTo(200);
    }
}
