package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The everyday commands, against modules from git. */
final class GoCommandIT {
    private static final String MODULE = "go.example.com/Plain";

    @TempDir
    static Path directory;

    private static QuickstartProcess server;
    private static Path repository;

    @TempDir
    Path home;

    private GoSandbox go;

    @BeforeAll
    static void serve() throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        repository = directory.resolve("plain.git");
        Fixtures.plain(repository, MODULE);
        Fixtures.nested(directory.resolve("nested.git"), "go.example.com/nested");
        server = QuickstartProcess.start(
                directory,
                "--module",
                MODULE + "=" + repository,
                "--module",
                "go.example.com/nested=" + directory.resolve("nested.git"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void moduleOfAUser() throws Exception {
        go = GoSandbox.proxied(home, server.url()).file("go.mod", "module example.com/user\n\ngo 1.17\n");
    }

    @Test
    void get_latest_isTheHighestReleaseByNumber() throws Exception {
        go.go("get", MODULE + "@latest").orFail();
        assertThat(goMod()).contains(MODULE + " v1.10.0");
    }

    @Test
    void get_majorOnly_isTheHighestReleaseOfIt() throws Exception {
        go.go("get", MODULE + "@v1").orFail();
        assertThat(goMod()).contains(MODULE + " v1.10.0");
    }

    @Test
    void get_branch_isAPseudoVersion() throws Exception {
        go.go("get", MODULE + "@dev").orFail();
        assertThat(goMod()).containsPattern("Plain v1\\.10\\.1-0\\.\\d{14}-[0-9a-f]{12}");
    }

    @Test
    void get_commitHash_isThePseudoVersionOfThatCommit() throws Exception {
        String commit = GitHistory.git(repository, "rev-parse", "dev");
        go.go("get", MODULE + "@" + commit.substring(0, 10)).orFail();
        assertThat(goMod()).contains("-" + commit.substring(0, 12));
    }

    @Test
    void list_versions_areSortedAndOnlyVersions() throws Exception {
        assertThat(go.go("list", "-m", "-versions", MODULE).orFail().out())
                .isEqualTo(MODULE + " v1.0.0 v1.1.0 v1.2.0-rc.1 v1.10.0\n");
    }

    @Test
    void get_unknownVersion_saysWhatIsUnknown() throws Exception {
        assertThat(go.go("get", MODULE + "@v9.9.9").err())
                .contains(MODULE + "@v9.9.9")
                .contains("404 Not Found");
    }

    @Test
    void build_programThatImportsServedModules_runs() throws Exception {
        go.file("main.go", """
                package main

                import (
                \t"fmt"

                \tplain "go.example.com/Plain"
                \t"go.example.com/nested"
                \t"go.example.com/nested/sub"
                )

                func main() { fmt.Println(plain.Answer(), nested.Answer(), sub.Answer()) }
                """);
        go.go("mod", "tidy").orFail();
        go.go("build", "-o", "user", ".").orFail();

        assertThat(go.shell("./user").orFail().out()).isEqualTo("v1.10.0 root later\n");
        assertThat(go.work().resolve("go.sum")).content().contains(MODULE + " v1.10.0 h1:");
    }

    private String goMod() throws Exception {
        return Files.readString(go.work().resolve("go.mod"));
    }
}
