package io.github.goproxy4j.git;

import static io.github.goproxy4j.git.TestRepository.START;
import static io.github.goproxy4j.git.TestRepository.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.source.Commit;
import io.github.goproxy4j.source.SourceEntry;
import io.github.goproxy4j.source.SourceRefs;
import io.github.goproxy4j.source.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceRepositoryTest {
    @TempDir
    Path directory;

    private TestRepository repository;
    private GitSourceRepository source;

    @BeforeEach
    void open() throws IOException {
        repository = TestRepository.create(directory.resolve("r.git"));
        source = GitSourceRepository.open(repository.directory());
    }

    @AfterEach
    void close() {
        source.close();
        repository.close();
    }

    @Test
    void refs_emptyRepository_hasNothing() throws IOException {
        assertThat(source.refs()).isEqualTo(new SourceRefs(Map.of(), Map.of(), java.util.Optional.empty()));
    }

    @Test
    void refs_looseAndPacked_areTheSame() throws Exception {
        ObjectId first = repository.commit(Map.of("a", "1"));
        ObjectId tag = repository.tagObject("v1.0.0", first, Constants.OBJ_COMMIT);
        repository.ref("refs/heads/master", first);
        repository.ref("refs/heads/feature/x", first);
        repository.ref("refs/tags/v1.0.0", tag);
        repository.ref("refs/tags/sub/v0.1.0", first);
        repository.ref("refs/pull/1/head", first);
        SourceRefs loose = source.refs();
        assertThat(loose.tags()).containsOnly(Map.entry("v1.0.0", id(tag)), Map.entry("sub/v0.1.0", id(first)));
        assertThat(loose.branches()).containsOnlyKeys("master", "feature/x");
        assertThat(loose.head()).contains(id(first));
        Git.wrap(repository.jgit()).packRefs().setAll(true).call();
        assertThat(repository.directory().resolve("refs/tags/v1.0.0")).doesNotExist();
        assertThat(source.refs()).isEqualTo(loose);
    }

    @Test
    void refs_afterAPush_areTheNewOnes() throws IOException {
        ObjectId first = repository.commit(Map.of("a", "1"));
        repository.ref("refs/tags/v1.0.0", first);
        assertThat(source.refs().tags()).containsOnlyKeys("v1.0.0");
        ObjectId second = repository.commit(Map.of("a", "2"), first);
        repository.ref("refs/tags/v1.0.0", second);
        repository.ref("refs/tags/v1.1.0", second);
        assertThat(source.refs().tags()).containsOnly(Map.entry("v1.0.0", id(second)), Map.entry("v1.1.0", id(second)));
    }

    @Test
    void whatAnotherProcessPushesAndRepacks_isSeenAtOnce() throws IOException {
        GitBinary git = GitBinary.required(directory);
        ObjectId first = repository.commit(Map.of("a", "1"));
        repository.ref("refs/heads/master", first);
        assertThat(source.refs().head()).contains(id(first));
        String parent = first.name();
        for (int i = 0; i < 5; i++) {
            String commit = new String(
                            git.run(
                                    repository.directory(),
                                    "commit-tree",
                                    "-m",
                                    "m" + i,
                                    "-p",
                                    parent,
                                    first.name() + "^{tree}"),
                            StandardCharsets.US_ASCII)
                    .strip();
            git.run(repository.directory(), "update-ref", "refs/tags/v0." + i + ".0", commit);
            git.run(repository.directory(), "update-ref", "refs/heads/master", commit);
            git.run(repository.directory(), "gc", "-q", "--prune=now");
            assertThat(source.refs().tags()).hasSize(i + 1);
            assertThat(source.refs().head().orElseThrow().hex()).isEqualTo(commit);
            assertThat(source.commit(source.refs().head().orElseThrow())).isPresent();
            assertThat(source.isAncestor(id(first), source.refs().head().orElseThrow()))
                    .isTrue();
            parent = commit;
        }
    }

    @Test
    void refs_detachedHead_isItsCommit() throws IOException {
        ObjectId first = repository.commit(Map.of("a", "1"));
        RefUpdate head = repository.jgit().updateRef("HEAD", true);
        head.setNewObjectId(first);
        head.forceUpdate();
        assertThat(source.refs().head()).contains(id(first));
    }

    @Test
    void refs_symbolicTag_isItsTarget() throws IOException {
        ObjectId first = repository.commit(Map.of("a", "1"));
        repository.ref("refs/heads/master", first);
        Files.createDirectories(repository.directory().resolve("refs/tags"));
        Files.writeString(repository.directory().resolve("refs/tags/stable"), "ref: refs/heads/master\n");
        assertThat(source.refs().tags()).containsOnly(Map.entry("stable", id(first)));
    }

    @Test
    void refs_reftable_areRead() throws IOException {
        ObjectId first = repository.commit(Map.of("a", "1"));
        repository.ref("refs/heads/master", first);
        repository.ref("refs/tags/v1.0.0", first);
        ((FileRepository) repository.jgit()).convertRefStorage("reftable", false, false);
        try (GitSourceRepository reftable = GitSourceRepository.open(repository.directory())) {
            assertThat(reftable.refs().tags()).containsOnlyKeys("v1.0.0");
            assertThat(reftable.refs().head()).contains(id(first));
        }
    }

    @Test
    void commit_hasTheCommittersTime_notTheAuthors() throws IOException {
        ObjectId first = repository.commit(Map.of("a", "1"));
        assertThat(source.commit(id(first))).contains(new Commit(id(first), START));
    }

    @Test
    void commit_after2038_hasItsTime() throws IOException {
        ObjectId tree = repository.insert(Constants.OBJ_TREE, new byte[0]);
        ObjectId commit = repository.insert(
                Constants.OBJ_COMMIT,
                ("tree " + tree.name() + "\nauthor A <a@b> 1 +0000\ncommitter A <<x>> 99999999999 -0700\n\nm")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(source.commit(id(commit)).orElseThrow().time()).isEqualTo(Instant.ofEpochSecond(99_999_999_999L));
    }

    @Test
    void commit_ofNestedTagObjects_isTheCommit() throws IOException {
        ObjectId first = repository.commit(Map.of("a", "1"));
        ObjectId inner = repository.tagObject("inner", first, Constants.OBJ_COMMIT);
        ObjectId outer = repository.tagObject("outer", inner, Constants.OBJ_TAG);
        assertThat(source.commit(id(outer)).orElseThrow().id()).isEqualTo(id(first));
    }

    @Test
    void commit_ofATreeOrBlob_isEmpty() throws IOException {
        ObjectId blob = repository.insert(Constants.OBJ_BLOB, new byte[] {1});
        ObjectId tree = repository.insert(Constants.OBJ_TREE, new byte[0]);
        ObjectId tag = repository.tagObject("t", blob, Constants.OBJ_BLOB);
        assertThat(source.commit(id(blob))).isEmpty();
        assertThat(source.commit(id(tree))).isEmpty();
        assertThat(source.commit(id(tag))).isEmpty();
    }

    @Test
    void candidates_areCommitsAndTagObjects_atAnyLength() throws Exception {
        ObjectId first = repository.commit(Map.of("a", "1"));
        ObjectId tag = repository.tagObject("t", first, Constants.OBJ_COMMIT);
        ObjectId tree = repository.insert(Constants.OBJ_TREE, new byte[0]);
        for (int pass = 0; pass < 2; pass++) {
            for (int digits : new int[] {7, 12, 39, 40}) {
                assertThat(source.candidates(first.name().substring(0, digits))).containsExactly(id(first));
                assertThat(source.candidates(tag.name().substring(0, digits))).containsExactly(id(tag));
                assertThat(source.candidates(tree.name().substring(0, digits))).isEmpty();
            }
            repository.ref("refs/tags/t", tag);
            new GC((FileRepository) repository.jgit()).repack();
        }
        assertThat(source.candidates("0123456789")).isEmpty();
        assertThat(source.candidates("0".repeat(40))).isEmpty();
        assertThat(source.candidates(first.name() + "0")).isEmpty();
    }

    @Test
    void candidates_sameFirstDigits_areAll() throws IOException {
        ObjectId tree = repository.insert(Constants.OBJ_TREE, new byte[0]);
        // Two commits whose ids start with the same seven digits, found by counting.
        List<ObjectId> pair = new ArrayList<>();
        Map<String, Integer> seen = new java.util.HashMap<>();
        for (int i = 0; pair.isEmpty(); i++) {
            String prefix = idOf(tree, i).name().substring(0, 7);
            Integer before = seen.put(prefix, i);
            if (before != null) {
                pair.add(repository.insert(Constants.OBJ_COMMIT, commitText(tree, before)));
                pair.add(repository.insert(Constants.OBJ_COMMIT, commitText(tree, i)));
            }
        }
        assertThat(source.candidates(pair.get(0).name().substring(0, 7)))
                .containsExactlyInAnyOrder(id(pair.get(0)), id(pair.get(1)));
    }

    private static ObjectId idOf(ObjectId tree, int i) {
        return new org.eclipse.jgit.lib.ObjectInserter.Formatter().idFor(Constants.OBJ_COMMIT, commitText(tree, i));
    }

    private static byte[] commitText(ObjectId tree, int i) {
        return ("tree " + tree.name() + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n" + i)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void isAncestor_followsEveryParent() throws IOException {
        ObjectId root = repository.commit(Map.of("a", "1"));
        ObjectId left = repository.commit(Map.of("a", "2"), root);
        ObjectId right = repository.commit(Map.of("a", "3"), root);
        ObjectId merge = repository.commit(Map.of("a", "4"), left, right);
        ObjectId other = repository.commit(Map.of("b", "1"));
        for (ObjectId ancestor : List.of(root, left, right, merge)) {
            assertThat(source.isAncestor(id(ancestor), id(merge))).isTrue();
        }
        assertThat(source.isAncestor(id(merge), id(left))).isFalse();
        assertThat(source.isAncestor(id(right), id(left))).isFalse();
        assertThat(source.isAncestor(id(other), id(merge))).isFalse();
        assertThat(source.isAncestor(id(root), id(merge))).isTrue();
    }

    @Test
    void isAncestor_wrongClock_makesNoDifference() throws IOException {
        ObjectId tree = repository.insert(Constants.OBJ_TREE, new byte[0]);
        ObjectId parent = repository.insert(
                Constants.OBJ_COMMIT,
                ("tree " + tree.name() + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 2000000000 +0000\n\nm")
                        .getBytes(StandardCharsets.US_ASCII));
        ObjectId middle = repository.insert(
                Constants.OBJ_COMMIT,
                ("tree " + tree.name() + "\nparent " + parent.name()
                                + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nm")
                        .getBytes(StandardCharsets.US_ASCII));
        ObjectId child = repository.commitTree(tree, middle);
        assertThat(source.isAncestor(id(parent), id(child))).isTrue();
        assertThat(source.isAncestor(id(child), id(parent))).isFalse();
    }

    @Test
    void find_returnsFilesLinksAndSubmodules_notDirectories() throws IOException {
        ObjectId commit = commitOfAllKinds();
        assertThat(source.find(id(commit), "go.mod").orElseThrow().kind()).isEqualTo(SourceEntry.Kind.FILE);
        assertThat(source.find(id(commit), "run.sh").orElseThrow().kind()).isEqualTo(SourceEntry.Kind.FILE);
        assertThat(source.find(id(commit), "link").orElseThrow().kind()).isEqualTo(SourceEntry.Kind.SYMLINK);
        assertThat(source.find(id(commit), "module").orElseThrow().kind()).isEqualTo(SourceEntry.Kind.SUBMODULE);
        assertThat(source.find(id(commit), "sub/x.go").orElseThrow().path()).isEqualTo("sub/x.go");
        for (String absent :
                List.of("sub", "sub/", "/go.mod", "", "GO.MOD", "go.mod/x", "sub/x.go/y", "link/x", "none")) {
            assertThat(source.find(id(commit), absent)).as(absent).isEmpty();
        }
    }

    @Test
    void open_givesTheCommittedBytes() throws IOException {
        ObjectId commit = repository.commit(Map.of(".gitattributes", "* eol=crlf\n", "a.txt", "1\n"));
        try (InputStream in = source.open(source.find(id(commit), "a.txt").orElseThrow())) {
            assertThat(in.readAllBytes()).isEqualTo("1\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void openTree_listsEverythingBelowADirectory_withPathsFromTheRoot() throws IOException {
        ObjectId commit = commitOfAllKinds();
        try (SourceTree tree = source.openTree(id(commit), "")) {
            assertThat(tree.entries())
                    .extracting(SourceEntry::path)
                    .containsExactly("go.mod", "link", "module", "run.sh", "sub/x.go");
        }
        try (SourceTree tree = source.openTree(id(commit), "sub")) {
            assertThat(tree.entries()).extracting(SourceEntry::path).containsExactly("sub/x.go");
        }
        for (String absent : List.of("none", "go.mod", "link", "module", "su", "sub/x.go", "sub/none")) {
            try (SourceTree tree = source.openTree(id(commit), absent)) {
                assertThat(tree.entries()).as(absent).isEmpty();
            }
        }
    }

    @Test
    void openTree_nameThatIsNoUtf8_isThereAndStaysDistinct() throws IOException {
        ObjectId blob = repository.insert(Constants.OBJ_BLOB, new byte[] {'x'});
        TreeFormatter tree = new TreeFormatter();
        tree.append(new byte[] {'a', (byte) 0xE9}, FileMode.REGULAR_FILE, blob);
        tree.append(new byte[] {'a', (byte) 0xEA}, FileMode.REGULAR_FILE, blob);
        tree.append("a\u00e9".getBytes(StandardCharsets.UTF_8), FileMode.REGULAR_FILE, blob);
        ObjectId commit = repository.commitTree(repository.insert(Constants.OBJ_TREE, tree.toByteArray()));
        try (SourceTree opened = source.openTree(id(commit), "")) {
            assertThat(opened.entries())
                    .extracting(SourceEntry::path)
                    .containsExactlyInAnyOrder("a\udce9", "a\udcea", "a\u00e9");
            assertThat(opened.exportSize(opened.entries().get(0))).isEqualTo(1);
        }
        assertThat(source.find(id(commit), "a\udce9")).isPresent();
    }

    @Test
    void shallowClone_endsItsHistory() throws IOException {
        ObjectId root = repository.commit(Map.of("a", "1"));
        ObjectId child = repository.commit(Map.of("a", "2"), root);
        ObjectId grandchild = repository.commit(Map.of("a", "3"), child);
        Files.writeString(repository.directory().resolve("shallow"), child.name() + "\n");
        try (GitSourceRepository shallow = GitSourceRepository.open(repository.directory())) {
            assertThat(shallow.isAncestor(id(child), id(grandchild))).isTrue();
            assertThat(shallow.isAncestor(id(root), id(grandchild))).isFalse();
        }
    }

    @Test
    void manyThreads_readTheSameRepository() throws Exception {
        ObjectId commit = commitOfAllKinds();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(threads.submit(() -> {
                try (SourceTree tree = source.openTree(id(commit), "")) {
                    int size = 0;
                    for (SourceEntry entry : tree.entries()) {
                        if (entry.kind() == SourceEntry.Kind.FILE) {
                            try (InputStream in = tree.export(entry)) {
                                size += in.readAllBytes().length;
                            }
                        }
                    }
                    return source.isAncestor(id(commit), id(commit)) ? size : -1;
                }
            }));
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo("module m\n".length() + 2);
        }
        threads.shutdown();
    }

    @Test
    void limits_mustBePositive() {
        assertThatThrownBy(() -> new GitLimits(1, 1, 0, 1, 1, 1, 1 << 20, 1 << 30))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ObjectId commitOfAllKinds() throws IOException {
        ObjectId blob = repository.insert(Constants.OBJ_BLOB, new byte[] {'x'});
        TreeFormatter sub = new TreeFormatter();
        sub.append("x.go", FileMode.REGULAR_FILE, blob);
        TreeFormatter tree = new TreeFormatter();
        tree.append(
                "go.mod",
                FileMode.REGULAR_FILE,
                repository.insert(Constants.OBJ_BLOB, "module m\n".getBytes(StandardCharsets.US_ASCII)));
        tree.append("link", FileMode.SYMLINK, repository.insert(Constants.OBJ_BLOB, new byte[] {'s', 'u', 'b'}));
        tree.append("module", FileMode.GITLINK, ObjectId.fromString("1".repeat(40)));
        tree.append("run.sh", FileMode.EXECUTABLE_FILE, blob);
        tree.append("sub", FileMode.TREE, repository.insert(Constants.OBJ_TREE, sub.toByteArray()));
        return repository.commitTree(repository.insert(Constants.OBJ_TREE, tree.toByteArray()));
    }
}
