package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files of a commit a module's zip has. */
class ZipFilesTest {
    private static final String M = "example.com/m";
    private static final String STORY = """
            == commit one
            -- LICENSE --
            root licence
            -- README --
            read me
            -- go.mod --
            module example.com/m
            -- link -> README --
            -- other (submodule) --
            -- sub/a.go --
            package sub
            -- sub/go.mod --
            module example.com/m/sub
            -- subway/b.go --
            package subway
            -- vendor/x/x.go --
            package x
            == tag v1.0.0
            == tag sub/v1.0.0
            """;

    @Test
    void zip_ofTheRoot_hasNoOtherModulesVendoredPackagesLinksOrSubmodules() throws Exception {
        assertThat(Modules.of(STORY).zip(M, "v1.0.0")).containsOnlyKeys("LICENSE", "README", "go.mod", "subway/b.go");
    }

    @Test
    void zip_ofASubdirectory_inheritsTheLicence() throws Exception {
        assertThat(Modules.of(STORY).zip("example.com/m/sub", "v1.0.0"))
                .isEqualTo(Map.of(
                        "LICENSE", "root licence\n", "a.go", "package sub\n", "go.mod", "module example.com/m/sub\n"));
    }

    @Test
    void zip_ofAMajorDirectory_inheritsTheLicence() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- LICENSE (eol=crlf) --
                text
                -- v2/go.mod --
                module example.com/m/v2
                == tag v2.0.0
                """);
        assertThat(modules.zip("example.com/m/v2", "v2.0.0")).containsEntry("LICENSE", "text\n");
    }

    @Test
    void zip_moduleWithAnyLicenceOfItsOwn_inheritsNone() throws Exception {
        for (String own : new String[] {"-- sub/LICENSE --\nown\n", "-- sub/LICENSE -> ../LICENSE --\n"}) {
            Modules modules = Modules.of(STORY.replace("-- sub/a.go --", own + "-- sub/a.go --"));
            assertThat(modules.zip("example.com/m/sub", "v1.0.0").get("LICENSE"))
                    .isNotEqualTo("root licence\n");
        }
    }

    @Test
    void zip_licenceOfAnotherNameOrKind_isNotInherited() throws Exception {
        for (String other : new String[] {"-- LICENSE.md --", "-- license --", "-- LICENSE (submodule) --"}) {
            Modules modules = Modules.of(STORY.replace("-- LICENSE --", other));
            assertThat(modules.zip("example.com/m/sub", "v1.0.0")).containsOnlyKeys("a.go", "go.mod");
        }
    }

    @Test
    void zip_licenceThatIsALink_isInheritedAsItsTarget() throws Exception {
        Modules modules = Modules.of(STORY.replace("-- LICENSE --\nroot licence", "-- LICENSE -> COPYING --"));
        assertThat(modules.zip("example.com/m/sub", "v1.0.0")).containsEntry("LICENSE", "COPYING");
    }

    @Test
    void zip_synthesisedGoMod_isNotInTheZip() throws Exception {
        Modules modules = Modules.of("== commit one\n-- a.go --\npackage a\n== tag v1.0.0\n");
        assertThat(modules.zip(M, "v1.0.0")).containsOnlyKeys("a.go");
    }

    @Test
    void zip_content_isTheExportedOne() throws Exception {
        Modules modules = Modules.of("== commit one\n-- a.txt (eol=crlf) --\na\nb\n== tag v1.0.0\n");
        assertThat(modules.zip(M, "v1.0.0")).containsEntry("a.txt", "a\r\nb\r\n");
    }

    @Test
    void zip_forbiddenName_isRefusedAlthoughInfoAndModAreServed() throws Exception {
        Modules modules = Modules.of("== commit one\n-- a*b --\nx\n== tag v1.0.0\n");
        assertThat(modules.version(M, "v1.0.0")).isEqualTo("v1.0.0");
        assertThat(modules.mod(M, "v1.0.0")).isEqualTo("module example.com/m\n");
        assertThat(Modules.refusal(() -> modules.zip(M, "v1.0.0")))
                .hasMessageContaining("a*b")
                .extracting("reason")
                .isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git",
                ".GIT/config",
                ".git (submodule)",
                "deep/.git/config",
                "vendor/x/.git/config",
                ".git.",
                ".git . ",
                ".git:x",
                "git~1",
                "GIT~1./x",
                "a\\.git",
                ".gitmodules -> a.go"
            })
    void zip_nameThatGitKeepsForItself_isRefused(String name) throws Exception {
        Modules modules = Modules.of("== commit one\n-- a.go --\nx\n-- " + name + " --\nx\n== tag v1.0.0\n");
        assertThat(modules.version(M, "v1.0.0")).isEqualTo("v1.0.0");
        assertThat(Modules.refusal(() -> modules.zip(M, "v1.0.0")))
                .hasMessageStartingWith("invalid path \"")
                .extracting("reason")
                .isEqualTo(Reason.INVALID);
        assertThat(modules.source.openTrees).hasValue(0);
    }

    @Test
    void zip_namesThatGitDoesNotMind_areInTheZip() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- .gitignore --
                -- .gitmodules --
                -- .gitx --
                -- a.git --
                -- git --
                == tag v1.0.0
                """);
        assertThat(modules.zip(M, "v1.0.0")).containsOnlyKeys(".gitignore", ".gitmodules", ".gitx", "a.git", "git");
    }

    @Test
    void zip_missingContent_isNoAnswer() {
        Modules modules = Modules.of("== commit one\n-- a.go --\nx\n-- b.go (missing) --\nx\n== tag v1.0.0\n");
        assertThatIOException().isThrownBy(() -> modules.zip(M, "v1.0.0"));
        assertThat(modules.source.openTrees).hasValue(0);
    }

    @Test
    void mod_missingContent_isNoAnswer() {
        Modules modules = Modules.of("== commit one\n-- go.mod (missing) --\nx\n== tag v1.0.0\n");
        assertThatIOException().isThrownBy(() -> modules.mod(M, "v1.0.0"));
        assertThatIOException().isThrownBy(() -> modules.info(M, "v1.0.0"));
    }

    @Test
    void zip_always_closesTheTree() throws Exception {
        Modules modules = Modules.of(STORY);
        modules.zip(M, "v1.0.0");
        assertThat(modules.source.openTrees).hasValue(0);
    }
}
