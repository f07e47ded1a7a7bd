package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By GitLab's rules a tag is a version for every module that its commit has. */
class GitLabVersionsTest {
    private static final String M = "example.com/m";
    private static final String SUB = "example.com/m/sub";

    private static final String STORY = """
            == commit one at 2020-01-01T00:00:01Z
            -- go.mod --
            module example.com/m
            == tag v1.0.0
            == commit two at 2020-01-01T00:00:02Z
            -- sub/go.mod --
            module example.com/m/sub
            == annotated v1.1.0
            == tag sub/v1.5.0
            == commit three at 2020-01-01T00:00:03Z
            -- a.go --
            package m
            == branch main
            """;

    @Test
    void versions_ofEveryModule_areTheRepositorysTags() throws Exception {
        Modules modules = Modules.gitLab(STORY);
        assertThat(modules.versions(M)).containsExactly("v1.0.0", "v1.1.0");
        assertThat(modules.versions(SUB)).containsExactly("v1.1.0");
    }

    @Test
    void versions_afterTheModuleIsGone_endBeforeIt() throws Exception {
        Modules modules = Modules.gitLab(STORY + "== commit four\n-- sub/go.mod (removed) --\n== tag v1.2.0\n");
        assertThat(modules.versions(M)).containsExactly("v1.0.0", "v1.1.0", "v1.2.0");
        assertThat(modules.versions(SUB)).containsExactly("v1.1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0",
        "v1",
        "v1.0",
        "v01.0.0",
        "v1.0.0-01",
        "v1.0.0+meta",
        "v1.0.0+incompatible",
        "v2.0.0",
        "v0.0.0-20200101000001-000000000000",
        "release-v1.0.0",
        "sub/v1.0.0"
    })
    void versions_tagThatIsNoCanonicalVersionOfTheMajor_isNone(String tag) throws Exception {
        String story = "== commit one\n-- go.mod --\nmodule example.com/m\n== tag " + tag + "\n";
        assertThat(Modules.gitLab(story).versions(M)).isEmpty();
    }

    @Test
    void versions_preReleases_areOrdinary() throws Exception {
        Modules modules = Modules.gitLab("""
                == commit one
                -- go.mod --
                module example.com/m
                == tag v1.0.1-prerelease
                == tag v1.0.1-Prerelease
                """);
        assertThat(modules.versions(M)).containsExactlyInAnyOrder("v1.0.1-prerelease", "v1.0.1-Prerelease");
        assertThat(modules.version(M, "v1.0.1-Prerelease")).isEqualTo("v1.0.1-Prerelease");
        assertThat(modules.version(M, "v1.0.1-prerelease")).isEqualTo("v1.0.1-prerelease");
    }

    @Test
    void versions_tagOfATree_isNone() throws Exception {
        assertThat(Modules.gitLab(STORY + "== tag v1.9.0 on tree\n").versions(M))
                .containsExactly("v1.0.0", "v1.1.0");
    }

    @Test
    void versions_ofAnotherMajor_areNotLookedInto() throws Exception {
        Modules modules = Modules.gitLab(STORY);
        assertThat(modules.versions("example.com/m/sub/v2")).isEmpty();
        assertThat(modules.source.commitsRead).hasValue(0);
        assertThat(modules.source.looked).hasValue(0);
    }

    @Test
    void versions_tenThousandTagsAgain_readNothing() throws Exception {
        Modules modules = Modules.gitLab("== commit one\n-- go.mod --\nmodule example.com/m\n" + tags(10_000));
        assertThat(modules.versions(M)).hasSize(10_000);
        int commits = modules.source.commitsRead.get();
        int looked = modules.source.looked.get();
        List<String> opened = new ArrayList<>(modules.source.opened);

        assertThat(modules.versions(M)).hasSize(10_000);

        assertThat(opened).as("one content").containsExactly("go.mod");
        assertThat(modules.source.opened).isEqualTo(opened);
        assertThat(modules.source.looked).hasValue(looked);
        assertThat(modules.source.commitsRead).hasValue(commits);
    }

    /** Anybody can ask for names that no commit has; remembered, they would take the room of those that one has. */
    @Test
    void versions_afterManyMadeUpNames_readNothingOfARealOne() throws Exception {
        Modules modules = Modules.gitLab("== commit one\n-- go.mod --\nmodule example.com/m\n" + tags(100));
        assertThat(modules.versions(M)).hasSize(100);
        for (int i = 0; i < 700; i++) {
            assertThat(modules.versions(M + "/made/up" + i)).isEmpty();
        }
        int looked = modules.source.looked.get();
        assertThat(modules.versions(M)).hasSize(100);
        assertThat(modules.source.looked).hasValue(looked);
    }

    @Test
    void versions_newTag_looksIntoItAlone() throws Exception {
        Modules modules = Modules.gitLab(STORY);
        modules.versions(SUB);
        int looked = modules.source.looked.get();
        modules.move("v1.2.0", "three");
        assertThat(modules.versions(SUB)).containsExactly("v1.1.0", "v1.2.0");
        assertThat(modules.source.looked).hasValue(looked + 1);
    }

    private static String tags(int count) {
        return String.join(
                "",
                IntStream.range(0, count)
                        .mapToObj(i -> "== commit c" + i + "\n== tag v1.0." + i + "\n")
                        .toList());
    }

    @Test
    void versions_hugeGoMod_isReadOnceAndIsNone() throws Exception {
        String huge = "module example.com/m\n" + "/".repeat(16 << 20) + "\n";
        Modules modules = Modules.gitLab("== commit one\n-- go.mod --\n" + huge + "== tag v1.0.0\n== commit two\n"
                + "== tag v1.1.0\n== commit three\n-- go.mod --\nmodule example.com/m\n== tag v1.2.0\n");
        assertThat(modules.versions(M)).containsExactly("v1.2.0");
        assertThat(modules.versions(M)).containsExactly("v1.2.0");
        assertThat(modules.source.opened).hasSize(2);
    }

    @Test
    void versions_goModThatCannotBeRead_areUnknown() {
        Modules modules = Modules.gitLab(STORY + "== commit lost\n-- go.mod (missing) --\n== tag v1.9.0\n");
        assertThatIOException().isThrownBy(() -> modules.versions(M));
    }

    @Test
    void branch_hasAPseudoVersionAfterTheRepositorysTags() throws Exception {
        Modules modules = Modules.gitLab(STORY);
        String end = "0.20200101000003-" + Modules.shortId("three");
        for (String query :
                new String[] {"main", "HEAD", RepositoryStory.id("three").hex(), "v1.1.1-" + end}) {
            assertThat(modules.version(M, query)).isEqualTo("v1.1.1-" + end);
            assertThat(modules.version(SUB, query)).isEqualTo("v1.1.1-" + end);
        }
    }

    @Test
    void commit_withATag_hasItsVersionInEveryModule() throws Exception {
        Modules modules = Modules.gitLab(STORY);
        assertThat(modules.version(SUB, Modules.shortId("two"))).isEqualTo("v1.1.0");
        assertThat(modules.version(M, Modules.shortId("two"))).isEqualTo("v1.1.0");
    }

    @Test
    void pseudoVersion_withoutBase_isValidWhateverTagsThereAre() throws Exception {
        String pseudo = "v0.0.0-20200101000003-" + Modules.shortId("three");
        assertThat(Modules.gitLab(STORY).version(M, pseudo)).isEqualTo(pseudo);
        assertThat(Modules.gitLab(STORY).version(SUB, pseudo)).isEqualTo(pseudo);
    }

    @ParameterizedTest
    @CsvSource({
        "v0.0.0-00000000000000-REV, INVALID",
        "v0.0.0-20200101000004-REV, INVALID",
        "v0.0.0-20200101000003-000000000000, NOT_FOUND",
        "v9.0.1-0.20200101000003-REV, INVALID",
        "v1.7.1-0.20200101000003-REV, INVALID"
    })
    void pseudoVersion_thatIsNotTheCommits_isRefused(String pattern, Reason reason) {
        String version = pattern.replace("REV", Modules.shortId("three"));
        assertThat(Modules.refusal(() -> Modules.gitLab(STORY).info(M, version)).reason())
                .isEqualTo(reason);
    }

    @Test
    void version_thatIsABranch_isRefused() {
        Modules modules = Modules.gitLab(STORY + "== branch v1.7.0\n");
        assertThat(Modules.refusal(() -> modules.info(M, "v1.7.0"))).hasMessageContaining("v1.7.0 is not a tag");
    }

    @Test
    void version_beforeTheModuleWas_isRefused() {
        assertThat(Modules.refusal(() -> Modules.gitLab(STORY).info(SUB, "v1.0.0")))
                .hasMessage("invalid version: missing example.com/m/sub/go.mod at revision v1.0.0")
                .extracting("reason")
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void version_withATagOfTheDirectory_isNone() {
        assertThat(Modules.refusal(() -> Modules.gitLab(STORY).info(SUB, "v1.5.0"))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void version_ofARetractingModule_isRetractedByItsOwnFile() throws Exception {
        Modules modules = Modules.gitLab(STORY + """
                == commit four
                -- sub/go.mod --
                module example.com/m/sub
                retract v1.2.0
                == tag v1.2.0
                == branch last
                """);
        assertThat(modules.version(M, "last")).isEqualTo("v1.2.0");
        assertThat(modules.version(SUB, "last")).startsWith("v1.1.1-0.");
    }

    @Test
    void state_anyTag_changesItForEveryModule() throws Exception {
        Modules modules = Modules.gitLab(STORY);
        var before = modules.repository.state(Modules.id(SUB, "v1.0.0").path());
        assertThat(modules.repository.state(Modules.id(SUB, "v1.0.0").path())).isEqualTo(before);
        modules.move("v1.2.0", "three");
        assertThat(modules.repository.state(Modules.id(SUB, "v1.0.0").path())).isNotEqualTo(before);
    }
}
