package io.github.goproxy4j.it;

import static io.github.goproxy4j.it.ClientModules.brief;
import static io.github.goproxy4j.it.ClientModules.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code go get} makes of its queries, and minimal version selection of what they need. */
final class GoGetIT {
    @TempDir
    static Path directory;

    private static ClientSite site;

    @TempDir
    Path home;

    private GoPair pair;

    @BeforeAll
    static void serve() throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        site = ClientSite.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        if (site != null) {
            site.stop();
        }
    }

    @BeforeEach
    void moduleOfAUser() throws Exception {
        pair = site.pair(home);
    }

    @Test
    void get_versionThatNeedsOthers_selectsTheHighestThatIsNeededOfEach() throws Exception {
        assertThat(pair.get("a@v1.1.0"))
                .containsExactly(
                        "added a v1.1.0", "added b v1.2.0", "added c v1.2.0", "added d v1.4.0", "added e v1.2.0");
        assertThat(pair.selected()).isEqualTo("a v1.1.0, b v1.2.0, c v1.2.0, d v1.4.0, e v1.2.0");
        assertThat(brief(pair.go("mod", "graph")).lines().filter(line -> !line.startsWith("example.com/user ")))
                .containsExactly(
                        "a@v1.1.0 b@v1.2.0",
                        "a@v1.1.0 c@v1.2.0",
                        "b@v1.2.0 d@v1.3.0",
                        "c@v1.2.0 d@v1.4.0",
                        "d@v1.4.0 e@v1.2.0");
    }

    /** Of d and e the highest versions that are needed are not those that the same module needs. */
    @Test
    void get_twentyModules_selectsTheHighestThatIsNeededOfEach() throws Exception {
        pair.get(
                "a@v1.0.0",
                "b@v1.1.0",
                "c@v1.2.0",
                "deprecated@v1.0.0",
                "excluded@v1.1.0",
                "f@v1.2.0",
                "legacy@v2.0.0+incompatible",
                "major@v1.0.0",
                "major/v2@v2.0.0",
                "nested@v1.0.0",
                "nested/sub@v1.0.0",
                "nested/sub/v2@v2.0.0",
                "old@v1.0.0",
                "pre@v0.1.0-alpha",
                "replaced@v1.0.0",
                "retracted@v1.0.0",
                "tool@v1.0.0",
                "untagged@main");
        assertThat(pair.selected().replaceFirst("-[0-9a-f]{12}$", "-HASH"))
                .isEqualTo("a v1.0.0, b v1.1.0, c v1.2.0, d v1.4.0, deprecated v1.0.0, e v1.3.0, excluded v1.1.0,"
                        + " f v1.2.0, g v1.1.0, legacy v2.0.0+incompatible, major v1.0.0, major/v2 v2.0.0,"
                        + " nested v1.0.0, nested/sub v1.0.0, nested/sub/v2 v2.0.0, old v1.0.0, patched v1.0.1,"
                        + " pre v0.1.0-alpha, replaced v1.0.0, retracted v1.0.0, tool v1.0.0,"
                        + " untagged v0.0.0-20231116221320-HASH");
    }

    @Test
    void get_newerVersion_upgradesWhatItNeedsAndNothingElse() throws Exception {
        pair.get("a@v1.1.0");
        assertThat(pair.get("a@latest"))
                .containsExactly("added f v1.1.0", "upgraded a v1.1.0 => v1.2.0", "upgraded c v1.2.0 => v1.3.0");
        assertThat(pair.selected()).isEqualTo("a v1.2.0, b v1.2.0, c v1.3.0, d v1.4.0, e v1.2.0, f v1.1.0, g v1.1.0");
    }

    @Test
    void get_withU_upgradesWhatIsNeededToo() throws Exception {
        pair.get("a@v1.1.0");
        assertThat(pair.get("-u", "a"))
                .containsExactly(
                        "added f v1.2.0",
                        "upgraded a v1.1.0 => v1.2.0",
                        "upgraded c v1.2.0 => v1.3.0",
                        "upgraded d v1.4.0 => v1.4.1",
                        "upgraded e v1.2.0 => v1.3.0");
    }

    @Test
    void get_withUPatch_upgradesPatchesOnly() throws Exception {
        pair.get("a@v1.1.0");
        assertThat(pair.get("-u=patch", "a@patch")).containsExactly("upgraded d v1.4.0 => v1.4.1");
    }

    @Test
    void get_olderVersionOfWhatIsNeeded_downgradesWhatNeedsMore() throws Exception {
        pair.get("a@v1.2.0");
        assertThat(pair.get("e@v1.1.0"))
                .containsExactly(
                        "downgraded a v1.2.0 => v1.0.0",
                        "downgraded b v1.2.0 => v1.1.0",
                        "downgraded d v1.3.0 => v1.2.0",
                        "downgraded e v1.2.0 => v1.1.0");
        assertThat(pair.selected()).isEqualTo("a v1.0.0, b v1.1.0, c v1.3.0, d v1.2.0, e v1.1.0, f v1.1.0, g v1.1.0");
        assertThat(pair.get("c@none", "a@none")).containsExactly("removed a v1.0.0", "removed c v1.3.0");
        assertThat(pair.selected()).isEqualTo("b v1.1.0, d v1.2.0, e v1.1.0, f v1.1.0, g v1.1.0");
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    patched@v1.0.0   | patched@patch           | upgraded patched v1.0.0 => v1.0.2
                    patched@v1.0.0   | patched@upgrade         | upgraded patched v1.0.0 => v1.10.0
                    patched@v1.0.0   | patched@latest          | upgraded patched v1.0.0 => v1.10.0
                    patched@v1.0.0   | patched@v1.1            | upgraded patched v1.0.0 => v1.1.1
                    patched@v1.0.0   | patched@v1              | upgraded patched v1.0.0 => v1.10.0
                    patched@v1.10.0  | patched@<v1.1.0         | downgraded patched v1.10.0 => v1.0.2
                    patched@v1.10.0  | patched@<=v1.1.0        | downgraded patched v1.10.0 => v1.1.0
                    patched@v1.0.0   | patched@>v1.1.0         | upgraded patched v1.0.0 => v1.1.1
                    patched@v1.0.0   | patched@>=v1.1.0        | upgraded patched v1.0.0 => v1.1.0
                    patched@v1.0.0   | patched@none            | removed patched v1.0.0
                    e                | nested/deep/er          | added nested v1.1.0
                    e                | nested/sub@v1.0         | added nested/sub v1.0.0
                    e                | nested/sub/v2           | added nested/sub/v2 v2.0.0
                    e                | major                   | added major v1.1.0
                    major            | major/v2                | added major/v2 v2.1.0
                    e                | legacy                  | added legacy v2.1.0+incompatible
                    legacy           | legacy@v1               | downgraded legacy v2.1.0+incompatible => v1.0.0
                    e                | pre                     | added pre v0.1.0-beta.10
                    pre@v0.1.0-alpha | pre@upgrade             | upgraded pre v0.1.0-alpha => v0.1.0-beta.10
                    e                | retracted               | added retracted v1.2.0
                    excluded         | retracted@v1.0.0        | added retracted v1.0.0
                    """)
    void get_query_isTheVersion(String first, String query, String change) throws Exception {
        pair.get(first);
        assertThat(pair.get(query)).containsExactly(change);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"e@main, main", "e@next, next", "e@HASH, next"})
    void get_branchOrHash_isThePseudoVersionAfterTheLastRelease(String query, String branch) throws Exception {
        String hash = GitHistory.git(site.modules().repository("e"), "rev-parse", branch);
        assertThat(pair.get(query.replace("HASH", hash.substring(0, 8))))
                .singleElement()
                .asString()
                .matches("added e v1\\.3\\.1-0\\.2023111[89]221320-" + hash.substring(0, 12));
    }

    @Test
    void get_withoutTags_isThePseudoVersionOfTheDefaultBranch() throws Exception {
        String hash = GitHistory.git(site.modules().repository("untagged"), "rev-parse", "HEAD");
        assertThat(pair.get("untagged")).contains("added untagged v0.0.0-20231116221320-" + hash.substring(0, 12));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    patched@v2.0.0     | unknown revision v2.0.0
                    patched@<v1.0.0    | no matching versions for query "<v1.0.0"
                    major@v2.0.0       | go.mod has post-v2 module path "git.example.com/major.git/v2" at revision v2.0.0
                    major/v3           | found (v1.1.0), but does not contain package git.example.com/major.git/v3
                    nested/none@latest | found (v1.1.0), but does not contain package git.example.com/nested.git/none
                    e@nowhere          | unknown revision nowhere
                    fork               | module declares its path as: git.example.com/replaced.git
                    nothing            | unknown module
                    """)
    void get_queryWithoutVersion_saysWhy(String query, String reason) throws Exception {
        assertThat(pair.refused("get", path(query)).replaceAll("\\s+", " ")).contains(reason);
    }

    @Test
    void get_withdrawnVersions_warns() throws Exception {
        assertThat(pair.get("deprecated"))
                .containsExactly("added deprecated v1.1.0", "module deprecated is deprecated: use e instead.");
        assertThat(pair.get("retracted@v1.1.0"))
                .contains(
                        "added retracted v1.1.0", "warning: retracted@v1.1.0: retracted by module author: Loses data.");
        assertThat(brief(pair.go("list", "-m", "-u", "-retracted", "all"))
                        .lines()
                        .skip(1))
                .containsExactly("deprecated v1.1.0 (deprecated)", "retracted v1.1.0 (retracted) [v1.2.0]");
        assertThat(pair.go("list", "-m", "-u", "-json", "all"))
                .contains("\"Deprecated\": \"use git.example.com/e.git instead.\"", "\"Loses data.\"");
    }
}
