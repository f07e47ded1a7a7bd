package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import org.junit.jupiter.api.Test;

/** Which of several names of a commit counts; each is what the {@code go} command says with an empty cache. */
class NamesOfCommitsTest {
    private static final String M = "example.com/m";

    private static String hash(Modules modules, String query) throws Exception {
        return modules.info(M, query).origin().orElseThrow().hash();
    }

    @Test
    void info_head_isATagOrBranchOfThatNameBeforeTheDefaultBranch() throws Exception {
        String story = "== commit one\nTAG\n== commit two\n== branch main\n";
        for (String named : new String[] {"== tag HEAD", "== annotated HEAD", "== branch HEAD"}) {
            assertThat(hash(Modules.of(story.replace("TAG", named)), "HEAD")).isEqualTo(hash("one"));
        }
        assertThat(hash(Modules.of(story.replace("TAG", "")), "HEAD")).isEqualTo(hash("two"));
        assertThat(hash(Modules.of("== commit one\n== tag HEAD\n== head none\n"), "HEAD"))
                .isEqualTo(hash("one"));
    }

    private static String hash(String commit) {
        return RepositoryStory.id(commit).hex();
    }

    @Test
    void info_branchThatIsCalledAsAnId_isTheBranch() throws Exception {
        String digits = hash("one").substring(0, 8);
        Modules modules = Modules.of("== commit one\n== commit two\n== branch " + digits + "\n");
        assertThat(hash(modules, digits)).isEqualTo(hash("two"));
        assertThat(hash(modules, hash("one").substring(0, 9))).isEqualTo(hash("one"));
    }

    @Test
    void info_tagWithBuildOnTheCommit_isTheBaseBeforeAHigherTagOfItsHistory() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                == tag v1.1.1
                == commit two
                == tag v1.0.0+meta
                == tag v1.0.0-rc.1+meta
                == commit three
                """);
        assertThat(modules.version(M, hash("two"))).isEqualTo("v1.0.1-0.20200101000001-" + Modules.shortId("two"));
        assertThat(modules.version(M, "HEAD")).isEqualTo("v1.1.2-0.20200101000002-" + Modules.shortId("three"));
    }

    @Test
    void info_tagWithBuildOnTheCommitThatIsRetractedOrOfAnotherMajor_isNoBase() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                == tag v1.1.1
                == commit two
                == tag v1.0.0+meta
                == tag v3.0.0+meta
                == commit three
                -- go.mod --
                module example.com/m
                retract v1.0.0
                == tag v1.2.0
                """);
        assertThat(modules.version(M, hash("two"))).startsWith("v1.1.2-0.");
    }

    @Test
    void info_retractionsOfAModuleWithPrereleasesOnly_areOfTheHighestOfThem() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                == tag v0.1.0-a
                == commit two
                -- go.mod --
                module example.com/m
                retract [v0.1.0-a, v0.1.0-b]
                == tag v0.1.0-b
                == commit three
                == tag v0.2.0-a
                """);
        assertThat(modules.version(M, hash("one"))).startsWith("v0.0.0-");
        assertThat(modules.version(M, hash("two"))).startsWith("v0.0.0-");
        assertThat(modules.version(M, hash("three"))).isEqualTo("v0.2.0-a");
    }

    @Test
    void info_everythingRetractedByItself_isAPseudoVersionWithoutABase() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                retract [v0.0.0, v1.9.9]
                == tag v1.0.0
                == commit two
                """);
        for (String commit : new String[] {"one", "two"}) {
            assertThat(modules.version(M, hash(commit))).startsWith("v0.0.0-");
        }
        assertThat(modules.version(M, "v1.0.0")).isEqualTo("v1.0.0");
        assertThat(modules.versions(M)).containsExactly("v1.0.0");
    }

    @Test
    void info_idsOfOtherObjects_areUnknown() {
        Modules modules = Modules.of("== commit one\n-- a.go --\nx\n== tag v1.0.0 on tree\n");
        String tree = modules.source.tags.get("v1.0.0").hex();
        String blob = modules.source
                .commits
                .get(RepositoryStory.id("one"))
                .files()
                .get("a.go")
                .id()
                .hex();
        for (String id : new String[] {tree, tree.substring(0, 12), blob, blob.substring(0, 7)}) {
            assertThat(Modules.refusal(() -> modules.info(M, id)).reason()).isEqualTo(Reason.NOT_FOUND);
        }
    }
}
