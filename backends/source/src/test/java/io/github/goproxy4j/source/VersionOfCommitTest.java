package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which version a commit has. */
class VersionOfCommitTest {
    private static final String M = "example.com/m";

    @Test
    void info_tag_isItsVersionAndTheCommitsTimeInUtc() throws Exception {
        Modules modules = Modules.of("== commit one at 2021-02-03T04:05:06Z\n== annotated v1.2.3\n");
        assertThat(modules.version(M, "v1.2.3")).isEqualTo("v1.2.3");
        assertThat(modules.info(M, "v1.2.3").time()).hasValue(OffsetDateTime.parse("2021-02-03T04:05:06Z"));
    }

    @Test
    void info_commitWithTags_isTheHighestEvenIfAPrerelease() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                == tag v1.2.3
                == annotated v1.2.4-annotated
                == tag v0.9.0
                == tag other
                == branch main
                """);
        for (String query :
                new String[] {"main", "HEAD", "other", RepositoryStory.id("one").hex()}) {
            assertThat(modules.version(M, query)).isEqualTo("v1.2.4-annotated");
        }
        assertThat(modules.version(M, "v1.2.3")).isEqualTo("v1.2.3");
    }

    @Test
    void info_tagOfAnotherMajorOnTheCommit_isNoAnswer() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                -- v2/go.mod --
                module example.com/m/v2
                == tag v1.0.0
                == commit two
                == tag v2.0.0
                """);
        assertThat(modules.version(M, "HEAD")).isEqualTo("v1.0.1-0.20200101000001-" + Modules.shortId("two"));
        assertThat(modules.version("example.com/m/v2", "HEAD")).isEqualTo("v2.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "v1.2.3, v1.2.4-0.20200101000001-",
        "v1.2.3-rc.1, v1.2.3-rc.1.0.20200101000001-",
        "v1.9.9, v1.9.10-0.20200101000001-",
        "v1.2.3+meta, v1.2.4-0.20200101000001-",
        "v1.2, v0.0.0-20200101000001-",
        "1.2.3, v0.0.0-20200101000001-",
        "v1.02.3, v0.0.0-20200101000001-",
        "v0.0.1-0.20190101000000-0123456789ab, v0.0.0-20200101000001-",
        "sub/v1.2.3, v0.0.0-20200101000001-",
        "v2.0.0, v2.0.1-0.20200101000001-%s+incompatible"
    })
    void info_commitAfterATag_followsIt(String tag, String expected) throws Exception {
        Modules modules = Modules.of("== commit one\n== tag " + tag + "\n== commit two\n");
        String id = Modules.shortId("two");
        assertThat(modules.version(M, "HEAD"))
                .isEqualTo(expected.contains("%s") ? expected.replace("%s", id) : expected + id);
    }

    @Test
    void info_commitAfterSeveralTags_followsTheHighestInItsHistory() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                == tag v1.5.0
                == tag v1.6.0 on tree
                == commit two
                == tag v1.4.0
                == commit release after one
                == tag v1.9.0
                == commit merged after two
                == head merged
                """);
        assertThat(modules.version(M, "HEAD")).isEqualTo("v1.5.1-0.20200101000003-" + Modules.shortId("merged"));
    }

    @Test
    void info_tagsOnlyOnASideBranch_areNoBase() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                == commit release
                == tag v1.0.0
                == commit two after one
                """);
        assertThat(modules.version(M, "HEAD")).isEqualTo("v0.0.0-20200101000002-" + Modules.shortId("two"));
    }

    @Test
    void info_mergeOfATaggedBranch_followsTheTag() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                == commit release
                == tag v1.0.0
                == commit two after one release
                """);
        assertThat(modules.version(M, "HEAD")).startsWith("v1.0.1-0.");
    }

    @Test
    void info_commitOfAMajorWithoutTags_beginsAtThatMajor() throws Exception {
        Modules modules = Modules.of("== commit one\n-- go.mod --\nmodule example.com/m/v3\n");
        assertThat(modules.version("example.com/m/v3", "HEAD"))
                .isEqualTo("v3.0.0-20200101000000-" + Modules.shortId("one"));
        assertThat(Modules.refusal(() -> modules.info(M, "HEAD")))
                .hasMessage("invalid version: go.mod has post-v0 module path \"example.com/m/v3\" at revision "
                        + Modules.shortId("one"));
    }

    @Test
    void info_tagWithBuildOnTheCommit_isTheBase() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                == tag v1.0.0
                == commit two
                == tag v1.1.0+meta
                == tag v1.3.0+other
                """);
        String id = Modules.shortId("two");
        assertThat(modules.version(M, "v1.1.0+meta")).isEqualTo("v1.1.1-0.20200101000001-" + id);
        assertThat(modules.version(M, "HEAD")).isEqualTo("v1.3.1-0.20200101000001-" + id);
    }

    @Test
    void info_ofASubdirectory_followsItsOwnTags() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- sub/go.mod --
                module example.com/m/sub
                == tag v1.0.0
                == tag sub/v0.3.0
                == commit two
                """);
        assertThat(modules.version("example.com/m/sub", "HEAD"))
                .isEqualTo("v0.3.1-0.20200101000001-" + Modules.shortId("two"));
    }

    @Test
    void info_tagOfASubdirectoryThatLooksLikeAPseudoVersion_isCheckedOnTheCommitItNames() throws Exception {
        String story = """
                == commit one
                -- sub/go.mod --
                module example.com/m/sub
                == commit two
                == tag sub/v0.0.0-20200101000000-%s
                """;
        String one = Modules.shortId("one");
        assertThat(Modules.of(story.replace("%s", one)).version("example.com/m/sub", "HEAD"))
                .isEqualTo("v0.0.0-20200101000000-" + one);
        Modules unknown = Modules.of(story.replace("%s", "0123456789ab"));
        assertThat(Modules.refusal(() -> unknown.info("example.com/m/sub", "HEAD")))
                .hasMessage("invalid version: unknown revision 0123456789ab");
    }

    @Test
    void info_timeBeyondTheYear9999_isRefused() {
        Modules modules = Modules.of("== commit one at +20000-01-01T00:00:00Z\n");
        assertThat(Modules.refusal(() -> modules.info(M, "HEAD")).reason()).isEqualTo(Reason.INVALID);
    }

    @Test
    void info_tag_readsOnlyGoMod() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                -- a.go --
                package a
                == tag v1.0.0
                """);
        modules.info(M, "v1.0.0");
        modules.info(M, "HEAD");
        assertThat(modules.source.opened).allMatch(path -> path.equals("go.mod"));
    }
}
