package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real {@code go} gets of a tree of files through the quickstart is what it reads of the same tree itself. */
final class DirectoryIT {
    /** Lists that say nothing, or something odd, beside the versions v1.0.0, v1.1.0, v1.2.0-rc.1 and a pseudo-version. */
    private static final Map<String, String> LISTS = new TreeMap<>(Map.of(
            "plain", "v1.0.0\nv1.1.0\nv1.2.0-rc.1\n",
            "order", "v1.1.0\nv1.2.0-rc.1\nv1.0.0",
            "crlf", "v1.0.0\r\nv1.1.0\r\n\r\n",
            "space", "\n  v1.0.0\n\tv1.1.0 \n\u00a0v1.2.0-rc.1\n",
            "times", "v1.0.0 2026-01-02T03:04:05Z\nv1.1.0 2020-01-02T03:04:05Z more\nv1.2.0-rc.1 never\n",
            "garbage", "<html>\nlatest\n1.0.0\nv1.01.0\nv1.0.0\nvv1.1.0\nv1.1.0x\n# v1.1.0\n",
            "pseudo", "v1.0.0\nv1.1.1-0.20260102030405-0123456789ab\n",
            "onlypseudo", "v1.1.1-0.20260102030405-0123456789ab\nv0.0.0-20250102030405-0123456789ab\n",
            "onlyrc", "v1.2.0-rc.1\n",
            "empty", ""));

    private static final List<String> VERSIONS = List.of(
            "v1.0.0",
            "v1.1.0",
            "v1.2.0-rc.1",
            "v1.1.1-0.20260102030405-0123456789ab",
            "v0.0.0-20250102030405-0123456789ab");

    private static final List<String> QUERIES =
            List.of("latest", "v1.0.0", "v1.1.0", "v1.2.0-rc.1", "v1.9.0", "v1", "v1.1", "v2", "master", "nothing");

    @TempDir
    Path directory;

    private ModuleTree tree;
    private QuickstartProcess server;

    @BeforeEach
    void requireTools() throws Exception {
        Tools.requireGo();
        tree = ModuleTree.of(Files.createDirectory(directory.resolve("tree")));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void listsOfEveryForm_giveTheSameVersionsAndLatest() throws Exception {
        List<String> modules = new ArrayList<>();
        for (Map.Entry<String, String> list : LISTS.entrySet()) {
            String module = "go.example.com/" + list.getKey();
            modules.add(module);
            for (String version : VERSIONS) {
                tree.module(module, version);
            }
            list(module, list.getValue());
        }
        Both both = serve(tree.root());
        Map<String, String> latest = new TreeMap<>();
        for (String module : modules) {
            both.assertSameVersions(module);
            latest.put(
                    module.substring(module.indexOf('/') + 1),
                    both.assertSameAnswers(module, QUERIES).get(0));
        }
        assertThat(latest)
                .containsEntry("plain", "v1.1.0")
                .containsEntry("garbage", "v1.0.0")
                .containsEntry("times", "v1.1.0")
                .containsEntry("pseudo", "v1.0.0")
                .containsEntry("onlyrc", "v1.2.0-rc.1")
                .containsEntry("onlypseudo", "v1.1.1-0.20260102030405-0123456789ab");
    }

    @Test
    void missingAndOddFiles_giveTheSameAnswers() throws Exception {
        for (String missing : List.of(".info", ".mod", ".zip")) {
            String module = "go.example.com/no" + missing.substring(1);
            tree.module(module, "v1.0.0").module(module, "v1.1.0");
            list(module, "v1.0.0\nv1.1.0\n");
            Files.delete(tree.file(module, "v1.0.0", missing));
        }
        String odd = "go.example.com/odd";
        for (String version : VERSIONS) {
            tree.module(odd, version);
        }
        list(odd, "v1.0.0\nv1.1.0\n");
        tree.write(odd, "v1.0.0", ".info", "{}")
                .write(odd, "v1.1.0", ".info", "{\"version\":\"v1.1.0\",\"TIME\":null,\"More\":[1]}")
                .write(odd, "v1.2.0-rc.1", ".info", "{\"Version\":\"v1.1.0\"}")
                .write(odd, "v1.1.1-0.20260102030405-0123456789ab", ".info", "[]");
        Files.writeString(tree.file(odd, "v1.0.0", ".info").resolveSibling("master.info"), "{\"Version\":\"v1.1.0\"}");
        tree.write(odd, "v0.0.0-20250102030405-0123456789ab", ".mod", "no go.mod");
        tree.write(odd, "v0.0.0-20250102030405-0123456789ab", ".zip", "no zip");

        String escaped = "go.example.com/UPPER/Case";
        tree.module(escaped, "v1.0.0").module(escaped, "v1.1.0-RC.1").module(escaped, "v2.0.0+incompatible");
        list(escaped, "v1.0.0\nv1.1.0-RC.1\nv2.0.0+incompatible\n");
        String major = "go.example.com/UPPER/Case/v2";
        tree.module(major, "v2.0.0");
        list(major, "v2.0.0\n");

        Both both = serve(tree.root());
        List<String> answered = new ArrayList<>();
        List<String> queries = new ArrayList<>(QUERIES);
        queries.addAll(VERSIONS.subList(3, 5));
        queries.addAll(List.of("v1.1.0-RC.1", "v2.0.0", "v2.0.0+incompatible"));
        for (String module :
                List.of("noinfo", "nomod", "nozip", "odd", "UPPER/Case", "UPPER/Case/v2", "UPPER", "none")) {
            both.assertSameVersions("go.example.com/" + module);
            answered.addAll(both.assertSameAnswers("go.example.com/" + module, queries));
        }
        assertThat(answered).contains("v1.0.0", "v1.1.0", "v1.1.0-RC.1", "v2.0.0", "v2.0.0+incompatible", "refused");
    }

    @Test
    void retractedVersions_giveTheSameLatest() throws Exception {
        Map<String, String> retractions = Map.of(
                "highest", "retract v1.1.0",
                "release", "retract [v1.0.0, v1.1.0]",
                "all", "retract [v0.0.0-0, v1.9.9]");
        for (Map.Entry<String, String> retraction : retractions.entrySet()) {
            String module = "go.example.com/" + retraction.getKey();
            for (String version : VERSIONS.subList(0, 3)) {
                tree.module(module, version);
            }
            list(module, "v1.0.0\nv1.1.0\nv1.2.0-rc.1\n");
            tree.write(module, "v1.1.0", ".mod", "module " + module + "\n\ngo 1.17\n\n" + retraction.getValue() + "\n");
        }
        Both both = serve(tree.root());
        assertThat(both.assertSameAnswers("go.example.com/highest", QUERIES)).startsWith("v1.0.0");
        assertThat(both.assertSameAnswers("go.example.com/release", QUERIES)).startsWith("v1.2.0-rc.1");
        assertThat(both.assertSameAnswers("go.example.com/all", QUERIES)).startsWith("refused", "v1.0.0");
    }

    @Test
    void filledModuleCache_givesTheSameAnswers() throws Exception {
        Tools.requireGit();
        Path repositories = Files.createDirectory(directory.resolve("repositories"));
        Fixtures.plain(repositories.resolve("plain.git"), "git.example.com/plain.git");
        Fixtures.legacy(repositories.resolve("legacy.git"));
        Fixtures.untagged(repositories.resolve("untagged.git"), "git.example.com/untagged.git");
        GoSandbox direct = GoSandbox.direct(directory.resolve("direct"), repositories);
        List<String> kept = List.of(
                "git.example.com/plain.git@v1.0.0",
                "git.example.com/plain.git@v1.2.0-rc.1",
                "git.example.com/plain.git@dev",
                "git.example.com/legacy.git@v2.0.0",
                "git.example.com/untagged.git@latest");
        assertThat(direct.download(kept)).noneMatch(answer -> answer.has("Error"));

        Both both = serve(direct.moduleCache().resolve("cache/download"));
        for (String name : List.of("plain", "legacy", "untagged")) {
            String module = "git.example.com/" + name + ".git";
            both.assertSameVersions(module);
            assertThat(both.assertSameAnswers(
                            module,
                            List.of("latest", "v1.0.0", "v1.1.0", "v1.2.0-rc.1", "v2.0.0", "v1", "dev", "main")))
                    .as(module)
                    .anyMatch(version -> version.startsWith("v"));
        }
    }

    private void list(String module, String text) throws IOException {
        Files.writeString(tree.file(module, "v1.0.0", ".info").resolveSibling("list"), text);
    }

    private Both serve(Path root) throws Exception {
        server = QuickstartProcess.start(directory, "--dir", root.toString());
        return new Both(
                GoSandbox.proxied(directory.resolve("file"), "file://" + root),
                GoSandbox.proxied(directory.resolve("http"), server.url()));
    }

    /** The same command with the tree itself as its proxy, and with a server in between. */
    private record Both(GoSandbox file, GoSandbox http) {
        void assertSameVersions(String module) throws Exception {
            assertThat(http.go("list", "-m", "-versions", module).out())
                    .as(module)
                    .isEqualTo(file.go("list", "-m", "-versions", module).out());
        }

        /** Compares the answers and returns the version of each. */
        List<String> assertSameAnswers(String module, List<String> queries) throws Exception {
            List<String> all =
                    queries.stream().map(query -> module + "@" + query).toList();
            List<String> expected = summary(file.download(all));
            assertThat(summary(http.download(all))).as(module).isEqualTo(expected);
            return expected.stream().map(answer -> answer.split(" ", 2)[0]).toList();
        }

        private static List<String> summary(List<JsonNode> answers) {
            return answers.stream()
                    .map(answer -> answer.has("Error")
                            ? "refused"
                            : answer.path("Version").asText() + " "
                                    + answer.path("Sum").asText() + " "
                                    + answer.path("GoModSum").asText())
                    .toList();
        }
    }
}
