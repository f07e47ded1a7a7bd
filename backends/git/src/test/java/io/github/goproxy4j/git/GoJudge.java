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
        String path = root(name) + below;
        try (GitModules modules = GitModules.open(directory(name), ModulePath.parse(root(name)))) {
            Answers ours = new Answers(modules, directory);
            assertThat(ours.versions(path)).as("list of " + path).isEqualTo(go.versions(path));
            List<String> answers = new ArrayList<>();
            List<String> differences = new ArrayList<>();
            for (String query : queries) {
                Answer expected = go.afresh().download(path, query);
                Answer actual = ours.ask(path, query);
                answers.add(actual.error().isPresent() ? "refused" : actual.version());
                if (!agree(actual, expected)) {
                    differences.add(path + "@" + query + "\n  go:   " + expected + "\n  ours: " + actual);
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
