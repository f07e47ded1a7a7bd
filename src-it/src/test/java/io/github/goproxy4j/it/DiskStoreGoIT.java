package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.goproxy4j.store.DiskStore;
import io.github.goproxy4j.store.DiskStoreOptions;
import io.github.goproxy4j.store.SeedReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code go} reads the directory of a store as a GOPROXY, and a store takes what the real {@code go} has kept. */
final class DiskStoreGoIT {
    private static final List<String> QUERIES = List.of(
            "go.example.com/m@latest",
            "go.example.com/m@v1.0.0",
            "go.example.com/m@v1.1",
            "go.example.com/Upper/m/v2@v2.0.0-RC1",
            "go.example.com/m@v1.1.1-0.20260102030405-0123456789ab");

    @TempDir
    Path directory;

    @BeforeEach
    void requireTools() {
        Tools.requireGo();
    }

    @Test
    void storeAsFileProxy_givesTheVersionsAndSumsOfItsOrigin_andOfTheCacheThatGoFills() throws Exception {
        ModuleTree tree = ModuleTree.of(Files.createDirectory(directory.resolve("tree")))
                .module("go.example.com/m", "v1.0.0")
                .module("go.example.com/m", "v1.1.0")
                .module("go.example.com/m", "v1.1.1-0.20260102030405-0123456789ab")
                .module("go.example.com/Upper/m/v2", "v2.0.0-RC1");
        Path list = tree.root().resolve("go.example.com/m/@v/list");
        Files.writeString(list, "v1.0.0\nv1.1.0\n");

        GoSandbox origin = GoSandbox.proxied(directory.resolve("origin"), uri(tree.root()));
        Map<String, String> expected = answers(origin);
        assertThat(expected)
                .hasSize(QUERIES.size())
                .allSatisfy((query, answer) -> assertThat(answer).contains("h1:"));

        Path seeded = seed("first", tree.root(), 4);
        GoSandbox first = GoSandbox.proxied(directory.resolve("go1"), uri(seeded));
        assertThat(answers(first)).isEqualTo(expected);
        assertThat(GoAnswers.versions(first, List.of("go.example.com/m")))
                .containsEntry("go.example.com/m", Optional.of(List.of("v1.0.0", "v1.1.0")));

        Path again = seed("second", first.moduleCache().resolve("cache/download"), 4);
        assertThat(answers(GoSandbox.proxied(directory.resolve("go2"), uri(again))))
                .isEqualTo(expected);
        assertThat(again.resolve("go.example.com/m/@v/v1.0.0.ziphash"))
                .hasSameBinaryContentAs(
                        first.moduleCache().resolve("cache/download/go.example.com/m/@v/v1.0.0.ziphash"));
    }

    private static String uri(Path root) {
        return "file://" + root.toAbsolutePath();
    }

    /** Fills a store and returns the tree of its project. */
    private Path seed(String name, Path origin, int versions) throws Exception {
        Path root = directory.resolve(name);
        try (DiskStore store = DiskStore.open(root, DiskStoreOptions.defaults())) {
            assertThat(store.seed("group/lib", origin)).isEqualTo(new SeedReport(versions, List.of()));
        }
        return root.resolve("modules/group_2flib");
    }

    private static Map<String, String> answers(GoSandbox go) throws Exception {
        Map<String, String> answers = new TreeMap<>();
        for (JsonNode node : go.download(QUERIES)) {
            String query =
                    node.path(node.hasNonNull("Query") ? "Query" : "Version").asText();
            answers.put(
                    node.path("Path").asText() + "@" + query,
                    node.path("Version").asText() + " " + node.path("Sum").asText() + " "
                            + node.path("GoModSum").asText()
                            + node.path("Error").asText());
        }
        return answers;
    }
}
