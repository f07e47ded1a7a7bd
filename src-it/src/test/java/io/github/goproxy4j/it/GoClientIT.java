package io.github.goproxy4j.it;

import static io.github.goproxy4j.it.ClientModules.brief;
import static io.github.goproxy4j.it.ClientModules.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The everyday work of {@code go} with modules that need one another: as its rules have it, and as it does it in direct mode. */
final class GoClientIT {
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
    void list_versions_leavesOutRetractedOnesUnlessAskedForThem() throws Exception {
        String[] all = ClientModules.PATHS.stream().map(ClientModules::path).toArray(String[]::new);
        assertThat(brief(list(all, "-versions")).lines())
                .hasSameSizeAs(all)
                .contains(
                        "patched v1.0.0 v1.0.1 v1.0.2 v1.1.0 v1.1.1 v1.2.0 v1.10.0",
                        "legacy v1.0.0 v2.0.0+incompatible v2.1.0+incompatible",
                        "major v1.0.0 v1.1.0",
                        "major/v2 v2.0.0 v2.1.0",
                        "nested/sub v1.0.0 v1.1.0",
                        "pre v0.1.0-alpha v0.1.0-beta.2 v0.1.0-beta.10",
                        "retracted v1.0.0 v1.2.0",
                        "untagged");
        assertThat(brief(list(all, "-versions", "-retracted")).lines())
                .contains("retracted v1.0.0 v1.1.0 v1.2.0 v1.3.0");
        String[] latest = Arrays.stream(all).map(path -> path + "@latest").toArray(String[]::new);
        assertThat(list(latest, "-json", "-versions", "-retracted", "-u")).contains("\"Only for the retraction.\"");
    }

    @Test
    void everydayWork_ofAProgramThatImportsModulesOfAllKinds_isTheSame() throws Exception {
        program();

        pair.go("mod", "tidy");

        assertThat(brief(pair.read("go.mod"))).contains("""
                require (
                \ta v1.2.0
                \texcluded v1.2.0
                \tf v1.2.0
                \tlegacy v2.1.0+incompatible
                \tmajor v1.1.0
                \tnested v1.1.0
                \tnested/sub/v2 v2.0.0
                \told v1.0.0
                \treplaced v1.0.0
                )

                require (
                \tb v1.2.0 // indirect
                \tc v1.3.0 // indirect
                \td v1.3.0 // indirect
                \te v1.2.0 // indirect
                \tpatched v1.0.1 // indirect
                )
                """);
        String sums = pair.read("go.sum");
        assertThat(pair.selected())
                .isEqualTo("a v1.2.0, b v1.2.0, c v1.3.0, d v1.3.0, e v1.2.0, excluded v1.2.0, f v1.2.0, g v1.1.0,"
                        + " legacy v2.1.0+incompatible, major v1.1.0, nested v1.1.0, nested/sub/v2 v2.0.0, old v1.0.0,"
                        + " patched v1.0.1, replaced v1.0.0 => fork v1.0.1");
        assertThat(brief(pair.go("mod", "why", "-m", path("e"), path("patched"), path("g"))))
                .contains("excluded\ne\n", "old\npatched\n", "(main module does not need module g)");
        assertThat(pair.go("mod", "download", "-json"))
                .contains("\"Sum\": \"h1:")
                .doesNotContain("Error");
        assertThat(pair.go("mod", "verify")).isEqualTo("all modules verified\n");
        assertThat(pair.go("run", ".")).isEqualTo("v2.1.0 v1.1.0 second sub forked\n");
        pair.go("mod", "vendor");
        assertThat(pair.go("run", "-mod=vendor", ".")).isEqualTo("v2.1.0 v1.1.0 second sub forked\n");
        assertThat(brief(pair.read("vendor/modules.txt")))
                .contains("# replaced v1.0.0 => fork v1.0.1\n## explicit; go 1.17");
        assertThat(pair.read("go.sum")).isEqualTo(sums);

        // Of g only the go.mod was needed so far.
        pair.go("mod", "download", "all");
        assertThat(pair.read("go.sum").lines())
                .containsAll(sums.lines().toList())
                .filteredOn(line -> line.startsWith(path("g v1.1.0 h1:")))
                .hasSize(1);
        assertThat(pair.go("mod", "verify")).isEqualTo("all modules verified\n");
    }

    private void program() throws Exception {
        pair.file("go.mod", """
                module example.com/user

                go 1.17

                exclude git.example.com/excluded.git v1.1.0

                replace git.example.com/replaced.git v1.0.0 => git.example.com/fork.git v1.0.1

                require git.example.com/excluded.git v1.1.0
                """).file("main.go", """
                package main

                import (
                \t"fmt"

                \t_ "git.example.com/a.git"
                \t_ "git.example.com/excluded.git"
                \t_ "git.example.com/f.git"
                \t"git.example.com/legacy.git"
                \t"git.example.com/major.git"
                \t_ "git.example.com/nested.git/deep/er"
                \t"git.example.com/nested.git/sub/v2"
                \t_ "git.example.com/old.git"
                \t"git.example.com/replaced.git"
                )

                func main() { fmt.Println(legacy.Answer(), major.Answer(), sub.Answer(), replaced.Answer()) }
                """);
    }

    @Test
    void chainOfProjects_eachWithOneRepository_isAsGoodAsOneProxy() throws Exception {
        pair = site.pairOfProjects(home);
        program();

        pair.go("mod", "tidy");

        assertThat(pair.go("run", ".")).isEqualTo("v2.1.0 v1.1.0 second sub forked\n");
        assertThat(pair.go("mod", "verify")).isEqualTo("all modules verified\n");
    }

    @Test
    void installAndRun_programOfAModule_buildTheSame() throws Exception {
        pair.go("install", path("tool/cmd/hello@v1.0.0"));
        assertThat(pair.shell("cd \"$GOPATH/bin\" && ./hello && go version -m hello"))
                .startsWith("tool v1.0.0 with e v1.2.0\n")
                .contains("mod\t" + path("tool") + "\tv1.0.0\th1:", "dep\t" + path("e") + "\tv1.2.0\th1:");
        assertThat(pair.go("run", path("tool/cmd/hello@latest"))).isEqualTo("tool v1.1.0 with e v1.2.0\n");
        assertThat(pair.refused("install", path("tool/cmd/none@v1.0.0")))
                .contains("does not contain package " + path("tool/cmd/none"));
    }

    @Test
    void workspace_ofTwoModules_agreesOnTheHighestVersions() throws Exception {
        pair.file("x/go.mod", "module example.com/x\n\ngo 1.18\n\nrequire git.example.com/b.git v1.1.0\n")
                .file("x/x.go", "package x\n\nimport _ \"git.example.com/b.git\"\n")
                .file("y/go.mod", "module example.com/y\n\ngo 1.18\n\nrequire git.example.com/c.git v1.2.0\n")
                .file("y/y.go", "package y\n\nimport (\n\t_ \"example.com/x\"\n\t_ \"git.example.com/c.git\"\n)\n");
        pair.go("work", "init", "./x", "./y");

        assertThat(brief(pair.go("list", "-m", "all")).lines().filter(line -> line.contains(" v")))
                .containsExactly("b v1.1.0", "c v1.2.0", "d v1.4.0");
        pair.go("work", "sync");
        assertThat(brief(pair.read("x/go.mod"))).contains("b v1.1.0", "d v1.4.0", "e v1.2.0");
        assertThat(brief(pair.read("y/go.mod"))).contains("c v1.2.0", "d v1.4.0", "e v1.2.0");
        pair.go("build", "./x", "./y");
        assertThat(pair.go("mod", "verify")).isEqualTo("all modules verified\n");
    }

    @Test
    void checksumDatabase_isAskedForAllButTheModulesInGonosumdb() throws Exception {
        pair.with("GOSUMDB", emptyDatabase()).with("GONOSUMDB", "git.example.com/e.git");
        assertThat(pair.get("e")).containsExactly("added e v1.3.0");
        assertThat(pair.refused("get", path("patched"))).contains("patched.git@v1.10.0: verifying", "404 Not Found");
        pair.with("GONOSUMDB", "git.example.com");
        assertThat(pair.get("patched")).containsExactly("added patched v1.10.0");
    }

    /** The setting of a checksum database that knows no module. */
    private static String emptyDatabase() throws Exception {
        String name = "sum.example.com";
        byte[] key = new byte[33];
        key[0] = 1; // Ed25519
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        String id = HexFormat.of().formatHex(digest.digest(key), 0, 4);
        return name + "+" + id + "+" + Base64.getEncoder().encodeToString(key) + " " + site.url() + "/none";
    }

    private String list(String[] modules, String... options) throws Exception {
        return pair.go(Stream.of(Stream.of("list", "-m"), Arrays.stream(options), Arrays.stream(modules))
                .flatMap(strings -> strings)
                .toArray(String[]::new));
    }
}
