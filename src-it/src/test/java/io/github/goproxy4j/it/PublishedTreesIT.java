package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real published modules: their files, committed to git and served from there, have the hashes they were published with. */
@Tag("go-mirror")
final class PublishedTreesIT {
    private static final List<PublishedModule> MODULES = PublishedModule.list("published-modules.txt");
    private static final List<PublishedModule> COMMITS = PublishedModule.list("published-commits.txt");

    @TempDir
    static Path directory;

    private static Map<String, String> published;
    private static QuickstartProcess server;

    @BeforeAll
    static void serve() throws Exception {
        String proxy = Tools.requireGoProxy();
        Tools.requireGit();
        List<PublishedModule> all =
                Stream.concat(MODULES.stream(), COMMITS.stream()).toList();
        // Kept until mvn clean: what is published never changes.
        List<JsonNode> answers = GoSandbox.proxied(
                        Path.of("target", "go-mirror").toAbsolutePath(), proxy)
                .withNetwork()
                .download(ids(all));
        assertThat(answers.stream().filter(node -> node.has("Error"))).isEmpty();
        assertThat(answers).hasSameSizeAs(all);
        published = sums(answers);
        Map<String, Path> zips = answers.stream()
                .collect(Collectors.toMap(
                        PublishedTreesIT::id, node -> Path.of(node.path("Zip").asText())));
        server = QuickstartProcess.start(
                directory, repositories(all, new PublishedTrees(zips)).toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void publishedModules_servedFromTheirFilesInGit_haveTheirPublishedSums() throws Exception {
        List<JsonNode> served =
                GoSandbox.proxied(directory.resolve("modules"), server.url()).download(ids(MODULES));

        assertThat(served).hasSameSizeAs(MODULES);
        assertThat(differences(sums(served))).isEmpty();
        assertThat(server.log()).doesNotContain("ERROR").doesNotContain("Exception");
    }

    @Test
    void publishedCommits_servedFromTheirFilesInGit_areUnknown() throws Exception {
        List<JsonNode> served =
                GoSandbox.proxied(directory.resolve("commits"), server.url()).download(ids(COMMITS));

        assertThat(served).hasSameSizeAs(COMMITS).allSatisfy(node -> {
            assertThat(node.path("Error").asText())
                    .contains("404 Not Found")
                    .endsWith("unknown revision " + node.path("Version").asText());
        });
    }

    /** Makes one repository of each root, and returns the options by which the server serves them. */
    private static List<String> repositories(List<PublishedModule> modules, PublishedTrees trees) {
        Map<String, List<PublishedModule>> roots = modules.stream()
                .collect(Collectors.groupingBy(PublishedModule::root, TreeMap::new, Collectors.toList()));
        Map<String, Path> repositories = new LinkedHashMap<>();
        // Numbered, as there are roots that differ in case only.
        roots.keySet().forEach(root -> repositories.put(root, directory.resolve(repositories.size() + ".git")));
        roots.entrySet().parallelStream().forEach(root -> {
            try {
                trees.commit(repositories.get(root.getKey()), root.getValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        List<String> options = new ArrayList<>();
        repositories.forEach((root, repository) -> options.addAll(List.of("--module", root + "=" + repository)));
        return options;
    }

    /** What is not as published, and no more: the rest would fill screens. */
    private static Map<String, String> differences(Map<String, String> served) {
        Map<String, String> differences = new TreeMap<>();
        MODULES.forEach(module -> {
            String theirs = published.get(module.id());
            String ours = served.getOrDefault(module.id(), "nothing");
            if (!ours.equals(theirs)) {
                differences.put(module.id(), "published: " + theirs + ", served: " + ours);
            }
        });
        return differences;
    }

    private static Map<String, String> sums(List<JsonNode> answers) {
        Map<String, String> sums = new TreeMap<>();
        for (JsonNode node : answers) {
            sums.put(
                    id(node),
                    node.has("Error")
                            ? node.path("Error").asText()
                            : node.path("Sum").asText() + " "
                                    + node.path("GoModSum").asText());
        }
        return sums;
    }

    private static List<String> ids(List<PublishedModule> modules) {
        return modules.stream().map(PublishedModule::id).toList();
    }

    private static String id(JsonNode node) {
        return node.path("Path").asText() + "@" + node.path("Version").asText();
    }
}
