package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.goproxy4j.git.Answers.Answer;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Wherever git keeps its objects and refs, the answers are those of the real {@code go} command. */
@Timeout(300)
class GoStorageTest {
    private static final List<String> QUERIES =
            List.of("v1.0.0", "v1.1.0", "v1.2.0", "v2.0.0", "master", "HEAD", "latest", "dev");

    @TempDir
    Path directory;

    private GoJudge judge;
    private GitBinary git;
    private ObjectId first;

    @BeforeEach
    void prepare() throws IOException {
        judge = GoJudge.required(directory);
        git = GitBinary.required(directory);
    }

    /** A repository whose modules have the path of another, its clone of some kind. */
    private Path origin(String clone) throws IOException {
        Path at = directory.resolve("origin.git");
        try (TestRepository repository = TestRepository.create(at)) {
            Map<String, String> files = new TreeMap<>(Map.of("a.go", "package a\n", "LICENSE", "MIT\n"));
            first = repository.commit(files);
            files.put("go.mod", "module " + GoJudge.root(clone) + "\n");
            ObjectId second = repository.commit(files, first);
            files.put("a.go", "package a // 3\n");
            ObjectId third = repository.commit(files, second);
            ObjectId fourth = repository.commit(files, third);
            repository.ref("refs/heads/master", fourth);
            repository.ref("refs/heads/dev", second);
            repository.ref("refs/tags/v1.0.0", first);
            repository.ref("refs/tags/v2.0.0", first);
            repository.ref("refs/tags/v1.1.0", repository.tagObject("v1.1.0", second, Constants.OBJ_COMMIT));
        }
        git.run(at, "config", "uploadpack.allowFilter", "true");
        return at;
    }

    private List<String> judge(String name) throws IOException {
        return judge.judge(name, "", QUERIES);
    }

    @Test
    void packedAndLooseRefs_answerAsGoDoes() throws IOException {
        Path at = origin("packed");
        git.run(at, "pack-refs", "--all");
        git.run(at, "gc", "-q");
        git.run(at, "update-ref", "refs/tags/v1.2.0", first.name());
        git.run(at, "update-ref", "refs/heads/dev", first.name());
        Files.move(at, judge.directory("packed"));
        assertThat(judge("packed"))
                .startsWith("v1.0.0", "v1.1.0", "v1.2.0")
                .anyMatch(version -> version.startsWith("v1.2.1-0."));
    }

    /** The git of the day may not read reftables, so go answers before the refs are moved into one. */
    @Test
    void reftable_answersAsGoDoesOfTheSameRefsInFiles() throws IOException {
        Path at = origin("reftable");
        git.run(
                directory,
                "clone",
                "-q",
                "--mirror",
                at.toString(),
                judge.directory("reftable").toString());
        assertThat(judge("reftable")).contains("v1.0.0", "v1.1.0");
        List<Answer> fromFiles = answers("reftable");
        try (FileRepository repository =
                new FileRepository(judge.directory("reftable").toFile())) {
            repository.convertRefStorage("reftable", false, false);
        }
        assertThat(judge.directory("reftable").resolve("reftable")).isDirectory();
        assertThat(judge.directory("reftable").resolve("packed-refs")).doesNotExist();
        assertThat(answers("reftable")).isEqualTo(fromFiles);
    }

    private List<Answer> answers(String name) throws IOException {
        ModulePath root = ModulePath.parse(GoJudge.root(name));
        List<Answer> all = new ArrayList<>();
        try (GitModules modules = GitModules.open(judge.directory(name), root)) {
            Answers answers = new Answers(modules, directory);
            assertThat(answers.versions(root.toString())).containsExactly("v1.0.0", "v1.1.0");
            for (String query : QUERIES) {
                all.add(answers.ask(root.toString(), query));
            }
        }
        return all;
    }

    @Test
    void linkedWorkTree_answersAsGoDoes() throws IOException {
        Path at = origin("linked");
        git.run(
                at,
                "worktree",
                "add",
                "-q",
                "-b",
                "side",
                judge.directory("linked").toString(),
                "v1.1.0");
        assertThat(judge("linked")).contains("v1.0.0", "v1.1.0");
        git.run(judge.directory("linked"), "checkout", "-q", "--detach", "v1.0.0");
        assertThat(judge("linked")).contains("v1.0.0", "v1.1.0");
    }

    @Test
    void alternatesOfAlternates_answerAsGoDoes() throws IOException {
        Path at = origin("alternate");
        git.run(directory, "clone", "-q", "--bare", "--shared", at.toString(), "middle.git");
        git.run(
                directory,
                "clone",
                "-q",
                "--bare",
                "--shared",
                "middle.git",
                judge.directory("alternate").toString());
        // As git itself reads them, also from the alternates' own directory.
        Files.writeString(
                judge.directory("alternate").resolve("objects/info/alternates"),
                "# shared\n../../../middle.git/objects\n");
        assertThat(judge("alternate")).contains("v1.0.0", "v1.1.0").doesNotContain("v1.2.0");
    }

    @Test
    void shallowClone_answersAsGoDoes() throws IOException {
        Path at = origin("shallow");
        git.run(
                directory,
                "clone",
                "-q",
                "--bare",
                "--depth=2",
                "--no-single-branch",
                at.toUri().toString(),
                judge.directory("shallow").toString());
        assertThat(judge("shallow")).contains("v1.0.0", "v1.1.0");
    }

    @Test
    void partialClone_listsAndFailsClearly() throws Exception {
        Path at = origin("partial");
        ModulePath module = ModulePath.parse(GoJudge.root("partial"));
        for (String filter : List.of("blob:none", "tree:0")) {
            Path clone = judge.directory("partial-" + filter.charAt(0));
            git.run(
                    directory,
                    "clone",
                    "-q",
                    "--bare",
                    "--filter=" + filter,
                    at.toUri().toString(),
                    clone.toString());
            try (GitModules modules = GitModules.open(clone, module)) {
                if (filter.equals("blob:none")) {
                    assertThat(modules.versions(module))
                            .extracting(ModuleVersion::toString)
                            .containsExactly("v1.0.0", "v1.1.0");
                } else {
                    // Whether v1.1.0 has a go.mod cannot be seen, so neither can whether v2.0.0 is listed.
                    assertThatIOException().isThrownBy(() -> modules.versions(module));
                }
                ModuleId id = new ModuleId(module, ModuleVersion.parse("v1.1.0"));
                assertThatIOException().isThrownBy(() -> modules.info(module, new VersionQuery.Exact(id.version())));
                assertThatIOException().isThrownBy(() -> modules.mod(id));
                assertThatIOException().isThrownBy(() -> modules.zip(id));
            }
        }
    }
}
