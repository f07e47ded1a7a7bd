package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import org.junit.jupiter.api.Test;

/** Which versions are listed with {@code +incompatible}, and which may be used so. */
class IncompatibleVersionsTest {
    private static final String M = "example.com/m";

    @Test
    void versions_majorsWithoutGoMod_areIncompatible() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- a.go --
                == tag v1.0.0
                == tag v2.0.0
                == tag v2.1.0
                == tag v10.0.0
                """);
        assertThat(modules.versions(M))
                .containsExactly("v1.0.0", "v2.0.0+incompatible", "v2.1.0+incompatible", "v10.0.0+incompatible");
        assertThat(modules.source.opened).isEmpty();
    }

    @Test
    void versions_highestCompatibleHasGoMod_areNotIncompatible() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- a.go --
                == tag v1.0.0
                == tag v2.0.0
                == commit two
                -- go.mod --
                module example.com/m
                == tag v1.1.0-pre
                """);
        assertThat(modules.versions(M)).containsExactly("v1.0.0", "v1.1.0-pre");
    }

    @Test
    void versions_majorWhoseHighestTagHasGoMod_isLeftOutAsAWhole() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- a.go --
                == tag v1.0.0
                == tag v2.3.8
                == tag v3.3.17
                == tag v4.0.0
                == commit two
                -- go.mod --
                module example.com/m/v3
                == tag v3.5.0
                """);
        assertThat(modules.versions(M)).containsExactly("v1.0.0", "v2.3.8+incompatible", "v4.0.0+incompatible");
        assertThat(modules.version(M, "v3.3.17")).isEqualTo("v3.3.17+incompatible");
    }

    @Test
    void versions_highestTagOfAMajorIsNoCommit_isRefusedAsByGo() {
        Modules modules = Modules.of("""
                == commit one
                -- a.go --
                == tag v2.0.0 on tree
                """);
        assertThat(Modules.refusal(() -> modules.versions(M)).reason()).isEqualTo(Reason.INVALID);
    }

    @Test
    void info_bareTagOfAHigherMajor_becomesIncompatible() throws Exception {
        Modules modules = Modules.of("== commit one\n-- a.go --\n== tag v2.0.0\n");
        assertThat(modules.version(M, "v2.0.0")).isEqualTo("v2.0.0+incompatible");
        assertThat(modules.version(M, "v2.0.0+incompatible")).isEqualTo("v2.0.0+incompatible");
        assertThat(modules.version(M, "HEAD")).isEqualTo("v2.0.0+incompatible");
        assertThat(modules.mod(M, "v2.0.0+incompatible")).isEqualTo("module example.com/m\n");
    }

    @Test
    void info_goModAtTheTag_refusesIncompatible() {
        Modules modules = Modules.of("== commit one\n-- go.mod --\nmodule example.com/m\n== tag v2.0.0\n");
        assertThat(Modules.refusal(() -> modules.version(M, "v2.0.0+incompatible")))
                .hasMessage("invalid version: module contains a go.mod file, so module path must match major version"
                        + " (\"example.com/m/v2\")");
    }

    @Test
    void info_goModInTheMajorsDirectory_refusesUnlessIncompatibleIsAskedFor() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- a.go --
                -- v2/go.mod --
                module example.com/m/v2
                == tag v2.0.0
                """);
        assertThat(modules.version(M, "v2.0.0+incompatible")).isEqualTo("v2.0.0+incompatible");
        assertThat(Modules.refusal(() -> modules.version(M, "v2.0.0")).reason()).isEqualTo(Reason.INVALID);
        assertThat(modules.version("example.com/m/v2", "v2.0.0")).isEqualTo("v2.0.0");
    }

    @Test
    void info_compatibleMajorAskedForAsIncompatible_isRefused() {
        Modules modules = Modules.of("== commit one\n-- a.go --\n== tag v1.0.0\n");
        assertThat(Modules.refusal(() -> modules.version(M, "v1.0.0+incompatible")))
                .hasMessage("invalid version: +incompatible suffix not allowed: major version v1 is compatible");
    }

    @Test
    void info_tagNamedIncompatible_isNotThatVersion() {
        Modules modules = Modules.of("== commit one\n-- a.go --\n== tag v2.0.0+incompatible\n");
        assertThat(Modules.refusal(() -> modules.version(M, "v2.0.0+incompatible")))
                .hasMessage("invalid version: unknown revision v2.0.0");
    }

    @Test
    void info_subdirectory_isNeverIncompatible() {
        Modules modules = Modules.of("== commit one\n-- sub/go.mod --\nmodule example.com/m/sub\n== tag sub/v2.0.0\n");
        assertThat(Modules.refusal(() -> modules.version("example.com/m/sub", "v2.0.0+incompatible"))
                        .reason())
                .isEqualTo(Reason.INVALID);
    }
}
