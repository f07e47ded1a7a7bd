package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which commit a text names. */
class RevisionsTest {
    private static final String M = "example.com/m";

    private static Origin origin(Modules modules, String query) throws Exception {
        return modules.info(M, query).origin().orElseThrow();
    }

    private static String id(String commit) {
        return RepositoryStory.id(commit).hex();
    }

    @Test
    void info_nameOfTagAndBranch_isTheTag() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                == tag name
                == commit two
                == branch name
                """);
        assertThat(origin(modules, "name").hash()).isEqualTo(id("one"));
        assertThat(origin(modules, "name").ref()).hasValue("refs/tags/name");
    }

    @Test
    void info_branch_isItsTip() throws Exception {
        Modules modules = Modules.of("== commit one\n== branch dev\n== commit two\n");
        assertThat(origin(modules, "dev").hash()).isEqualTo(id("one"));
        assertThat(origin(modules, "dev").ref()).hasValue("refs/heads/dev");
    }

    @Test
    void info_head_isTheDefaultBranchesTip() throws Exception {
        Modules modules = Modules.of("== commit one\n== commit two\n== branch dev\n== head one\n");
        assertThat(origin(modules, "HEAD").hash()).isEqualTo(id("one"));
        assertThat(origin(modules, "HEAD").ref()).hasValue("HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag", "annotated", "branch"})
    void info_headWhereATagOrBranchHasThatName_isWhatHasTheName(String kind) throws Exception {
        Modules modules = Modules.of("== commit one\n== " + kind + " HEAD\n== commit two\n== head two\n");
        assertThat(origin(modules, "HEAD").hash()).isEqualTo(id("one"));
        assertThat(origin(modules, "HEAD").ref())
                .hasValue(kind.equals("branch") ? "refs/heads/HEAD" : "refs/tags/HEAD");
    }

    @Test
    void info_headOfARepositoryWithoutCommits_isNotFound() {
        Modules modules = Modules.of("");
        assertThat(Modules.refusal(() -> modules.info(M, "HEAD")))
                .hasMessage("invalid version: unknown revision HEAD")
                .extracting("reason")
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(Modules.refusal(() -> modules.info(M, "latest")))
                .hasMessage("no commits")
                .extracting("reason")
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void info_idInTheHistoryOfADetachedHead_isUnknown() {
        Modules modules = Modules.of("== commit one\n== commit two\n== head two\n");
        String one = id("one").substring(0, 12);
        assertThat(Modules.refusal(() -> modules.info(M, one)))
                .hasMessage("invalid version: unknown revision " + one)
                .extracting("reason")
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void info_idOfADetachedHead_isItsTip() throws Exception {
        Modules modules = Modules.of("== commit one\n== commit two\n== head two\n");
        assertThat(origin(modules, id("two").substring(0, 12)).hash()).isEqualTo(id("two"));
    }

    @Test
    void info_sevenDigitsOrMore_areACommitOfTheHistory() throws Exception {
        Modules modules = Modules.of("== commit one\n== commit two\n== branch main\n");
        for (int digits : new int[] {7, 8, 12, 39, 40}) {
            assertThat(origin(modules, id("one").substring(0, digits)).hash()).isEqualTo(id("one"));
        }
        assertThat(origin(modules, id("one")).ref()).isEmpty();
    }

    @Test
    void info_sixDigitsOrUpperCase_areUnknown() {
        Modules modules = Modules.of("== commit one id abcdef123\n");
        for (String query : new String[] {"abcdef", "ABCDEF1", "abcdef124", "abcdef1x"}) {
            assertThat(Modules.refusal(() -> modules.info(M, query)))
                    .hasMessage("invalid version: unknown revision " + query)
                    .extracting("reason")
                    .isEqualTo(Reason.NOT_FOUND);
        }
    }

    @Test
    void info_commitThatNoRefReaches_isUnknown() {
        Modules modules = Modules.of("== commit one\n== commit pull\n== head one\n");
        assertThat(Modules.refusal(() -> modules.info(M, id("pull"))).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void info_commitThatOnlyATagReaches_isFound() throws Exception {
        Modules modules = Modules.of("== commit one\n== commit side\n== commit tip\n== annotated x\n== head one\n");
        assertThat(origin(modules, id("side")).hash()).isEqualTo(id("side"));
    }

    @Test
    void info_idOfATagObject_isItsCommit() throws Exception {
        Modules modules = Modules.of("== commit one\n== annotated v1.0.0\n");
        String tagObject = modules.source.tags.get("v1.0.0").hex();
        assertThat(modules.version(M, tagObject)).isEqualTo("v1.0.0");
        assertThat(origin(modules, tagObject).hash()).isEqualTo(id("one"));
    }

    @Test
    void info_idOfATagObjectThatAnotherLeadsTo_isItsCommit() throws Exception {
        Modules modules = Modules.of("== commit one\n== annotated inner\n== annotated v1.0.0 on inner\n");
        String inner = modules.source.tags.remove("inner").hex();
        assertThat(modules.version(M, inner)).isEqualTo("v1.0.0");
    }

    @Test
    void info_idOfATagObjectThatNoRefHolds_isUnknown() {
        Modules modules = Modules.of("== commit one\n== annotated v1.0.0\n");
        String tagObject = modules.source.tags.remove("v1.0.0").hex();
        assertThat(Modules.refusal(() -> modules.info(M, tagObject)).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void info_digitsOfTwoTips_areAmbiguous() {
        Modules modules = Modules.of("== commit one id 12345678\n== branch a\n== commit two id 12345679\n");
        assertThat(Modules.refusal(() -> modules.info(M, "1234567")))
                .hasMessage("invalid version: ambiguous revision 1234567");
    }

    @Test
    void info_digitsOfATipAndAnOlderCommit_areTheTip() throws Exception {
        Modules modules = Modules.of("== commit one id 12345678\n== commit two id 12345679\n");
        assertThat(origin(modules, "1234567").hash()).startsWith("12345679");
    }

    @Test
    void info_digitsOfTwoOlderCommits_areUnknown() {
        Modules modules = Modules.of("== commit one id 12345678\n== commit two id 12345679\n== commit three\n");
        assertThat(Modules.refusal(() -> modules.info(M, "1234567")).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void info_tagOfATree_isRefused() throws Exception {
        Modules modules = Modules.of("== commit one\n== tag v1.0.0 on tree\n");
        assertThat(modules.versions(M)).containsExactly("v1.0.0");
        assertThat(Modules.refusal(() -> modules.info(M, "v1.0.0")).reason()).isEqualTo(Reason.INVALID);
        assertThat(Modules.refusal(() -> modules.mod(M, "v1.0.0")).reason()).isEqualTo(Reason.INVALID);
        assertThat(Modules.refusal(() -> modules.zip(M, "v1.0.0")).reason()).isEqualTo(Reason.INVALID);
        assertThat(modules.version(M, "HEAD")).startsWith("v0.0.0-");
    }

    @Test
    void info_versionThatIsOnlyABranch_isRefused() {
        Modules modules = Modules.of("== commit one\n== branch v1.0.0\n");
        assertThat(Modules.refusal(() -> modules.info(M, "v1.0.0")))
                .hasMessage("invalid version: resolves to version v0.0.0-20200101000000-" + Modules.shortId("one")
                        + " (v1.0.0 is not a tag)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.3", "v0.0.0-20200101000000-0123456789ab", "nothing", "0123456789"})
    void info_unknownRevision_isNotFound(String query) {
        Modules modules = Modules.of("== commit one\n");
        String revision = query.substring(query.startsWith("v0") ? query.lastIndexOf('-') + 1 : 0);
        assertThat(Modules.refusal(() -> modules.info(M, query)))
                .hasMessage("invalid version: unknown revision " + revision)
                .extracting("reason")
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void info_ofASubdirectory_asksForTheTagWithThePrefix() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- sub/go.mod --
                module example.com/m/sub
                == tag sub/v1.0.0
                == tag v2.0.0
                """);
        Origin origin = modules.info("example.com/m/sub", "v1.0.0").origin().orElseThrow();
        assertThat(origin.ref()).hasValue("refs/tags/sub/v1.0.0");
        assertThat(origin.subdir()).hasValue("sub");
        assertThat(origin.url()).isEmpty();
        assertThat(Modules.refusal(() -> modules.info("example.com/m/sub", "v2.0.0")))
                .hasMessage("invalid version: unknown revision sub/v2.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag", "branch"})
    void info_latestWithoutAVersion_isTheDefaultBranchWhateverIsNamedHead(String kind) throws Exception {
        Modules modules = Modules.of("== commit one\n== " + kind + " HEAD\n== commit two\n== head two\n");
        assertThat(origin(modules, "latest").hash()).isEqualTo(id("two"));
        assertThat(origin(modules, "latest").ref()).hasValue("HEAD");
    }

    @Test
    void info_latestWhereABranchIsNamedByTheTipsId_isThatBranch() throws Exception {
        Modules modules = Modules.of("== commit one\n== branch " + id("two") + "\n== commit two\n== head two\n");
        assertThat(origin(modules, "latest").hash()).isEqualTo(id("one"));
    }

    @Test
    void info_headWhereABranchIsNamedByTheTipsId_isTheTip() throws Exception {
        Modules modules = Modules.of("== commit one\n== branch " + id("two") + "\n== commit two\n== head two\n");
        assertThat(origin(modules, "HEAD").hash()).isEqualTo(id("two"));
    }

    @Test
    void versions_moduleThatOnlyTheBranchNamedByTheTipsIdHas_isKnown() throws Exception {
        Modules modules = Modules.of("== commit one\n-- sub/go.mod --\nmodule example.com/m/sub\n== branch " + id("two")
                + "\n== commit two\n-- sub/go.mod --\nmodule example.com/m/other/v2\n== head two\n");
        assertThat(modules.versions(M + "/sub")).isEmpty();
    }

    @Test
    void info_latestWhereAllVersionsAreRetracted_isTheDefaultBranch() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                retract v1.0.0
                == tag v1.0.0
                == commit two
                == tag HEAD
                == commit three
                == head three
                """);
        assertThat(origin(modules, "latest").hash()).isEqualTo(id("three"));
    }

    @Test
    void info_latestWhereAVersionIsListed_isLeftToTheServer() {
        Modules modules = Modules.of("== commit one\n== tag v1.0.0\n");
        assertThat(Modules.refusal(() -> modules.info(M, "latest")).reason()).isEqualTo(Reason.NOT_FOUND);
    }
}
