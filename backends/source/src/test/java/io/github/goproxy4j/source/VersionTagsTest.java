package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which tags a module lists as its versions. */
class VersionTagsTest {
    private static final String GO_MOD = "-- go.mod --\nmodule example.com/m\n";

    private static Modules tagged(String... tags) {
        return Modules.of("== commit one\n" + GO_MOD + "== tag " + String.join("\n== tag ", tags) + "\n");
    }

    @Test
    void versions_canonicalTags_areListedInSemverOrder() throws Exception {
        assertThat(tagged("v1.10.0", "v1.9.0", "v1.10.0-rc.1", "v0.1.0").versions("example.com/m"))
                .containsExactly("v0.1.0", "v1.9.0", "v1.10.0-rc.1", "v1.10.0");
    }

    @Test
    void versions_tagsThatAreNotCanonical_areNoVersions() throws Exception {
        assertThat(tagged("v1", "v1.2", "1.0.2", "v1.02.0", "v1.0.0+meta", "release", "v1.0.0")
                        .versions("example.com/m"))
                .containsExactly("v1.0.0");
    }

    @Test
    void versions_tagThatLooksLikeAPseudoVersion_isNoVersion() throws Exception {
        assertThat(tagged("v0.0.0-20200101000000-0123456789ab", "v1.0.1-0.20200101000000-0123456789ab")
                        .versions("example.com/m"))
                .isEmpty();
    }

    @Test
    void versions_ofASubdirectory_areThoseWithItsPrefix() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                -- a/b/go.mod --
                module example.com/m/a/b
                == tag v1.0.0
                == tag a/b/v0.2.0
                == tag a/v0.3.0
                == tag xa/b/v0.4.0
                """);
        assertThat(modules.versions("example.com/m/a/b")).containsExactly("v0.2.0");
        assertThat(modules.versions("example.com/m")).containsExactly("v1.0.0");
    }

    @Test
    void versions_ofAMajorInASubdirectory_haveThePrefixWithoutTheMajor() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- a/go.mod --
                module example.com/m/a/v4
                == tag a/v4.1.0
                == tag a/v4/v4.2.0
                == tag a/v1.0.0
                """);
        assertThat(modules.versions("example.com/m/a/v4")).containsExactly("v4.1.0");
    }

    @Test
    void versions_retractedOrUnservable_areListed() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m/v7
                == tag v1.0.0
                == commit two
                -- go.mod --
                module example.com/m
                retract v1.1.0
                == tag v1.1.0
                == tag v1.2.0 on tree
                """);
        assertThat(modules.versions("example.com/m")).containsExactly("v1.0.0", "v1.1.0", "v1.2.0");
    }

    @Test
    void versions_gopkgInUnstable_isAlwaysEmpty() throws Exception {
        Modules modules = Modules.of("gopkg.in/m.v2-unstable", "== commit one\n-- a.go --\n== tag v2.0.0\n");
        assertThat(modules.versions("gopkg.in/m.v2-unstable")).isEmpty();
    }

    @Test
    void versions_gopkgIn_areThoseOfItsMajor() throws Exception {
        Modules modules =
                Modules.of("gopkg.in/m.v2", "== commit one\n-- a.go --\n== tag v1.0.0\n== tag v2.0.0\n== tag v2.1.0\n");
        assertThat(modules.versions("gopkg.in/m.v2")).containsExactly("v2.0.0", "v2.1.0");
    }

    @Test
    void versions_rootThatEndsInAMajor_readsTheRootDirectory() throws Exception {
        Modules modules = Modules.of("example.com/m/v2", """
                == commit one
                -- go.mod --
                module example.com/m/v2
                == tag v2.0.0
                == tag v1.0.0
                """);
        assertThat(modules.versions("example.com/m/v2")).containsExactly("v2.0.0");
        assertThat(modules.mod("example.com/m/v2", "v2.0.0")).isEqualTo("module example.com/m/v2\n");
    }

    @Test
    void versions_knownModuleWithoutTags_isEmpty() throws Exception {
        assertThat(Modules.of("== commit one\n" + GO_MOD).versions("example.com/m"))
                .isEmpty();
        assertThat(Modules.of("== commit one\n-- a.go --\n").versions("example.com/m"))
                .isEmpty();
    }

    @Test
    void versions_unknownModule_isNotFound() {
        Modules modules = tagged("v1.0.0");
        for (String module : new String[] {
            "example.com/m/nothing", "example.com/m/v2", "example.com/mm", "example.com", "example.org/m"
        }) {
            assertThat(Modules.refusal(() -> modules.versions(module)).reason()).isEqualTo(Reason.NOT_FOUND);
        }
    }

    @Test
    void versions_emptyRepository_isNotFound() {
        Modules modules = Modules.of("");
        assertThat(Modules.refusal(() -> modules.versions("example.com/m")).reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void versions_ofMany_readNoContent() throws Exception {
        StringBuilder story = new StringBuilder("== commit one\n").append(GO_MOD);
        for (int i = 0; i < 500; i++) {
            story.append("== tag v1.").append(i).append(".0\n");
        }
        Modules modules = Modules.of(story.toString());
        assertThat(modules.versions("example.com/m")).hasSize(500);
        assertThat(modules.source.opened).isEmpty();
    }

    @Test
    void changed_areTheVersionsOfTheTagsThatThereAreNow() {
        Random random = new Random(5);
        for (String module : new String[] {"example.com/m", "example.com/m/v2", "example.com/m/a", "gopkg.in/m.v1"}) {
            ModulePath path = ModulePath.parse(module);
            boolean below = module.endsWith("/a");
            ModuleLocation location = new ModuleLocation(path, path, below ? "a" : "", below ? "a/" : "");
            TreeSet<String> tags = new TreeSet<>();
            VersionTags versions = VersionTags.of(location, tags);
            for (int step = 0; step < 300; step++) {
                TreeSet<String> before = new TreeSet<>(tags);
                for (int i = step % 50 == 0 ? 500 : random.nextInt(5); i > 0; i--) {
                    String tag = (random.nextInt(3) == 0 ? "a/" : "")
                            + List.of(
                                            "v1.%d.0",
                                            "v0.3.%d", "v2.%d.1", "v3.0.%d", "v1.1.%d-rc.1", "other%d", "v1.2.%d+b")
                                    .get(random.nextInt(7))
                                    .replace("%d", String.valueOf(random.nextInt(40)));
                    if (!tags.remove(tag)) {
                        tags.add(tag);
                    }
                }
                versions = versions.changed(location, before, tags);
                assertThat(versions).isEqualTo(VersionTags.of(location, tags));
            }
        }
    }

    @Test
    void numbersOfAnyLength_areInTheirOrder() throws Exception {
        assertThat(tagged("v1.2097151.9", "v1.2097152.1", "v1.2097151.10", "v1.99999999999999999999.0", "v1.2097150.11")
                        .versions("example.com/m"))
                .containsExactly(
                        "v1.2097150.11", "v1.2097151.9", "v1.2097151.10", "v1.2097152.1", "v1.99999999999999999999.0");
    }
}
