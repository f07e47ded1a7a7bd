package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** By GitLab's rules a go.mod file makes a directory a module, and only by its own name. */
class GitLabDirectoriesTest {
    private static final String M = "example.com/m";

    static Stream<Arguments> moduleLines() {
        return Stream.of(
                Arguments.of("plain", "module example.com/m\n"),
                Arguments.of("without a line end", "module example.com/m"),
                Arguments.of("after comments", "// Copyright\n\n// Deprecated: no more\nmodule example.com/m\n"),
                Arguments.of("after another directive", "go 1.21\nmodule example.com/m\n"),
                Arguments.of("with a comment", "module example.com/m // x\n"),
                Arguments.of("with tabs", "\tmodule\t example.com/m\n"),
                Arguments.of("with CRLF", "module example.com/m\r\n\r\ngo 1.21\r\n"),
                Arguments.of("in quotes", "module \"example.com/m\"\n"),
                Arguments.of("in back quotes", "module `example.com/m`\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moduleLines")
    void moduleLine_isReadAsGoReadsIt(String form, String goMod) throws Exception {
        Modules modules = Modules.gitLab("== commit one\n-- go.mod --\n" + goMod + "\n== tag v1.0.0\n");
        assertThat(modules.versions(M)).containsExactly("v1.0.0");
        assertThat(modules.mod(M, "v1.0.0")).startsWith(goMod);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/m/, has other module path \"example.com/m/\"",
        "example.com/m/v2, has other module path \"example.com/m/v2\"",
        "example.com/M, has other module path \"example.com/M\"",
        "example.com/other, has other module path \"example.com/other\"",
        "'', is missing module path"
    })
    void moduleLine_withAnotherName_isRefused(String declared, String reason) throws Exception {
        Modules modules = Modules.gitLab(
                "== commit one\n-- go.mod --\nmodule " + declared + "\n== tag v1.0.0\n== branch b\n== head one\n");
        assertThat(modules.versions(M)).isEmpty();
        assertThat(Modules.refusal(() -> modules.info(M, "v1.0.0")))
                .hasMessage("invalid version: go.mod " + reason + " at revision v1.0.0");
        assertThat(Modules.refusal(() -> modules.info(M, "b")).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(Modules.refusal(() -> modules.zip(M, "v1.0.0")).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"module example.com/other, v1.0.0", "go 1.21, ''"})
    void moduleLine_withoutTheCheck_mayHaveAnyName(String goMod, String listed) throws Exception {
        Modules modules = Modules.of(
                M,
                "== commit one\n-- go.mod --\n" + goMod + "\n== tag v1.0.0\n",
                SourceOptions.DEFAULTS.withVersionRules(VersionRules.GITLAB_ANY_MODULE_NAME));
        assertThat(String.join(" ", modules.versions(M))).isEqualTo(listed);
    }

    @Test
    void mod_withoutGoMod_isNotSynthesised() throws Exception {
        Modules modules = Modules.gitLab("== commit one\n-- a.go --\npackage m\n== tag v1.0.0\n");
        assertThat(modules.versions(M)).isEmpty();
        assertThat(Modules.refusal(() -> modules.mod(M, "v1.0.0")))
                .hasMessage("invalid version: missing example.com/m/go.mod at revision v1.0.0");
    }

    @Test
    void incompatible_isNoVersion() throws Exception {
        for (String goMod : new String[] {"", "-- go.mod --\nmodule example.com/m\n"}) {
            Modules modules = Modules.gitLab("== commit one\n-- a.go --\n" + goMod + "== tag v2.0.0\n");
            assertThat(modules.versions(M)).isEmpty();
            for (String version : new String[] {"v2.0.0", "v2.0.0+incompatible"}) {
                assertThat(Modules.refusal(() -> modules.info(M, version)).reason())
                        .isIn(Reason.INVALID, Reason.NOT_FOUND);
            }
        }
    }

    @Test
    void major_atTheRoot_isNotFoundInItsDirectory() throws Exception {
        Modules modules = Modules.gitLab("== commit one\n-- go.mod --\nmodule example.com/m/v2\n== tag v2.0.0\n");
        assertThat(modules.versions("example.com/m/v2")).isEmpty();
        assertThat(Modules.refusal(() -> modules.info("example.com/m/v2", "v2.0.0")))
                .hasMessage("invalid version: missing example.com/m/v2/go.mod at revision v2.0.0");
    }

    @Test
    void major_ofASubdirectory_isADirectoryInIt() throws Exception {
        Modules modules = Modules.gitLab("""
                == commit one
                -- sub/go.mod --
                module example.com/m/sub/v2
                == tag v2.0.0
                == commit two
                -- sub/v2/go.mod --
                module example.com/m/sub/v2
                -- sub/v2/a.go --
                package sub
                == tag v2.1.0
                """);
        assertThat(modules.versions("example.com/m/sub/v2")).containsExactly("v2.1.0");
        assertThat(modules.zip("example.com/m/sub/v2", "v2.1.0")).containsOnlyKeys("a.go", "go.mod");
    }

    @Test
    void root_thatEndsInAMajor_hasThatMajor() throws Exception {
        Modules modules = Modules.of(
                "example.com/m/v2",
                "== commit one\n-- go.mod --\nmodule example.com/m/v2\n== tag v2.0.0\n== tag v1.0.0\n",
                SourceOptions.DEFAULTS.withVersionRules(VersionRules.GITLAB));
        assertThat(modules.versions("example.com/m/v2")).containsExactly("v2.0.0");
    }

    @Test
    void goMod_thatIsNoFile_isNone() throws Exception {
        for (String entry : new String[] {"go.mod (submodule)", "go.mod -> other", "go.mod/go.mod"}) {
            Modules modules =
                    Modules.gitLab("== commit one\n-- " + entry + " --\nmodule example.com/m\n== tag v1.0.0\n");
            assertThat(modules.versions(M)).as(entry).isEmpty();
        }
    }
}
