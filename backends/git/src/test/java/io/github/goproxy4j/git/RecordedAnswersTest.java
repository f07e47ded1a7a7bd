package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.goproxy4j.git.Answers.Answer;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the client itself says of a query that it answers from the version list. */
    private static final String NOTHING_LISTED = "no matching versions for query ";

    @TempDir
    static Path directory;

    private static Path data;

    @BeforeAll
    static void cloneRepositories() throws IOException {
        data = data();
        GitBinary git = GitBinary.required(directory);
        for (String line : Files.readAllLines(data.resolve("vcstest-git/HEADS.txt"))) {
            String[] fields = line.split(" ", 2);
            Path clone = directory.resolve(fields[0] + ".git");
            git.run(
                    directory,
                    "clone",
                    "-q",
                    "--mirror",
                    data.resolve("vcstest-git/" + fields[0] + ".bundle").toString(),
                    clone.toString());
            git.run(clone, "symbolic-ref", "HEAD", fields[1]);
        }
    }

    /** The data of {@code shared/data} beside the checkout, however deep that lies; the tests are skipped without. */
    private static Path data() {
        for (Path place = Path.of("").toAbsolutePath(); place != null; place = place.getParent()) {
            Path found = place.resolveSibling("shared").resolve("data");
            if (Files.isDirectory(found.resolve("vcstest-git"))) {
                return found;
            }
        }
        return abort("needs the recorded answers of the go command in shared/data beside the checkout");
    }

    @Test
    void everyQueryOfTheGoCommand_hasTheRecordedAnswer() throws IOException {
        List<String> differences = new ArrayList<>();
        int queries = 0;
        for (JsonNode module : JSON.readTree(Files.readAllBytes(data.resolve("go-oracle/vcstest.json")))) {
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
                        refused(differences, name, query.get("error").textValue(), answer);
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

    /** Its words are those that Go has, too, but where the client has chosen from our list and speaks for itself. */
    private static void refused(List<String> differences, String name, String expected, Answer answer) {
        String words = answer.error().orElse("no error");
        boolean same = expected.contains(NOTHING_LISTED) ? answer.error().isPresent() : expected.endsWith(words);
        compare(differences, name + "\n  expected " + expected + "\n  but was  " + words, true, same);
    }

    @Test
    void everyOfflineRowOfGosTableOfRevisions_isAnswered() throws IOException {
        List<String> differences = new ArrayList<>();
        int rows = 0;
        for (JsonNode row : table("stat")) {
            Optional<Root> root = root(text(row, "path"));
            if (root.isEmpty()) {
                continue;
            }
            rows++;
            String name = text(row, "path") + "@" + text(row, "rev");
            Answer answer = ask(root.get(), text(row, "path"), text(row, "rev"));
            if (row.hasNonNull("errContains")) {
                String error = name + ": " + answer.error().orElse("no error");
                compare(differences, error, true, error.contains(text(row, "errContains")));
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
                List<String> files = texts(row.path("zip")).stream().sorted().toList();
                compare(differences, name + " zip", files, answer.files());
            }
        }
        assertThat(differences).isEmpty();
        assertThat(rows).isEqualTo(35);
    }

    @Test
    void everyOfflineRowOfGosTableOfVersions_isListed() throws IOException {
        List<String> differences = new ArrayList<>();
        int rows = 0;
        for (JsonNode row : table("versions")) {
            Optional<Root> root = root(text(row, "path"));
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
        assertThat(rows).isEqualTo(4);
    }

    /** What Go calls the latest there is the tip of the default branch, whatever is listed. */
    @Test
    void everyOfflineRowOfGosTableOfTips_isAnswered() throws IOException {
        List<String> differences = new ArrayList<>();
        int rows = 0;
        for (JsonNode row : table("latest")) {
            Optional<Root> root = root(text(row, "path"));
            if (root.isEmpty()) {
                continue;
            }
            rows++;
            Answer answer = ask(root.get(), text(row, "path"), "HEAD");
            if (!text(row, "err").isEmpty()) {
                refused(differences, text(row, "path"), text(row, "err"), answer);
            } else {
                compare(differences, text(row, "path") + " " + answer.error(), text(row, "version"), answer.version());
            }
        }
        assertThat(differences).isEmpty();
        assertThat(rows).isEqualTo(5);
    }

    @Test
    void tipOfARepositoryWithoutCommits_isRefusedInGosWords() throws IOException {
        JsonNode row = StreamSupport.stream(table("latest").spliterator(), false)
                .filter(node -> text(node, "path").equals("github.com/rsc/empty"))
                .findAny()
                .orElseThrow();
        TestRepository.create(directory.resolve("empty.git")).close();
        ModulePath module = ModulePath.parse(text(row, "path"));
        try (GitModules modules = open("empty", module.toString())) {
            assertThatThrownBy(() -> modules.info(module, VersionQuery.LATEST))
                    .isInstanceOf(ModuleAccessException.class)
                    .hasMessage(text(row, "err"));
        }
    }

    private static JsonNode table(String name) throws IOException {
        return JSON.readTree(Files.readAllBytes(data.resolve("cmd-go-coderepo/coderepo_tests.json")))
                .get(name);
    }

    private static Answer ask(Root root, String path, String query) throws IOException {
        try (GitModules modules = open(root.bundle(), root.path())) {
            return new Answers(modules, directory).ask(path, query);
        }
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
