package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real {@code go} gets through the quickstart is what it makes itself of the same repositories. */
final class DirectModeIT {
    private static final String HOST = "git.example.com/";

    @TempDir
    static Path directory;

    private static QuickstartProcess server;
    private static GoSandbox direct;
    private static GoSandbox proxied;

    @BeforeAll
    static void serve() throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        Path repositories = Files.createDirectory(directory.resolve("repositories"));
        Fixtures.plain(repositories.resolve("plain.git"), HOST + "plain.git");
        Fixtures.nested(repositories.resolve("nested.git"), HOST + "nested.git");
        Fixtures.majorBranch(repositories.resolve("branch.git"), HOST + "branch.git");
        Fixtures.majorDirectory(repositories.resolve("dir.git"), HOST + "dir.git");
        Fixtures.legacy(repositories.resolve("legacy.git"));
        Fixtures.untagged(repositories.resolve("untagged.git"), HOST + "untagged.git");
        List<String> options = new ArrayList<>();
        for (String name : List.of("plain", "nested", "branch", "dir", "legacy", "untagged")) {
            options.add("--module");
            options.add(HOST + name + ".git=" + repositories.resolve(name + ".git"));
        }
        server = QuickstartProcess.start(directory, options.toArray(String[]::new));
        direct = GoSandbox.direct(directory.resolve("direct"), repositories);
        proxied = GoSandbox.proxied(directory.resolve("proxied"), server.url());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void plainRepository_allQueries_sameVersionsAndHashes() throws Exception {
        Path repository = directory.resolve("repositories/plain.git");
        String head = GitHistory.git(repository, "rev-parse", "main");
        compare(
                "plain.git",
                List.of(
                        "latest",
                        "v1.0.0",
                        "v1.1.0",
                        "v1.2.0-rc.1",
                        "v1.10.0",
                        "v1",
                        "v1.1",
                        "main",
                        "dev",
                        "release-1",
                        head,
                        head.substring(0, 12),
                        "v1.99.0",
                        "nowhere"),
                12);
    }

    @Test
    void nestedModules_allQueries_sameVersionsAndHashes() throws Exception {
        compare("nested.git", List.of("latest", "v1.0.0", "v1.1.0", "main"), 4);
        compare("nested.git/sub", List.of("latest", "v0.1.0", "v0.2.0", "v0.3.0", "v1.1.0", "main"), 5);
        compare("nested.git/sub/deep", List.of("latest", "main", "v0.1.0"), 2);
        compare("nested.git/none", List.of("latest", "main"), 0);
    }

    @Test
    void secondMajorVersionAtTheRoot_allQueries_sameVersionsAndHashes() throws Exception {
        compare("branch.git", List.of("latest", "v1.0.0", "v2.0.0", "main"), 2);
        compare("branch.git/v2", List.of("latest", "v2.0.0", "v2.1.0", "v1.0.0", "v2", "main"), 5);
    }

    @Test
    void secondMajorVersionInADirectory_allQueries_sameVersionsAndHashes() throws Exception {
        compare("dir.git", List.of("latest", "v1.0.0", "v1.1.0", "v2.0.0", "main"), 4);
        compare("dir.git/v2", List.of("latest", "v2.0.0", "v1.0.0", "main"), 3);
    }

    @Test
    void repositoryWithoutGoMod_allQueries_sameVersionsAndHashes() throws Exception {
        compare("legacy.git", List.of("latest", "v1.0.0", "v2.0.0", "v2.0.0+incompatible", "v2", "main"), 6);
    }

    @Test
    void repositoryWithoutTags_allQueries_samePseudoVersionsAndHashes() throws Exception {
        compare("untagged.git", List.of("latest", "main"), 2);
    }

    @Test
    void lists_allModules_areTheSame() throws Exception {
        for (String module : List.of(
                "plain.git",
                "nested.git",
                "nested.git/sub",
                "branch.git",
                "branch.git/v2",
                "dir.git/v2",
                "legacy.git")) {
            Command.Finished ours = proxied.go("list", "-m", "-versions", HOST + module);
            assertThat(ours.orFail().out())
                    .as(module)
                    .contains(" v")
                    .isEqualTo(
                            direct.go("list", "-m", "-versions", HOST + module).out());
        }
    }

    /** Compares all answers, and how many there are: two refusals agree as well, which alone would prove nothing. */
    private static void compare(String module, List<String> queries, int answered) throws Exception {
        List<String> all =
                queries.stream().map(query -> HOST + module + "@" + query).toList();
        List<JsonNode> expected = direct.download(all);
        List<JsonNode> actual = proxied.download(all);
        assertThat(summary(actual)).isEqualTo(summary(expected)).hasSize(queries.size());
        assertThat(actual.stream().filter(node -> node.has("Sum"))).hasSize(answered);
    }

    private static List<String> summary(List<JsonNode> answers) {
        return answers.stream()
                .map(answer -> Stream.of("Path", "Query", "Version", "Sum", "GoModSum")
                                .map(field -> answer.path(field).asText())
                                .collect(Collectors.joining(" "))
                        + (answer.has("Error") ? "refused" : ""))
                .sorted()
                .toList();
    }
}
