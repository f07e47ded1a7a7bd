package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.git.Answers.Answer;
import io.github.goproxy4j.module.ModulePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Repositories of our own answer as the real {@code go} command finds them in direct mode. */
@Timeout(300)
class GoDirectTest {
    @TempDir
    Path directory;

    private Path repositories;
    private GoCommand go;

    @BeforeEach
    void prepare() throws IOException {
        repositories = Files.createDirectories(directory.resolve("repositories"));
        GitBinary git = GitBinary.required(directory);
        go = GoCommand.required(git, Files.createDirectories(directory.resolve("home")), repositories);
    }

    @Test
    void plainRepository_answersAsGoDoes() throws IOException {
        String path = "git.example.com/plain.git";
        List<String> queries = new ArrayList<>();
        try (TestRepository repository = TestRepository.create(repositories.resolve("plain.git"))) {
            ObjectId first = repository.commit(Map.of("a.go", "package a\n"));
            ObjectId second = repository.commit(
                    files(path, "a.go", "package a // 2\n", "LICENSE", "MIT\n", "x/vendor/y/z.go", "package y\n"),
                    first);
            ObjectId third = repository.commit(
                    files(
                            path,
                            "b.bat",
                            "echo\n",
                            "c.txt",
                            "$Id$\n",
                            ".gitattributes",
                            "*.bat eol=crlf\n*.txt ident\n"),
                    second);
            ObjectId branch = repository.commit(files(path, "branch.go", "package a\n"), second);
            repository.ref("refs/heads/master", third);
            repository.ref("refs/heads/feature", branch);
            repository.ref("refs/tags/v0.1.0", first);
            repository.ref("refs/tags/v1.0.0", repository.tagObject("v1.0.0", second, Constants.OBJ_COMMIT));
            repository.ref("refs/tags/v1.1.0-rc.1", branch);
            repository.ref("refs/tags/v2.0.0", first);
            repository.ref("refs/tags/not-a-version", first);
            queries.addAll(List.of(
                    "latest",
                    "master",
                    "feature",
                    "HEAD",
                    "v0.1.0",
                    "v1.0.0",
                    "v1.1.0-rc.1",
                    "v2.0.0",
                    "v2.0.0+incompatible",
                    "v3.0.0",
                    "not-a-version",
                    "nothing",
                    first.name(),
                    third.name(),
                    third.name().substring(0, 7),
                    third.name().substring(0, 12),
                    branch.name().substring(0, 10),
                    "v1.0.1-0.20200102030605-" + third.name().substring(0, 12),
                    "v0.0.0-20200102030605-" + third.name().substring(0, 12),
                    "v1.0.1-0.20200102030606-" + third.name().substring(0, 12)));
        }
        assertSame("plain", path, queries);
    }

    @Test
    void nestedModules_answerAsGoDoes() throws IOException {
        String root = "git.example.com/nested.git";
        List<String> queries = new ArrayList<>();
        try (TestRepository repository = TestRepository.create(repositories.resolve("nested.git"))) {
            Map<String, String> files = files(root, "LICENSE", "MIT\n", "a.go", "package a\n");
            files.put("sub/go.mod", "module " + root + "/sub\n");
            files.put("sub/s.go", "package s\n");
            files.put("sub/deep/go.mod", "module " + root + "/sub/deep\n");
            files.put("sub/deep/d.go", "package d\n");
            ObjectId first = repository.commit(files);
            files.put("sub/s.go", "package s // 2\n");
            files.put("sub/LICENSE", "BSD\n");
            ObjectId second = repository.commit(files, first);
            repository.ref("refs/heads/master", second);
            repository.ref("refs/tags/v1.0.0", first);
            repository.ref("refs/tags/sub/v0.2.0", first);
            repository.ref("refs/tags/sub/v0.3.0", second);
            queries.addAll(List.of(
                    "latest",
                    "master",
                    "v1.0.0",
                    "v0.2.0",
                    "v0.3.0",
                    first.name(),
                    second.name().substring(0, 12)));
        }
        assertSame("nested", root, queries);
        assertSame("nested", root + "/sub", queries);
        assertSame("nested", root + "/sub/deep", queries);
        assertSame("nested", root + "/none", queries);
    }

    @Test
    void secondMajor_inBothLayouts_answersAsGoDoes() throws IOException {
        for (String layout : List.of("branch", "directory")) {
            String root = "git.example.com/" + layout + ".git";
            List<String> queries = new ArrayList<>();
            try (TestRepository repository = TestRepository.create(repositories.resolve(layout + ".git"))) {
                Map<String, String> files = files(root, "a.go", "package a\n");
                ObjectId first = repository.commit(files);
                if (layout.equals("branch")) {
                    files.put("go.mod", "module " + root + "/v2\n");
                } else {
                    files.put("v2/go.mod", "module " + root + "/v2\n");
                    files.put("v2/a.go", "package a // 2\n");
                }
                ObjectId second = repository.commit(files, first);
                repository.ref("refs/heads/master", second);
                repository.ref("refs/tags/v1.0.0", first);
                repository.ref("refs/tags/v2.0.0", second);
                queries.addAll(List.of(
                        "latest", "master", "v1.0.0", "v2.0.0", "v2.0.0+incompatible", first.name(), second.name()));
            }
            assertSame(layout, root, queries);
            assertSame(layout, root + "/v2", queries);
            assertSame(layout, root + "/v3", queries);
        }
    }

    private void assertSame(String repository, String path, List<String> queries) throws IOException {
        String root = "git.example.com/" + repository + ".git";
        try (GitModules modules = GitModules.open(repositories.resolve(repository + ".git"), ModulePath.parse(root))) {
            Answers ours = new Answers(modules, directory);
            assertThat(ours.versions(path)).as(path).isEqualTo(go.versions(path));
            for (String query : queries) {
                Answer expected = go.download(path, query);
                Answer actual = ours.ask(path, query);
                if (expected.error().isPresent()) {
                    assertThat(actual.error())
                            .as("%s@%s: %s", path, query, expected.error())
                            .isPresent();
                } else {
                    assertThat(actual.withoutHash().withoutFiles())
                            .as("%s@%s", path, query)
                            .isEqualTo(expected.withoutHash());
                    if (!expected.hash().isEmpty()) {
                        assertThat(actual.hash()).as("%s@%s", path, query).isEqualTo(expected.hash());
                    }
                }
            }
        }
    }

    private static Map<String, String> files(String module, String... namesAndContents) {
        Map<String, String> files = new TreeMap<>();
        files.put("go.mod", "module " + module + "\n\ngo 1.21\n");
        for (int i = 0; i < namesAndContents.length; i += 2) {
            files.put(namesAndContents[i], namesAndContents[i + 1]);
        }
        return files;
    }
}
