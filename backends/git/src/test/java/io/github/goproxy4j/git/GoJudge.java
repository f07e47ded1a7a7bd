package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.git.Answers.Answer;
import io.github.goproxy4j.module.ModulePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what is served of a git repository with what the real {@code go} command makes of it in direct mode: the
 * repository {@code NAME.git} of a directory stands for the module path {@code git.example.com/NAME.git}.
 */
final class GoJudge {
    private final Path directory;
    private final Path repositories;
    private final GoCommand go;

    private GoJudge(Path directory, Path repositories, GoCommand go) {
        this.directory = directory;
        this.repositories = repositories;
        this.go = go;
    }

    /** Prepares the command in an empty directory; skips the test where git or go is missing. */
    static GoJudge required(Path directory) throws IOException {
        Path repositories = Files.createDirectories(directory.resolve("repositories"));
        GitBinary git = GitBinary.required(directory);
        return new GoJudge(
                directory,
                repositories,
                GoCommand.required(git, Files.createDirectories(directory.resolve("home")), repositories));
    }

    Path directory(String name) {
        return repositories.resolve(name + ".git");
    }

    TestRepository create(String name) throws IOException {
        return TestRepository.create(directory(name));
    }

    static String root(String name) {
        return "git.example.com/" + name + ".git";
    }

    /**
     * Fails unless both have the same list and give each query the same version, time, hashes and commit, or refuse it.
     *
     * @param name the repository
     * @param below what follows the root's path, empty for the root
     * @return the version that answered each query, or {@code refused}: two refusals agree as well, which alone proves little
     */
    List<String> judge(String name, String below, List<String> queries) throws IOException {
        List<Answer> expected = new ArrayList<>();
        for (String query : queries) {
            expected.add(go.afresh().download(path(name, below), query));
        }
        return compare(name, below, queries, expected);
    }

    /** As {@link #judge}, for tags: what they are does not depend on what was asked before, so they are asked for at once. */
    List<String> judgeTags(String name, String below, List<String> versions) throws IOException {
        return compare(name, below, versions, go.download(path(name, below), versions));
    }

    private static String path(String name, String below) {
        return root(name) + below;
    }

    private List<String> compare(String name, String below, List<String> queries, List<Answer> expected)
            throws IOException {
        String path = path(name, below);
        try (GitModules modules = GitModules.open(directory(name), ModulePath.parse(root(name)))) {
            Answers ours = new Answers(modules, directory);
            assertThat(ours.versions(path)).as("list of " + path).isEqualTo(go.versions(path));
            List<String> answers = new ArrayList<>();
            List<String> differences = new ArrayList<>();
            for (int i = 0; i < queries.size(); i++) {
                Answer actual = ours.ask(path, queries.get(i));
                answers.add(actual.error().isPresent() ? "refused" : actual.version());
                if (!agree(actual, expected.get(i))) {
                    differences.add(
                            path + "@" + queries.get(i) + "\n  go:   " + expected.get(i) + "\n  ours: " + actual);
                }
            }
            assertThat(differences).isEmpty();
            return answers;
        }
    }

    private static boolean agree(Answer actual, Answer expected) {
        if (expected.error().isPresent()) {
            return actual.error().isPresent();
        }
        Answer same = actual.withoutFiles();
        // The go command does not always say which commit it took.
        return expected.hash().isEmpty() ? same.withoutHash().equals(expected.withoutHash()) : same.equals(expected);
    }
}
