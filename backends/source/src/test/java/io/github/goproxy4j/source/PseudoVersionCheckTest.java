package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pseudo-versions stand for a commit. */
class PseudoVersionCheckTest {
    private static final String M = "example.com/m";
    private static final String STORY = """
            == commit one
            == tag v1.0.0
            == tag v1.3.0+meta
            == tag v2.0.0
            == commit side
            == tag v1.4.0
            == commit two after one
            == tag v1.1.0
            == tag v1.7.0 on tree
            == commit three
            """;
    private static final String THREE = "20200101000003-" + Modules.shortId("three");

    @ParameterizedTest
    @CsvSource({
        "v1.0.1-0.%s",
        "v1.1.1-0.%s",
        "v1.3.1-0.%s",
        "v0.0.0-%s",
        "v2.0.1-0.%s+incompatible",
        "v2.0.0-%s+incompatible"
    })
    void info_pseudoVersionAfterAnAncestor_isItself(String form) throws Exception {
        String version = form.replace("%s", THREE);
        Modules modules = Modules.of(STORY);
        assertThat(modules.version(M, version)).isEqualTo(version);
        assertThat(modules.mod(M, version)).isEqualTo("module example.com/m\n");
        assertThat(modules.zip(M, version)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"v4.0.0-%s, v4.0.0-%s+incompatible", "v2.0.1-0.%s, v2.0.1-0.%s+incompatible"})
    void info_pseudoVersionOfAHigherMajor_becomesIncompatible(String form, String expected) throws Exception {
        assertThat(Modules.of(STORY).version(M, form.replace("%s", THREE))).isEqualTo(expected.replace("%s", THREE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v1.4.1-0.%s   | revision ID is not a descendent of preceding tag (v1.4.0)",
                "v1.7.1-0.%s   | revision ID is not a descendent of preceding tag (v1.7.0)",
                "v1.5.1-0.%s   | preceding tag (v1.5.0) not found",
                "v1.0.0-%s     | major version without preceding tag must be v0, not v1",
            })
    void info_pseudoVersionWithoutItsBase_isRefused(String form, String reason) {
        assertThat(Modules.refusal(() -> Modules.of(STORY).info(M, form.replace("%s", THREE))))
                .hasMessage("invalid pseudo-version: " + reason.replace("ID", Modules.shortId("three")))
                .extracting("reason")
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void info_pseudoVersionAfterTheTagOfTheCommitItself_isRefused() {
        Modules modules = Modules.of("== commit one\n== tag v1.0.0\n");
        String id = Modules.shortId("one");
        assertThat(Modules.refusal(() -> modules.info(M, "v1.0.1-0.20200101000000-" + id)))
                .hasMessageContaining("tag (v1.0.0) found on revision " + id + " is already canonical");
    }

    @Test
    void info_revisionOfAnotherLength_isRefused() {
        String hex = RepositoryStory.id("three").hex();
        Modules modules = Modules.of(STORY);
        assertThat(Modules.refusal(() -> modules.info(M, "v0.0.0-20200101000003-" + hex.substring(0, 11))))
                .hasMessageContaining("revision is shorter than canonical (expected " + hex.substring(0, 12) + ")");
        assertThat(Modules.refusal(() -> modules.info(M, "v0.0.0-20200101000003-" + hex)))
                .hasMessageContaining("revision is longer than canonical");
    }

    @Test
    void info_revisionThatIsABranch_isRefused() {
        Modules modules = Modules.of(STORY + "== branch main\n");
        assertThat(Modules.refusal(() -> modules.info(M, "v0.0.0-20200101000003-main")))
                .hasMessageContaining("does not match short name of revision");
    }

    @Test
    void info_anotherTime_isRefused() {
        assertThat(Modules.refusal(
                        () -> Modules.of(STORY).info(M, "v0.0.0-20200101000002-" + Modules.shortId("three"))))
                .hasMessage("invalid pseudo-version: does not match version-control timestamp"
                        + " (expected 20200101000003)");
    }

    @ParameterizedTest
    @CsvSource({"v0.0.0-20201399000003-", "v1.0.0-0.20200101000003-"})
    void info_timeOrBaseThatCannotBe_isRefused(String start) {
        Modules modules = Modules.of(STORY);
        assertThat(Modules.refusal(() -> modules.info(M, start + Modules.shortId("three")))
                        .reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void info_gopkgInV1_takesPseudoVersionsOfV0AndV1() throws Exception {
        Modules modules = Modules.of("gopkg.in/m.v1", "== commit one\n");
        String end = ".0.0-20200101000000-" + Modules.shortId("one");
        assertThat(modules.version("gopkg.in/m.v1", "v0" + end)).isEqualTo("v0" + end);
        assertThat(modules.version("gopkg.in/m.v1", "v1" + end)).isEqualTo("v1" + end);
        assertThat(modules.version("gopkg.in/m.v1", "HEAD")).isEqualTo("v1" + end);
    }

    @Test
    void info_majorOfThePath_isDemanded() {
        Modules modules = Modules.of("== commit one\n-- go.mod --\nmodule example.com/m/v2\n");
        assertThat(Modules.refusal(
                        () -> modules.info("example.com/m/v2", "v3.0.0-20200101000000-" + Modules.shortId("one"))))
                .hasMessage("invalid version: module path includes a major version suffix,"
                        + " so major version must match");
    }
}
