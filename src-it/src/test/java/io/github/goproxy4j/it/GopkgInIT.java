package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Modules of gopkg.in, whose major version stands behind a dot: the real {@code go} gets through the quickstart what it
 * makes itself of the same repositories. In direct mode it learns from a page where they are.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GopkgInIT {
    private static final List<String> MAJORS = List.of("v0", "v1", "v2", "v3", "v2-unstable", "v1-unstable");

    private final Map<String, Path> repositories = new LinkedHashMap<>();
    private QuickstartProcess server;
    private ImportPages pages;
    private GoSandbox direct;
    private GoSandbox proxied;
    private long answered;

    @BeforeAll
    void serve(@TempDir Path directory) throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        Path root = Files.createDirectory(directory.resolve("repositories"));
        repositories.put("bare", withoutGoMod(root.resolve("bare.git")));
        repositories.put("own", declaring(root.resolve("own.git"), "gopkg.in/own.v"));
        repositories.put("fork", declaring(root.resolve("fork.git"), "github.com/o/fork/v"));
        repositories.put("dirs", inDirectories(root.resolve("dirs.git")));
        repositories.put("untagged", untagged(root.resolve("untagged.git")));
        List<String> options = new ArrayList<>();
        Map<String, String> urls = new LinkedHashMap<>();
        for (String name : repositories.keySet()) {
            for (String major : MAJORS) {
                options.add("--module");
                options.add(module(name, major) + "=" + repositories.get(name));
                urls.put(module(name, major), "https://git.example.com/" + name + ".git");
            }
        }
        pages = ImportPages.start(urls);
        server = QuickstartProcess.start(directory, options.toArray(String[]::new));
        direct = GoSandbox.direct(directory.resolve("direct"), root)
                .with("GOINSECURE", "gopkg.in")
                .with("HTTP_PROXY", pages.url())
                .with("HTTPS_PROXY", pages.url());
        proxied = GoSandbox.proxied(directory.resolve("proxied"), server.url());
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        if (pages != null) {
            pages.close();
            // Two refusals agree as well, which alone would prove nothing.
            assertThat(answered).isGreaterThan(200);
        }
    }

    private static String module(String name, String major) {
        return "gopkg.in/" + name + "." + major;
    }

    private static Path withoutGoMod(Path repository) throws Exception {
        try (GitHistory history = GitHistory.of(repository)) {
            history.commit("main", "a.go", "package a\n")
                    .tag("v0.1.0", "v1.0.0")
                    .commit("main", "a.go", "package a // 2\n")
                    .tag("v1.1.0", "v2.0.0", "v2")
                    .commit("main", "vendor/x/y.go", "package x\n", "LICENSE", "MIT\n")
                    .annotatedTag("v2.1.0-rc.1")
                    .commit("main", "a.go", "package a // 4\n");
        }
        return repository;
    }

    /** Each release has a go.mod whose path is a prefix and its major version; the first release has none for it. */
    private static Path declaring(Path repository, String prefix) throws Exception {
        try (GitHistory history = GitHistory.of(repository)) {
            history.commit("main", "a.go", "package a\n", "go.mod", "module " + prefix + "0\n")
                    .tag("v0.1.0")
                    .commit("main", "go.mod", "module " + prefix + "1\n")
                    .tag("v1.0.0", "v1.1.0-pre")
                    .commit("main", "go.mod", "module " + prefix.replaceAll("[/.]v$", "") + "\n")
                    .tag("v1.2.0")
                    .commit("main", "go.mod", "module " + prefix + "2\n\nretract v2.0.1\n")
                    .tag("v2.0.0", "v2.0.1")
                    .commit("main", "go.mod", "module " + prefix + "3-unstable\n")
                    .tag("v3.0.0")
                    .commit("main", "go.mod", "module " + prefix + "2-unstable\n")
                    .tag("v2.3.0");
        }
        return repository;
    }

    private static Path inDirectories(Path repository) throws Exception {
        try (GitHistory history = GitHistory.of(repository)) {
            history.commit(
                            "main",
                            "a.go",
                            "package a\n",
                            "v2/go.mod",
                            "module gopkg.in/dirs.v2\n",
                            "v2/a.go",
                            "package a\n")
                    .tag("v1.0.0", "v2.0.0", "v2/v2.0.5")
                    .commit(
                            "main",
                            "go.mod",
                            "module gopkg.in/dirs.v2\n",
                            "sub/go.mod",
                            "module gopkg.in/dirs.v2/sub\n")
                    .tag("v2.1.0", "sub/v2.2.0");
        }
        return repository;
    }

    private static Path untagged(Path repository) throws Exception {
        try (GitHistory history = GitHistory.of(repository)) {
            history.commit("main", "a.go", "package a\n").commit("dev", "b.go", "package a\n");
        }
        return repository;
    }

    Stream<String> modules() {
        return Stream.concat(
                repositories.keySet().stream().flatMap(name -> MAJORS.stream().map(major -> module(name, major))),
                Stream.of("gopkg.in/dirs.v2/sub", "gopkg.in/dirs.v2/v2"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_allQueries_sameVersionsAndHashes(String module) throws Exception {
        Path repository = repositories.get(module.substring("gopkg.in/".length(), module.indexOf(".v")));
        List<String> queries = new ArrayList<>(List.of("latest", "HEAD", "main", "dev"));
        // A query with a slash is refused by the command itself before a proxy sees it.
        queries.addAll(GitHistory.git(repository, "tag")
                .lines()
                .filter(tag -> tag.indexOf('/') < 0)
                .toList());
        for (String commit : GitHistory.git(
                        repository, "log", "--all", "--format=%H %cd", "--date=format-local:%Y%m%d%H%M%S")
                .lines()
                .toList()) {
            String hash = commit.substring(0, 40);
            String suffix = commit.substring(41) + "-" + hash.substring(0, 12);
            queries.add(hash);
            queries.add(hash.substring(0, 8));
            for (String major : List.of("v0", "v1", "v2", "v3")) {
                queries.add(major + ".0.0-" + suffix);
            }
            queries.add("v1.0.1-0." + suffix);
            queries.add("v2.0.1-0." + suffix);
            queries.add("v2.1.1-0." + suffix);
        }
        List<String> all = queries.stream().map(query -> module + "@" + query).toList();
        List<JsonNode> answers = proxied.download(all);
        assertThat(summary(answers)).isEqualTo(summary(direct.download(all))).hasSize(all.size());
        answered += answers.stream().filter(answer -> answer.has("Sum")).count();
        assertThat(versions(proxied, module)).isEqualTo(versions(direct, module));
    }

    /** The versions that {@code go} lists; of a module that a proxy does not know it says so instead, and lists none. */
    private static String versions(GoSandbox go, String module) throws Exception {
        return go.go("list", "-m", "-versions", "-retracted", module)
                .out()
                .replace(module, "")
                .strip();
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
