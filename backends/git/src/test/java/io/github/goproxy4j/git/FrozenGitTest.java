package io.github.goproxy4j.git;

import static io.github.goproxy4j.git.TestRepository.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a git repository whose tags are moved, and whose history is rewritten, while it is served. */
final class FrozenGitTest {
    private static final ModulePath M = ModulePath.parse("example.com/m");
    private static final ModuleId ID = new ModuleId(M, ModuleVersion.parse("v1.0.0"));

    @TempDir
    private Path directory;

    private TestRepository git;
    private GitModules modules;
    private ObjectId old;
    private ObjectId rewritten;

    @BeforeEach
    void create() throws Exception {
        git = TestRepository.create(directory.resolve("m.git"));
        ObjectId first = git.commit(files("first"));
        old = git.commit(files("old"), first);
        git.ref("refs/heads/main", old);
        git.jgit().updateRef("HEAD").link("refs/heads/main");
        git.ref("refs/tags/v1.0.0", git.tagObject("v1.0.0", old, Constants.OBJ_COMMIT));
        rewritten = git.commit(files("rewritten"), first);
        modules = GitModules.open(git.directory(), M);
    }

    @AfterEach
    void close() {
        modules.close();
        git.close();
    }

    private static Map<String, String> files(String text) {
        return Map.of("go.mod", "module example.com/m\n\n// " + text + "\n", "a.go", "package m // " + text + "\n");
    }

    /** Rewrites the branch and the tag, as a force-push does. */
    private void forcePush() throws IOException {
        git.ref("refs/heads/main", rewritten);
        git.ref("refs/tags/v1.0.0", git.tagObject("v1.0.0", rewritten, Constants.OBJ_COMMIT));
    }

    private void gc() {
        GitBinary.required(directory).run(git.directory(), "gc", "-q", "--prune=now");
    }

    private String commit(VersionQuery query) throws Exception {
        return modules.info(M, query).origin().orElseThrow().hash();
    }

    private String commit(String version) throws Exception {
        return commit(new VersionQuery.Exact(ModuleVersion.parse(version)));
    }

    private ModuleHash zip() throws Exception {
        Path copy = Files.createTempFile(directory, "copy", ".zip");
        try (ModuleFile zip = modules.zip(ID);
                InputStream in = zip.openStream(0)) {
            Files.write(copy, in.readAllBytes());
        }
        return ModuleHash.ofZip(copy);
    }

    private String mod() throws Exception {
        try (ModuleFile mod = modules.mod(ID);
                InputStream in = mod.openStream(0)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void movedTag_betweenInfoAndZip_changesNeither() throws Exception {
        assertThat(commit("v1.0.0")).isEqualTo(old.name());
        forcePush();
        assertThat(mod()).contains("// old");
        ModuleHash before = zip();
        assertThat(commit("v1.0.0")).isEqualTo(old.name());
        try (GitModules fresh = GitModules.open(git.directory(), M)) {
            assertThat(fresh.info(M, new VersionQuery.Exact(ID.version()))
                            .origin()
                            .orElseThrow()
                            .hash())
                    .isEqualTo(rewritten.name());
        }
        assertThat(zip()).isEqualTo(before);
    }

    @Test
    void rewrittenBranch_afterTheOldCommitIsPacked_keepsTheVersion() throws Exception {
        ModuleHash before = zip();
        forcePush();
        git.ref("refs/keep/old", old);
        gc();
        assertThat(zip()).isEqualTo(before);
        assertThat(modules.info(M, VersionQuery.HEAD).version().orElseThrow().toString())
                .startsWith("v0.0.0-")
                .endsWith(rewritten.name().substring(0, 12));
    }

    @Test
    void rewrittenBranch_afterTheOldCommitIsCollected_isGone() throws Exception {
        zip();
        forcePush();
        gc();
        for (Question question : everything()) {
            ModuleAccessException gone = catchThrowableOfType(ModuleAccessException.class, question::ask);
            assertThat(gone.reason()).isEqualTo(ModuleAccessException.Reason.GONE);
            assertThat(gone)
                    .hasMessageContaining(old.name().substring(0, 12))
                    .hasMessageContaining("no longer in the repository");
        }
        assertThat(modules.versions(M)).containsExactly(ID.version());
        assertThat(commit(VersionQuery.HEAD)).isEqualTo(rewritten.name());
        git.ref("refs/tags/v1.0.1", rewritten);
        assertThat(commit("v1.0.1")).isEqualTo(rewritten.name());
    }

    private interface Question {
        void ask() throws Exception;
    }

    private List<Question> everything() {
        return List.of(() -> commit("v1.0.0"), this::mod, this::zip);
    }

    @Test
    void deletedTag_isNotListedAndStillServed() throws Exception {
        ModuleHash before = zip();
        Files.delete(git.directory().resolve("refs/tags/v1.0.0"));
        assertThat(modules.versions(M)).isEmpty();
        assertThat(zip()).isEqualTo(before);
        assertThat(commit("v1.0.0")).isEqualTo(old.name());
    }

    @Test
    void commitThatOnlyTheMovedTagReached_isStillFoundByItsId() throws Exception {
        commit("v1.0.0");
        forcePush();
        assertThat(modules.info(M, VersionQuery.parse(old.name().substring(0, 12)))
                        .version())
                .hasValue(ID.version());
    }

    @Test
    void tagThatMoves_whileManyAsk_isOneCommitForAll() throws Exception {
        int threads = 6;
        ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
        try {
            for (int round = 0; round < 12; round++) {
                modules.close();
                modules = GitModules.open(git.directory(), M);
                git.ref("refs/tags/v1.0.0", old);
                CyclicBarrier barrier = new CyclicBarrier(threads + 1);
                Future<?> mover = pool.submit(() -> {
                    barrier.await();
                    for (int i = 0; i < 20; i++) {
                        git.ref("refs/tags/v1.0.0", i % 2 == 0 ? rewritten : old);
                    }
                    return "moved";
                });
                List<Future<String>> answers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    int kind = i % 3;
                    answers.add(pool.submit(() -> {
                        barrier.await();
                        return kind == 0 ? commit("v1.0.0") : kind == 1 ? commitOf(mod()) : commitOf(zip());
                    }));
                }
                Set<String> commits = new HashSet<>();
                for (Future<String> answer : answers) {
                    commits.add(answer.get());
                }
                mover.get();
                assertThat(commits).as("round %d", round).hasSize(1).containsOnly(commit("v1.0.0"));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private String commitOf(String goMod) {
        return (goMod.contains("rewritten") ? rewritten : old).name();
    }

    private String commitOf(ModuleHash zip) throws Exception {
        return commitOf(zip.equals(hashOf(rewritten)) ? "rewritten" : "old");
    }

    private ModuleHash hashOf(ObjectId commit) throws Exception {
        String text = commit.equals(rewritten) ? "rewritten" : "old";
        Path tree = Files.createTempDirectory(directory, "tree");
        for (Map.Entry<String, String> file : files(text).entrySet()) {
            Files.writeString(tree.resolve(file.getKey()), file.getValue());
        }
        return ModuleHash.ofDirectory(tree, ID.toString());
    }

    @Test
    void isGone_commitThatIsThere_isNot() throws Exception {
        try (GitSourceRepository source = GitSourceRepository.open(git.directory())) {
            assertThat(source.isGone(id(old))).isFalse();
            gc();
            assertThat(source.isGone(id(old))).isFalse();
            assertThat(source.isGone(id(rewritten))).isTrue();
        }
    }

    @Test
    void isGone_idOfAnotherKindOfRepository_is() throws Exception {
        try (GitSourceRepository source = GitSourceRepository.open(git.directory())) {
            assertThat(source.isGone(new io.github.goproxy4j.source.ObjectId("a".repeat(64))))
                    .isTrue();
        }
    }

    @Test
    void isGone_packThatCannotBeRead_isNotCertain() throws Exception {
        gc();
        commit("v1.0.0");
        Path pack = packs(".pack").get(0);
        pack.toFile().setWritable(true);
        try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.WRITE)) {
            channel.truncate(20);
        }
        try (GitSourceRepository source = GitSourceRepository.open(git.directory())) {
            assertThatIOException().isThrownBy(() -> source.isGone(id(old)));
            assertThatIOException().isThrownBy(() -> source.isGone(id(old)));
            assertThat(source.isGone(id(rewritten))).isTrue();
        }
        Files.delete(pack);
        try (GitSourceRepository source = GitSourceRepository.open(git.directory())) {
            assertThatIOException().isThrownBy(() -> source.isGone(id(old)));
        }
    }

    @Test
    void isGone_damagedIndexOfAPack_isNotCertain() throws Exception {
        gc();
        Path index = packs(".idx").get(0);
        index.toFile().setWritable(true);
        for (byte[] damage : new byte[][] {{}, {1, 2, 3}, {(byte) 0xff, 't', 'O', 'c', 0, 0, 0, 9}}) {
            Files.write(index, damage);
            try (GitSourceRepository source = GitSourceRepository.open(git.directory())) {
                assertThatIOException().isThrownBy(() -> source.isGone(id(old)));
            }
        }
    }

    @Test
    void isGone_damagedFileOfTheObject_isNotCertain() throws Exception {
        Path file = git.directory()
                .resolve("objects/" + old.name().substring(0, 2) + "/"
                        + old.name().substring(2));
        file.toFile().setWritable(true);
        Files.write(file, new byte[0]);
        try (GitSourceRepository source = GitSourceRepository.open(git.directory())) {
            assertThatIOException().isThrownBy(() -> source.isGone(id(old)));
        }
    }

    @Test
    void isGone_borrowedDirectoryThatIsNotMounted_isNotCertain() throws Exception {
        Path borrower = directory.resolve("borrower.git");
        GitBinary binary = GitBinary.required(directory);
        binary.run(
                directory, "clone", "-q", "--bare", "--shared", git.directory().toString(), borrower.toString());
        try (GitSourceRepository source = GitSourceRepository.open(borrower)) {
            assertThat(source.isGone(id(old))).isFalse();
            assertThat(source.isGone(new io.github.goproxy4j.source.ObjectId("0".repeat(40))))
                    .isTrue();
        }
        Path away = directory.resolve("away.git");
        Files.move(git.directory(), away);
        try (GitSourceRepository source = GitSourceRepository.open(borrower)) {
            assertThatIOException().isThrownBy(() -> source.isGone(id(old)));
        }
        Files.move(away, git.directory());
    }

    @Test
    void isGone_repositoryThatIsNotMounted_isNotCertain() throws Exception {
        Path away = directory.resolve("away.git");
        commit("v1.0.0");
        Files.move(git.directory(), away);
        for (Question question : everything()) {
            assertThatIOException().isThrownBy(question::ask);
        }
        Files.move(away, git.directory());
        assertThat(commit("v1.0.0")).isEqualTo(old.name());
    }

    @Test
    void indexOfManyObjects_hasEachOfThemAndNoOther() throws Exception {
        ObjectInserter.Formatter ids = new ObjectInserter.Formatter();
        List<ObjectId> there = new ArrayList<>();
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            there.add(ids.idFor(Constants.OBJ_BLOB, Integer.toString(i).getBytes(StandardCharsets.US_ASCII)));
            files.put("f" + i, Integer.toString(i));
        }
        git.ref("refs/heads/many", git.commit(files));
        gc();
        for (String version : List.of("1", "2")) {
            GitBinary.required(directory)
                    .run(git.directory(), "-c", "pack.indexVersion=" + version, "repack", "-q", "-adF");
            Path index = packs(".idx").get(0);
            for (ObjectId object : there) {
                assertThat(PackIndexFile.find(index, object)).isPresent();
                byte[] other = new byte[Constants.OBJECT_ID_LENGTH];
                object.copyRawTo(other, 0);
                other[19] ^= 1;
                assertThat(PackIndexFile.find(index, ObjectId.fromRaw(other))).isEmpty();
            }
            assertThat(PackIndexFile.find(index, ObjectId.zeroId())).isEmpty();
            assertThat(PackIndexFile.find(index, ObjectId.fromString("f".repeat(40))))
                    .isEmpty();
        }
    }

    private List<Path> packs(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(git.directory().resolve("objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
