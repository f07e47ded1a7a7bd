package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions as the examples of GitLab's documentation write them. */
class VersionAliasTest {
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String SHORT = "public, max-age=60";

    /** Beside v1.0.0 there is a tag 1.0.0 of something else, and a tag 1.2.0 without a version of that name. */
    private final MemoryModules modules = new MemoryModules()
            .with("my-go-module", "v1.0.0")
            .zip("my-go-module", "v1.0.0", "zip".getBytes(StandardCharsets.UTF_8))
            .with("my-go-module", "v1.1.0-RC1")
            .query("my-go-module", "1.0.0", "v0.0.0-20240203040506-aaaaaaaaaaaa")
            .query("my-go-module", "1.2.0", "v0.0.0-20240203040506-bbbbbbbbbbbb")
            .query("my-go-module", "v2.0.0", "v2.0.0+incompatible")
            .with("my-go-module", "v2.0.0+incompatible");

    private final GoProjects projects = (ref, caller) -> new GoProject("1", true, modules);

    private Asked file(String base, String file) {
        return Asked.get(projects, base + "/my-go-module/@v/" + file);
    }

    private Asked file(String file) {
        return file("/api/v4/projects/1/packages/go", file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v4/projects/1/packages/go",
                "/projects/group%2Flib/packages/go",
                "/api/v4/groups/1/-/packages/go",
                "/groups/group%2Fsub/-/packages/go",
                "/api/v4/packages/go",
                "/packages/go"
            })
    void versionWithoutV_inGitLabPath_isTheVersion(String base) {
        for (String kind : new String[] {"info", "mod", "zip"}) {
            Asked got = file(base, "1.0.0." + kind);
            assertThat(got.status()).isEqualTo(200);
            assertThat(got).isEqualTo(file(base, "v1.0.0." + kind));
            assertThat(got.header("Cache-Control")).isEqualTo(FOREVER);
        }
    }

    @Test
    void versionWithoutV_inPlainPath_isGosQuery() {
        assertThat(file("", "1.0.0.info").body()).contains("v0.0.0-20240203040506-aaaaaaaaaaaa");
        assertThat(file("", "1.0.0.mod").status()).isEqualTo(404);
        assertThat(file("", "1.0.0.zip").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0, v1.0.0, FOREVER",
        "1.1.0-!r!c1, v1.1.0-RC1, FOREVER",
        "2.0.0+incompatible, v2.0.0+incompatible, FOREVER",
        "2.0.0, v2.0.0+incompatible, SHORT",
        "1.2.0, v0.0.0-20240203040506-bbbbbbbbbbbb, SHORT",
    })
    void info_ofVersionWithoutV_isCanonicalAndKeptWhereItCannotChange(String version, String answer, String freshness) {
        Asked got = file(version + ".info");
        assertThat(got.body()).startsWith("{\"Version\":\"" + answer + "\"");
        assertThat(got.header("Cache-Control")).isEqualTo(freshness.equals("FOREVER") ? FOREVER : SHORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.0.mod", "1.2.0.zip"})
    void file_ofTextThatIsOnlyATag_isNotFoundByTheNameOfTheVersion(String file) {
        Asked got = file(file);
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.body()).isEqualTo("not found: my-go-module@v1.2.0: unknown revision v1.2.0\n");
    }

    @Test
    void info_ofNeitherVersionNorRevision_isNotFoundByTheNameThatWasSent() {
        assertThat(file("1.9.0.info").body()).isEqualTo("not found: my-go-module@1.9.0: unknown revision 1.9.0\n");
        assertThat(modules.calls).containsExactly("info my-go-module v1.9.0", "info my-go-module 1.9.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.info", "1.info", "01.0.0.info", "1.0.0+meta.info", "1.0.0.0.info", "a1.0.0.info"})
    void textThatNoVMakesAVersion_isGosQueryOnly(String file) {
        assertThat(file(file).status()).isEqualTo(404);
        assertThat(modules.calls).containsExactly("info my-go-module " + file.replace(".info", ""));
    }

    @Test
    void versionWithV_costsOneQuestion() {
        assertThat(file("v1.9.0.info").status()).isEqualTo(404);
        assertThat(modules.calls).containsExactly("info my-go-module v1.9.0");
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, names = "NOT_FOUND", mode = EnumSource.Mode.EXCLUDE)
    void info_ofVersionThatIsRefused_isItsRefusal(Reason reason) {
        modules.refused("v1.0.0", reason);
        Asked got = file("1.0.0.info");
        assertThat(got.status()).isEqualTo(file("v1.0.0.info").status()).isNotEqualTo(200);
        assertThat(got.body()).endsWith(": my-go-module@1.0.0: because\n");
    }
}
