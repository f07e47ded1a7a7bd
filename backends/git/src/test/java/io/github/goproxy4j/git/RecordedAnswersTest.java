package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.goproxy4j.git.Answers.Answer;
import io.github.goproxy4j.module.ModulePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repositories of Go's own tests answer as Go's own tests and the real {@code go} command have it. */
class RecordedAnswersTest {
    private static final Path DATA =
            Path.of("").toAbsolutePath().resolve("../../../shared/data").normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    @BeforeAll
    static void cloneRepositories() throws IOException {
        assumeTrue(
                Files.isDirectory(DATA.resolve("vcstest-git")),
                "needs the recorded answers of the go command in shared/data beside the checkout");
        GitBinary git = GitBinary.required(directory);
        for (String line : Files.readAllLines(DATA.resolve("vcstest-git/HEADS.txt"))) {
            String[] fields = line.split(" ", 2);
            Path clone = directory.resolve(fields[0] + ".git");
            git.run(
                    directory,
                    "clone",
                    "-q",
                    "--mirror",
                    DATA.resolve("vcstest-git/" + fields[0] + ".bundle").toString(),
                    clone.toString());
            git.run(clone, "symbolic-ref", "HEAD", fields[1]);
        }
    }

    @Test
    void everyQueryOfTheGoCommand_hasTheRecordedAnswer() throws IOException {
        List<String> differences = new ArrayList<>();
        int queries = 0;
        for (JsonNode module : JSON.readTree(Files.readAllBytes(DATA.resolve("go-oracle/vcstest.json")))) {
            String path = module.get("path").textValue();
            String repository = module.get("repo").textValue();
            try (GitModules modules = open(repository, "git.example.com/" + repository + ".git")) {
                Answers answers = new Answers(modules, directory);
                List<String> versions = texts(module.path("versions"));
                compare(differences, path + " versions", versions, answers.versions(path));
                for (JsonNode query : module.get("queries")) {
                    queries++;
                    String name = path + "@" + query.get("query").textValue();
                    Answer answer = answers.ask(path, query.get("query").textValue());
                    if (query.hasNonNull("error")) {
                        compare(
                                differences,
                                name + " (" + query.get("error") + ")",
                                true,
                                answer.error().isPresent());
                    } else {
                        boolean hashRecorded = query.path("origin").has("Hash");
                        compare(differences, name, recorded(query), hashRecorded ? answer : answer.withoutHash());
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(queries).isEqualTo(1128);
    }

    private static Answer recorded(JsonNode query) {
        return new Answer(
                Optional.empty(),
                query.get("version").textValue(),
                query.get("time").textValue(),
                query.path("origin").path("Hash").asText(),
                query.get("sum").textValue(),
                query.get("goModSum").textValue(),
                query.get("gomod").textValue(),
                texts(query.path("files")).stream().sorted().toList());
    }

    @Test
    void everyOfflineRowOfGosOwnTable_isAnswered() throws IOException {
        JsonNode tables = JSON.readTree(Files.readAllBytes(DATA.resolve("cmd-go-coderepo/coderepo_tests.json")));
        List<String> differences = new ArrayList<>();
        int rows = 0;
        for (JsonNode row : tables.get("stat")) {
            Optional<Root> root = root(row.get("path").textValue());
            if (root.isEmpty()) {
                continue;
            }
            rows++;
            String path = row.get("path").textValue();
            String name = path + "@" + row.get("rev").textValue();
            try (GitModules modules = open(root.get().bundle(), root.get().path())) {
                Answer answer =
                        new Answers(modules, directory).ask(path, row.get("rev").textValue());
                if (row.hasNonNull("errContains")) {
                    String error = answer.error().orElse("no error");
                    compare(
                            differences,
                            name + ": " + error,
                            true,
                            answer.error().isPresent());
                    continue;
                }
                compare(differences, name + " " + answer.error() + " version", text(row, "version"), answer.version());
                compare(differences, name + " name", text(row, "name"), answer.hash());
                compare(differences, name + " time", text(row, "time"), answer.time());
                if (row.hasNonNull("gomod")) {
                    compare(differences, name + " gomod", text(row, "gomod"), answer.goMod());
                }
                if (row.hasNonNull("zipSum")) {
                    compare(differences, name + " zipSum", text(row, "zipSum"), answer.sum());
                }
                // A row without names leaves it to the sum.
                if (!row.path("zip").isEmpty()) {
                    List<String> files =
                            texts(row.path("zip")).stream().sorted().toList();
                    compare(differences, name + " zip", files, answer.files());
                }
            }
        }
        for (JsonNode row : tables.get("versions")) {
            Optional<Root> root = root(row.get("path").textValue());
            if (root.isPresent()) {
                rows++;
                try (GitModules modules = open(root.get().bundle(), root.get().path())) {
                    List<String> versions = new Answers(modules, directory)
                            .versions(text(row, "path")).stream()
                                    .filter(version -> version.startsWith(text(row, "prefix")))
                                    .toList();
                    compare(differences, text(row, "path") + " versions", texts(row.path("versions")), versions);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(rows).isEqualTo(35 + 4);
    }

    private record Root(String bundle, String path) {}

    /** Returns the bundle that has a module of the table, and the path that its root stands for. */
    private static Optional<Root> root(String path) {
        if (path.startsWith("github.com/rsc/vgotest1")) {
            return Optional.of(new Root("vgotest1", "github.com/rsc/vgotest1"));
        }
        if (path.equals("vcs-test.golang.org/go/mod/gitrepo1")) {
            return Optional.of(new Root("gitrepo1", path));
        }
        if (path.equals("vcs-test.golang.org/go/v2module/v2")) {
            return Optional.of(new Root("v2repo", path));
        }
        if (path.startsWith("vcs-test.golang.org/git/")) {
            String root = path.substring(0, path.indexOf(".git") + 4);
            return Optional.of(new Root(root.substring("vcs-test.golang.org/git/".length(), root.length() - 4), root));
        }
        return Optional.empty();
    }

    private static GitModules open(String bundle, String root) throws IOException {
        return GitModules.open(directory.resolve(bundle + ".git"), ModulePath.parse(root));
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asText();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static void compare(List<String> differences, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add(what + "\n  expected " + expected + "\n  but was  " + actual);
        }
    }
}
