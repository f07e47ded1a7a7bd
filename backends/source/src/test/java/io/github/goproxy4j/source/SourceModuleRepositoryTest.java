package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the repository promises as a whole. */
class SourceModuleRepositoryTest {
    private static final String STORY = """
            == commit one
            -- go.mod --
            module example.com/m
            -- sub/go.mod --
            module example.com/m/sub
            == tag v1.0.0
            == branch main
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com/other",
                "example.com/m2",
                "example.com/m/v2",
                "example.com/m/nothing",
                "example.com/m/sub/v2",
                "example.com/m/sub/deeper"
            })
    void everything_unknownModule_isNotFound(String module) {
        Modules modules = Modules.of(STORY);
        assertThat(Modules.refusal(() -> modules.versions(module)).reason()).isEqualTo(Reason.NOT_FOUND);
        for (String query : new String[] {
            "HEAD", "main", "v2.0.0", "latest", RepositoryStory.id("one").hex()
        }) {
            assertThat(Modules.refusal(() -> modules.info(module, query)).reason())
                    .isEqualTo(Reason.NOT_FOUND);
        }
        String version = module.endsWith("v2") ? "v2.0.0" : "v1.0.0";
        assertThat(Modules.refusal(() -> modules.mod(module, version)).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(Modules.refusal(() -> modules.zip(module, version)).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void info_refusedByARuleOfAKnownModule_isInvalid() {
        Modules modules = Modules.of(
                STORY + "== commit two\n-- go.mod --\nmodule example.com/m/v2\n== branch next\n" + "== head one\n");
        assertThat(Modules.refusal(() -> modules.info("example.com/m", "next")).reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void versions_moduleOnlyOnTheDefaultBranch_isKnown() throws Exception {
        assertThat(Modules.of(STORY).versions("example.com/m/sub")).isEmpty();
    }

    @Test
    void versions_moduleOnlyInTags_isKnown() throws Exception {
        Modules modules = Modules.of(STORY + "== tag sub/v1.0.0\n== commit two\n-- sub/go.mod (removed) --\n");
        assertThat(modules.versions("example.com/m/sub")).containsExactly("v1.0.0");
        assertThat(Modules.refusal(() -> modules.info("example.com/m/sub", "HEAD"))
                        .reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void versions_newTag_isSeenAtOnce() throws Exception {
        Modules modules = Modules.of(STORY);
        assertThat(modules.versions("example.com/m")).containsExactly("v1.0.0");
        modules.source.tags.put("v1.1.0", RepositoryStory.id("one"));
        assertThat(modules.versions("example.com/m")).containsExactly("v1.0.0", "v1.1.0");
        assertThat(modules.version("example.com/m", "HEAD")).isEqualTo("v1.1.0");
    }

    @Test
    void state_anyChangeOfARef_changesIt() throws Exception {
        Set<String> states = new HashSet<>();
        for (String story : new String[] {
            "== commit one\n== commit two\n",
            "== commit one\n== commit two\n== head one\n",
            "== commit one\n== commit two\n== head none\n",
            "== commit one\n== commit two\n== tag a\n",
            "== commit one\n== commit two\n== tag a on one\n",
            "== commit one\n== commit two\n== tag b\n",
            "== commit one\n== commit two\n== branch a\n",
        }) {
            states.add(Modules.of(story)
                    .repository
                    .state(ModulePath.parse("example.com/m"))
                    .orElseThrow());
        }
        assertThat(states).hasSize(7);
    }

    @Test
    void state_sameRefs_isTheSame() throws Exception {
        ModulePath module = ModulePath.parse("example.com/m");
        assertThat(Modules.of(STORY).repository.state(module))
                .isEqualTo(Modules.of(STORY).repository.state(module));
    }

    @Test
    void mod_versionThatInfoRefuses_isRefused() {
        Modules modules = Modules.of("== commit one\n-- a.go --\n== branch v1.0.0\n== branch v2.0.0\n");
        for (String version : new String[] {"v1.0.0", "v2.0.0+incompatible"}) {
            assertThat(Modules.refusal(() -> modules.mod("example.com/m", version))
                            .reason())
                    .isEqualTo(Reason.INVALID);
        }
    }

    @Test
    void wholeGopkgInPath_isARoot() throws Exception {
        Modules modules = Modules.of("gopkg.in/yaml.v3", "== commit one\n-- a.go --\nx\n== tag v3.0.1\n");
        assertThat(modules.version("gopkg.in/yaml.v3", "HEAD")).isEqualTo("v3.0.1");
        assertThat(modules.zip("gopkg.in/yaml.v3", "v3.0.1")).containsOnlyKeys("a.go");
    }

    @Test
    void rootThatEndsInAMajor_hasModulesBelowIt() throws Exception {
        Modules modules = Modules.of("example.com/m/v2", """
                == commit one
                -- go.mod --
                module example.com/m/v2
                -- sub/go.mod --
                module example.com/m/v2/sub
                == tag sub/v0.1.0
                == tag v2.0.0
                """);
        assertThat(modules.versions("example.com/m/v2/sub")).containsExactly("v0.1.0");
        assertThat(modules.zip("example.com/m/v2", "v2.0.0")).containsOnlyKeys("go.mod");
    }
}
