package io.github.goproxy4j.git;

import static io.github.goproxy4j.git.TestRepository.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.source.SourceRefs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one look at the names of a repository sees. */
class RefsTest {
    @TempDir
    Path directory;

    private TestRepository repository;
    private GitSourceRepository source;
    private ObjectId first;
    private ObjectId second;

    @BeforeEach
    void open() throws IOException {
        repository = TestRepository.create(directory.resolve("r.git"));
        source = GitSourceRepository.open(repository.directory());
        first = repository.commit(Map.of("a", "1"));
        second = repository.commit(Map.of("a", "2"), first);
        repository.ref("refs/heads/master", first);
        repository.ref("refs/tags/v1.0.0", first);
        write("refs/tags/stable", "ref: refs/heads/master");
    }

    @AfterEach
    void close() {
        source.close();
        repository.close();
    }

    private void write(String ref, String text) throws IOException {
        Path file = repository.directory().resolve(ref);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private interface Change {
        void make() throws Exception;
    }

    @Test
    void refs_nothingChanged_areTheSameObject() throws Exception {
        assertThat(source.refs()).isSameAs(source.refs());
        Git.wrap(repository.jgit()).packRefs().setAll(true).call();
        assertThat(source.refs()).isSameAs(source.refs());
    }

    @Test
    void refs_anyChange_isSeen() throws Exception {
        List<Change> changes = List.of(
                () -> repository.ref("refs/tags/v1.1.0", first),
                () -> repository.ref("refs/tags/v1.1.0", second),
                () -> Git.wrap(repository.jgit()).tagDelete().setTags("v1.1.0").call(),
                () -> repository.ref("refs/heads/dev", first),
                // A symbolic tag follows its branch.
                () -> repository.ref("refs/heads/master", second),
                () -> write("HEAD", "ref: refs/heads/dev"),
                () -> write("HEAD", "ref: refs/heads/none"),
                () -> write("HEAD", second.name()),
                () -> write("packed-refs", first.name() + " refs/tags/packed"),
                () -> write("packed-refs", second.name() + " refs/tags/packed\n" + first.name() + " refs/tags/p2"),
                () -> Files.delete(repository.directory().resolve("packed-refs")));
        List<SourceRefs> seen = new ArrayList<>(List.of(source.refs()));
        for (Change change : changes) {
            change.make();
            assertThat(source.refs()).isNotEqualTo(seen.get(seen.size() - 1));
            seen.add(source.refs());
        }
        assertThat(seen.get(4).tags()).containsEntry("stable", id(first));
        assertThat(seen.get(5).tags()).containsEntry("stable", id(second));
        assertThat(seen)
                .extracting(SourceRefs::head)
                .endsWith(
                        Optional.of(id(second)),
                        Optional.of(id(first)),
                        Optional.empty(),
                        Optional.of(id(second)),
                        Optional.of(id(second)),
                        Optional.of(id(second)),
                        Optional.of(id(second)));
        assertThat(seen.get(10).tags()).containsEntry("packed", id(second)).containsEntry("p2", id(first));
    }

    @Test
    void refs_namesThatGitForbids_areLeftOut() throws IOException {
        SourceRefs before = source.refs();
        for (String name : List.of("v1.1.0^{}", "v1.2.0.lock", "v1.3.0 ", "v1.4.0..1", "v1.5.0~1", "v1.6.0.", "@{1}")) {
            write("refs/tags/" + name, first.name());
            assertThat(source.refs()).as(name).isEqualTo(before);
        }
        write("packed-refs", first.name() + " refs/tags/v1.7.0^{}\n" + first.name() + " refs/tags/v1.8.0");
        assertThat(source.refs().tags()).containsOnlyKeys("stable", "v1.0.0", "v1.8.0");
    }

    @Test
    void refs_packedNameThatIsTheDirectoryOfAnother_areBoth() throws IOException {
        write(
                "packed-refs",
                "# pack-refs with: peeled fully-peeled sorted \n" + first.name() + " refs/tags/sub\n" + second.name()
                        + " refs/tags/sub/v0.1.0");
        assertThat(source.refs().tags())
                .containsOnlyKeys("stable", "v1.0.0", "sub", "sub/v0.1.0")
                .containsEntry("sub/v0.1.0", id(second));
    }

    @Test
    void refs_looseBesidesPacked_isTheNewerOne() throws Exception {
        Git.wrap(repository.jgit()).packRefs().setAll(true).call();
        write("refs/tags/v1.0.0", second.name());
        assertThat(source.refs().tags()).containsEntry("v1.0.0", id(second));
    }

    @Test
    void refs_reftable_haveAllThatFilesHave() throws Exception {
        ObjectId tag = repository.tagObject("v1.1.0", first, Constants.OBJ_COMMIT);
        repository.ref("refs/tags/v1.1.0", repository.tagObject("v1.1.0", tag, Constants.OBJ_TAG));
        repository.ref("refs/tags/sub/v0.1.0", second);
        repository.ref("refs/heads/feature/x", second);
        repository.ref("refs/pull/1/head", second);
        SourceRefs files = source.refs();
        ((FileRepository) repository.jgit()).convertRefStorage("reftable", false, false);
        try (GitSourceRepository reftable = GitSourceRepository.open(repository.directory())) {
            assertThat(reftable.refs()).isEqualTo(files);
            assertThat(reftable.refs()).isSameAs(reftable.refs());
            repository.ref("refs/tags/v1.0.0", second);
            assertThat(reftable.refs().tags())
                    .containsEntry("v1.0.0", id(second))
                    .hasSize(4);
            repository.ref("refs/heads/master", second);
            assertThat(reftable.refs().head()).contains(id(second));
            assertThat(reftable.refs().tags()).containsEntry("stable", id(second));
            Git.wrap(repository.jgit()).tagDelete().setTags("v1.1.0").call();
            assertThat(reftable.refs().tags()).containsOnlyKeys("stable", "v1.0.0", "sub/v0.1.0");
        }
    }
}
