package io.github.goproxy4j.git;

import static io.github.goproxy4j.git.TestRepository.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.source.SourceEntry;
import io.github.goproxy4j.source.SourceLimitException;
import io.github.goproxy4j.source.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Broken and malicious repositories: an {@code IOException} in bounded time and memory, and the rest goes on. */
@Timeout(30)
class HostileRepositoryTest {
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
    void brokenRefs_doNotHideTheOthers() throws IOException {
        ObjectId commit = repository.commit(Map.of("a", "1"));
        repository.ref("refs/tags/v1.0.0", commit);
        Path tags = repository.directory().resolve("refs/tags");
        Files.writeString(tags.resolve("garbage"), "not an id\n");
        Files.writeString(tags.resolve("short"), "1234\n");
        Files.writeString(tags.resolve("empty"), "");
        Files.write(tags.resolve("binary"), new byte[] {0, (byte) 0xFF, 13});
        Files.writeString(tags.resolve("huge"), "x".repeat(1 << 20));
        Files.writeString(tags.resolve("dangling"), "ref: refs/tags/none\n");
        Files.writeString(tags.resolve("self"), "ref: refs/tags/self\n");
        Files.writeString(tags.resolve("loop-a"), "ref: refs/tags/loop-b\n");
        Files.writeString(tags.resolve("loop-b"), "ref: refs/tags/loop-a\n");
        Files.writeString(tags.resolve("outside"), "ref: ../../etc/passwd\n");
        Files.createSymbolicLink(tags.resolve("nowhere"), Path.of("refs/tags/none"));
        Files.createDirectories(tags.resolve("directory/only"));
        assertThat(source.refs().tags()).containsOnly(Map.entry("v1.0.0", id(commit)));
    }

    @Test
    void refToAMissingObject_isListed_andFailsWhenRead() throws IOException {
        Files.writeString(repository.directory().resolve("refs/tags/v1.0.0"), "1".repeat(40) + "\n");
        io.github.goproxy4j.source.ObjectId missing = new io.github.goproxy4j.source.ObjectId("1".repeat(40));
        assertThat(source.refs().tags()).containsOnly(Map.entry("v1.0.0", missing));
        assertThatThrownBy(() -> source.commit(missing)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> source.find(missing, "a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> source.openTree(missing, "")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> source.isAncestor(missing, missing)).isInstanceOf(IOException.class);
    }

    @Test
    void headLoop_isNoHead() throws IOException {
        Files.writeString(repository.directory().resolve("HEAD"), "ref: HEAD\n");
        assertThat(source.refs().head()).isEmpty();
    }

    @Test
    void brokenPackedRefs_areAnError() throws IOException {
        Files.writeString(repository.directory().resolve("packed-refs"), "# pack-refs with: peeled\nxyz refs/tags/a\n");
        assertThatThrownBy(() -> source.refs()).isInstanceOf(IOException.class);
    }

    @Test
    void missingBlob_isAnError_notAnEmptyFile() throws IOException {
        TreeFormatter tree = new TreeFormatter();
        tree.append("a", FileMode.REGULAR_FILE, ObjectId.fromString("1".repeat(40)));
        ObjectId commit = repository.commitTree(repository.insert(Constants.OBJ_TREE, tree.toByteArray()));
        SourceEntry entry = source.find(id(commit), "a").orElseThrow();
        assertThatThrownBy(() -> source.open(entry)).isInstanceOf(IOException.class);
        try (SourceTree opened = source.openTree(id(commit), "")) {
            assertThat(opened.entries()).containsExactly(entry);
            assertThatThrownBy(() -> opened.exportSize(entry)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> opened.export(entry)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void partialClone_missesItsBlobs() throws IOException {
        ObjectId commit = repository.commit(Map.of("a", "1"));
        repository.ref("refs/heads/master", commit);
        GitBinary git = GitBinary.required(directory);
        git.run(repository.directory(), "config", "uploadpack.allowFilter", "true");
        git.run(
                directory,
                "clone",
                "-q",
                "--bare",
                "--filter=blob:none",
                repository.directory().toUri().toString(),
                "partial.git");
        try (GitSourceRepository partial = GitSourceRepository.open(directory.resolve("partial.git"))) {
            SourceEntry entry = partial.find(id(commit), "a").orElseThrow();
            assertThatThrownBy(() -> partial.open(entry)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void truncatedLooseObject_isAnError() throws IOException {
        ObjectId commit = repository.commit(Map.of("a", "x".repeat(10_000), "b", "1"));
        SourceEntry entry = source.find(id(commit), "a").orElseThrow();
        Path file = repository
                .directory()
                .resolve("objects/" + entry.id().hex().substring(0, 2) + "/"
                        + entry.id().hex().substring(2));
        byte[] bytes = Files.readAllBytes(file);
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 10));
        assertThatThrownBy(() -> read(entry)).isInstanceOf(IOException.class);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(file, bytes);
        assertThatThrownBy(() -> read(entry)).isInstanceOf(IOException.class);
        read(source.find(id(commit), "b").orElseThrow());
    }

    @Test
    void corruptPack_isAnError_whereverTheByteIs() throws Exception {
        String text = "some text ".repeat(300);
        ObjectId commit = repository.commit(Map.of("a", text));
        repository.ref("refs/heads/master", commit);
        new GC((FileRepository) repository.jgit()).repack();
        Path pack;
        try (Stream<Path> packs = Files.list(repository.directory().resolve("objects/pack"))) {
            pack = packs.filter(p -> p.toString().endsWith(".pack")).findFirst().orElseThrow();
        }
        repository.jgit().close();
        byte[] good = Files.readAllBytes(pack);
        assertThat(pack.toFile().setWritable(true)).isTrue();
        int refused = 0;
        for (int at = 12; at < good.length - 20; at += 7) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) 0xA5;
            Files.write(pack, bad);
            try (GitSourceRepository corrupt = GitSourceRepository.open(repository.directory())) {
                SourceEntry entry = corrupt.find(id(commit), "a").orElseThrow();
                corrupt.commit(id(commit));
                try (InputStream in = corrupt.open(entry)) {
                    assertThat(in.readAllBytes())
                            .as("byte " + at)
                            .asString(StandardCharsets.US_ASCII)
                            .isEqualTo(text);
                }
            } catch (IOException expected) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void corruptTree_isAnError() throws IOException {
        for (String bytes : List.of(
                "100644 a",
                "100644 a\0short",
                "x",
                "100644",
                "100644 \0" + "i".repeat(20),
                " a\0" + "i".repeat(20),
                "99999999999999999999 a\0" + "i".repeat(20),
                "77777777777777 a\0" + "i".repeat(20))) {
            ObjectId tree = repository.insert(Constants.OBJ_TREE, bytes.getBytes(StandardCharsets.ISO_8859_1));
            ObjectId commit = repository.commitTree(tree);
            assertThatThrownBy(() -> source.find(id(commit), "zzz")).as(bytes).isInstanceOf(IOException.class);
            try (SourceTree opened = source.openTree(id(commit), "")) {
                assertThatThrownBy(opened::entries).as(bytes).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void treeThatIsABlob_isAnError() throws IOException {
        ObjectId blob = repository.insert(Constants.OBJ_BLOB, new byte[0]);
        ObjectId commit = repository.commitTree(blob);
        assertThatThrownBy(() -> source.find(id(commit), "a")).isInstanceOf(IOException.class);
    }

    @Test
    void corruptCommit_isAnError() throws IOException {
        String tree =
                "tree " + repository.insert(Constants.OBJ_TREE, new byte[0]).name();
        for (String text : List.of(
                "",
                "\n",
                "tree xyz\n",
                tree,
                tree + "\n\ncommitter A <a@b> 1 +0000\n",
                tree + "\ncommitter\n\n",
                tree + "\ncommitter A <a@b> x +0000\n\n",
                tree + "\ncommitter A <a@b> 99999999999999999999999 +0000\n\n",
                tree + "\ncommitter A <a@b> 9223372036854775807 +0000\n\n",
                tree + "\n" + "x".repeat(2 << 20))) {
            ObjectId commit = repository.insert(Constants.OBJ_COMMIT, text.getBytes(StandardCharsets.ISO_8859_1));
            assertThatThrownBy(() -> source.commit(id(commit)))
                    .as(text.substring(0, Math.min(100, text.length())))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void longCommitMessage_isNotRead() throws IOException {
        String tree =
                "tree " + repository.insert(Constants.OBJ_TREE, new byte[0]).name();
        ObjectId commit = repository.insert(
                Constants.OBJ_COMMIT,
                (tree + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 7 +0000\n\n" + "m".repeat(8 << 20))
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(source.commit(id(commit)).orElseThrow().time().getEpochSecond())
                .isEqualTo(7);
    }

    @Test
    void tagChain_isFollowedToTheLimit() throws IOException {
        ObjectId commit = repository.commit(Map.of("a", "1"));
        GitLimits limits = new GitLimits(10, 10, 100, 1000, 1000, 50, 1 << 20, 1 << 30);
        ObjectId tag = commit;
        try (GitSourceRepository limited = GitSourceRepository.open(repository.directory(), limits)) {
            for (int i = 1; i <= 51; i++) {
                tag = repository.tagObject("t", tag, i == 1 ? Constants.OBJ_COMMIT : Constants.OBJ_TAG);
                if (i == 50) {
                    assertThat(limited.commit(id(tag))).isPresent();
                }
            }
            ObjectId tooDeep = tag;
            assertThatThrownBy(() -> limited.commit(id(tooDeep)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("more than 50 tag objects in a row");
        }
    }

    @Test
    void deepTree_isRefusedByItsDepth() throws IOException {
        ObjectId tree = repository.insert(Constants.OBJ_TREE, new byte[0]);
        for (int i = 0; i < 5000; i++) {
            TreeFormatter parent = new TreeFormatter();
            parent.append("d", FileMode.TREE, tree);
            tree = repository.insert(Constants.OBJ_TREE, parent.toByteArray());
        }
        ObjectId commit = repository.commitTree(tree);
        try (SourceTree opened = source.openTree(id(commit), "")) {
            assertThatThrownBy(opened::entries)
                    .isInstanceOf(IOException.class)
                    .hasMessage("more than 2048 directories within one another");
        }
    }

    @Test
    void treeBomb_isRefusedByItsEntries() throws IOException {
        ObjectId blob = repository.insert(Constants.OBJ_BLOB, new byte[0]);
        ObjectId tree = wide("f", FileMode.REGULAR_FILE, blob);
        for (int i = 0; i < 10; i++) {
            tree = wide("d", FileMode.TREE, tree);
        }
        ObjectId commit = repository.commitTree(tree);
        GitLimits limits = new GitLimits(10_000, 100, 4096, 1 << 20, 1000, 50, 1 << 20, 1 << 30);
        try (GitSourceRepository limited = GitSourceRepository.open(repository.directory(), limits);
                SourceTree opened = limited.openTree(id(commit), "")) {
            assertThatThrownBy(opened::entries)
                    .isInstanceOf(IOException.class)
                    .hasMessage("more than 10000 files and directories in one directory");
        }
    }

    private ObjectId wide(String prefix, FileMode mode, ObjectId child) {
        TreeFormatter tree = new TreeFormatter();
        for (int i = 10; i < 99; i++) {
            tree.append(prefix + i, mode, child);
        }
        return repository.insert(Constants.OBJ_TREE, tree.toByteArray());
    }

    @Test
    void longPathAndLargeTree_areRefused() throws IOException {
        ObjectId blob = repository.insert(Constants.OBJ_BLOB, new byte[0]);
        TreeFormatter tree = new TreeFormatter();
        tree.append("x".repeat(4097), FileMode.REGULAR_FILE, blob);
        ObjectId commit = repository.commitTree(repository.insert(Constants.OBJ_TREE, tree.toByteArray()));
        try (SourceTree opened = source.openTree(id(commit), "")) {
            assertThatThrownBy(opened::entries).isInstanceOf(IOException.class).hasMessageContaining("4096 bytes");
        }
        GitLimits limits = new GitLimits(10, 10, 10_000, 1000, 1000, 50, 1 << 20, 1 << 30);
        try (GitSourceRepository limited = GitSourceRepository.open(repository.directory(), limits)) {
            assertThatThrownBy(() -> limited.find(id(commit), "a"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("more than 1000 bytes");
        }
    }

    @Test
    void hugeAttributes_areRefused() throws IOException {
        ObjectId commit = repository.commit(Map.of(".gitattributes", "#\n".repeat(600_000), "a", "1"));
        try (SourceTree opened = source.openTree(id(commit), "")) {
            assertThatThrownBy(opened::entries)
                    .isInstanceOf(SourceLimitException.class)
                    .hasMessage("a .gitattributes file of more than 1048576 bytes");
        }
    }

    @Test
    void macroChain_andSlowPattern_areQuick() throws IOException {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            attributes.append("[attr]m").append(i).append(" m").append(i + 1).append('\n');
        }
        attributes
                .append("[attr]m20000 eol=crlf\n* m0\n")
                .append("*a".repeat(500))
                .append("b -text\n");
        attributes.append("**/").append("*a*/**/".repeat(200)).append("b -text\n");
        String name = ("a".repeat(200) + "/").repeat(10) + "a".repeat(200);
        ObjectId commit = repository.commit(Map.of(".gitattributes", attributes.toString(), name, "1\n"));
        try (SourceTree opened = source.openTree(id(commit), "")) {
            try (InputStream in = opened.export(opened.entries().get(1))) {
                assertThat(in.readAllBytes()).isEqualTo("1\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void keywordWithoutEnd_isRefused_notHeld() throws IOException {
        ObjectId commit = repository.commit(
                Map.of(".gitattributes", "* ident\n", "a", "$Id:" + "x".repeat(3 << 20) + "$", "b", "$Id$"));
        try (SourceTree opened = source.openTree(id(commit), "")) {
            assertThatThrownBy(() -> opened.exportSize(opened.entries().get(1))).isInstanceOf(IOException.class);
            assertThat(opened.exportSize(opened.entries().get(2))).isEqualTo(47);
        }
    }

    @Test
    void directoryOfTheSameNameAsAFile_isReadAsItIs() throws IOException {
        ObjectId blob = repository.insert(Constants.OBJ_BLOB, new byte[0]);
        TreeFormatter sub = new TreeFormatter();
        sub.append("..", FileMode.REGULAR_FILE, blob);
        TreeFormatter tree = new TreeFormatter();
        tree.append("a", FileMode.REGULAR_FILE, blob);
        tree.append("a", FileMode.TREE, repository.insert(Constants.OBJ_TREE, sub.toByteArray()));
        ObjectId commit = repository.commitTree(repository.insert(Constants.OBJ_TREE, tree.toByteArray()));
        try (SourceTree opened = source.openTree(id(commit), "")) {
            assertThat(opened.entries()).extracting(SourceEntry::path).containsExactly("a", "a/..");
        }
    }

    private void read(SourceEntry entry) throws IOException {
        try (InputStream in = source.open(entry)) {
            in.readAllBytes();
        }
    }
}
