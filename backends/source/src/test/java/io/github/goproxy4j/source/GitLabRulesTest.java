package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where GitLab's rules expect a module, and what they know of those that are not there. */
class GitLabRulesTest {
    private static final String STORY = """
            == commit one
            -- go.mod --
            module example.com/m
            -- pkg/b.go --
            package pkg
            == tag v1.0.0
            == branch main
            """;

    @ParameterizedTest
    @CsvSource({
        "example.com/m, example.com/m, ''",
        "example.com/m, example.com/m/sub, sub",
        "example.com/m, example.com/m/v2, v2",
        "example.com/m, example.com/m/sub/v2, sub/v2",
        "example.com/m, example.com/m/sub/v2/deeper, sub/v2/deeper",
        "example.com/m/v2, example.com/m/v2, ''",
        "example.com/m/v2, example.com/m/v2/sub, sub",
        "example.com/m/v2, example.com/m/v2/v3, v3"
    })
    void directory_isThePathBehindTheRoot(String root, String module, String directory) {
        ModuleLocation location =
                rules().locate(ModulePath.parse(root), ModulePath.parse(module)).orElseThrow();
        assertThat(location.codeDirectory()).isEqualTo(directory);
        assertThat(location.tagPrefix()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/m, example.com/other",
        "example.com/m, example.com/m2",
        "example.com/m, example.com/M",
        "example.com/m, example.com/m.git",
        "example.com/m/v2, example.com/m",
        "example.com/m/v2, example.com/m/v3"
    })
    void directory_nameOutsideTheRoot_hasNone(String root, String module) {
        assertThat(rules().locate(ModulePath.parse(root), ModulePath.parse(module)))
                .isEmpty();
    }

    private static ModuleRules rules() {
        return VersionRules.GITLAB.over(new GoModFiles(new MemoryRepository()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com/m/pkg", "example.com/m/absent", "example.com/m/v2", "example.com/m/pkg/v2"})
    void versions_anyDirectory_areEmpty(String module) throws Exception {
        assertThat(Modules.gitLab(STORY).versions(module)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com/m/pkg", "example.com/m/absent"})
    void info_directoryThatIsNoModule_isNotFoundWithAReason(String module) {
        Modules modules = Modules.gitLab(STORY);
        for (String query : new String[] {"v1.0.0", "main", "HEAD", "latest"}) {
            assertThat(Modules.refusal(() -> modules.info(module, query)))
                    .hasMessageStartingWith("invalid version: missing " + module + "/go.mod")
                    .extracting("reason")
                    .isEqualTo(Reason.NOT_FOUND);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com/other", "example.com/m2", "example.com/M"})
    void everything_nameOutsideTheRoot_isNotFound(String module) {
        Modules modules = Modules.gitLab(STORY);
        assertThat(Modules.refusal(() -> modules.versions(module)).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(Modules.refusal(() -> modules.info(module, "v1.0.0")).reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(Modules.refusal(() -> modules.mod(module, "v1.0.0")).reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(Modules.refusal(() -> modules.zip(module, "v1.0.0")).reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void latest_withoutVersions_isTheDefaultBranch() throws Exception {
        Modules modules = Modules.gitLab("== commit one at 2020-01-02T03:04:05Z\n-- go.mod --\nmodule example.com/m\n");
        assertThat(modules.version("example.com/m", "latest"))
                .isEqualTo("v0.0.0-20200102030405-" + Modules.shortId("one"));
    }

    @Test
    void latest_withVersions_isLeftToTheServer() {
        assertThat(Modules.refusal(() -> Modules.gitLab(STORY).info("example.com/m", "latest"))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void origin_ofASubdirectory_isThatDirectory() throws Exception {
        Modules modules =
                Modules.gitLab("== commit one\n-- sub/v2/go.mod --\nmodule example.com/m/sub/v2\n== tag v2.0.0\n");
        assertThat(modules.info("example.com/m/sub/v2", "v2.0.0").origin().orElseThrow())
                .satisfies(origin -> {
                    assertThat(origin.subdir()).contains("sub/v2");
                    assertThat(origin.ref()).contains("refs/tags/v2.0.0");
                });
    }

    @Test
    void zip_ofASubdirectory_hasGosContents() throws Exception {
        Modules modules = Modules.gitLab("""
                == commit one
                -- LICENSE --
                free
                -- sub/go.mod --
                module example.com/m/sub
                -- sub/a.go --
                package sub
                -- sub/link -> a.go --
                -- sub/nested/go.mod --
                module example.com/m/sub/nested
                -- sub/vendor/example.com/x/x.go --
                package x
                == tag v1.0.0
                """);
        assertThat(modules.zip("example.com/m/sub", "v1.0.0")).containsOnlyKeys("LICENSE", "a.go", "go.mod");
    }

    @Test
    void go_isTheDefault() throws Exception {
        assertThat(SourceOptions.DEFAULTS.versionRules()).isEqualTo(VersionRules.GO);
        Modules modules = Modules.of("== commit one\n-- sub/go.mod --\nmodule example.com/m/sub\n== tag v1.0.0\n");
        assertThat(modules.versions("example.com/m/sub")).isEmpty();
        assertThat(modules.versions("example.com/m")).containsExactly("v1.0.0");
    }
}
