package io.github.goproxy4j.git;

import static io.github.goproxy4j.git.TestRepository.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which directories are repositories, and what of their configuration counts. */
@Timeout(60)
class OpeningTest {
    @TempDir
    Path directory;

    private Path bare;
    private ObjectId commit;

    @BeforeEach
    void repository() throws IOException {
        bare = directory.resolve("r.git");
        try (TestRepository repository = TestRepository.create(bare)) {
            commit = repository.commit(Map.of("a", "1"));
            repository.ref("refs/heads/master", commit);
        }
    }

    @Test
    void bareRepository_opens() throws IOException {
        assertHead(bare);
    }

    @Test
    void workTreeAndItsDotGit_open() throws IOException {
        Path work = directory.resolve("work");
        Files.createDirectories(work);
        Files.move(bare, work.resolve(".git"));
        assertHead(work);
        assertHead(work.resolve(".git"));
    }

    @Test
    void workTreeWithAPointer_opens() throws IOException {
        Path work = Files.createDirectories(directory.resolve("work"));
        Files.writeString(work.resolve(".git"), "gitdir: ../r.git\n");
        assertHead(work);
    }

    @Test
    void linkedWorkTree_hasItsOwnHeadAndTheCommonRefs() throws IOException {
        GitBinary git = GitBinary.required(directory);
        Path linked = directory.resolve("linked");
        git.run(bare, "worktree", "add", "-q", "-b", "other", linked.toString());
        git.run(linked, "commit", "-q", "--allow-empty", "-m", "second");
        try (GitSourceRepository source = GitSourceRepository.open(linked)) {
            assertThat(source.refs().branches()).containsOnlyKeys("master", "other");
            assertThat(source.refs().head()).contains(source.refs().branches().get("other"));
        }
    }

    @Test
    void objectsAndRefsThatAreLinks_open() throws IOException {
        Path linked = Files.createDirectories(directory.resolve("linked.git"));
        Files.createSymbolicLink(linked.resolve("objects"), bare.resolve("objects"));
        Files.createSymbolicLink(linked.resolve("refs"), bare.resolve("refs"));
        Files.writeString(linked.resolve("HEAD"), "ref: refs/heads/master\n");
        assertHead(linked);
    }

    @Test
    void alternates_areRead() throws IOException {
        Path borrower = directory.resolve("borrower.git");
        try (TestRepository repository = TestRepository.create(borrower)) {
            Files.createDirectories(borrower.resolve("objects/info"));
            Files.writeString(borrower.resolve("objects/info/alternates"), "../../r.git/objects\n");
            repository.ref("refs/heads/master", commit);
        }
        assertHead(borrower);
    }

    @Test
    void whatIsNoRepository_isRefusedInOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Path empty = Files.createDirectories(directory.resolve("empty"));
        Path pointer = Files.createDirectories(directory.resolve("pointer"));
        Files.writeString(pointer.resolve(".git"), "nonsense\0\n");
        Path astray = Files.createDirectories(directory.resolve("astray"));
        Files.writeString(astray.resolve(".git"), "gitdir: ../empty\n");
        assertRefused(directory.resolve("none"), "no such directory: ");
        assertRefused(file, "not a directory: ");
        assertRefused(empty, "not a git repository: ");
        assertRefused(pointer, "not a readable git repository: ");
        assertRefused(astray, "not a git repository: ");
    }

    @Test
    void sha256Objects_areRefused() throws IOException {
        configure("[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n");
        assertRefused(bare, "git repository with sha256 object ids, only sha1 can be read: ");
    }

    @Test
    void sha256RepositoryOfGit_isRefused() {
        Path sha256 = directory.resolve("sha256.git");
        GitBinary.required(directory).run(directory, "init", "-q", "--bare", "--object-format=sha256", "sha256.git");
        assertRefused(sha256, "git repository with sha256 object ids");
    }

    @Test
    void unknownExtensionOrFormat_isRefused() throws IOException {
        configure("[core]\n\trepositoryformatversion = 1\n[extensions]\n\tfuture = 1\n");
        assertRefused(bare, "git repository with the unknown extension future: ");
        Files.writeString(bare.resolve("config"), "[core]\n\trepositoryformatversion = 7\n");
        assertRefused(bare, "not a readable git repository: ");
        Files.writeString(bare.resolve("config"), "[nonsense\n");
        assertRefused(bare, "not a readable git repository: ");
    }

    @Test
    void harmlessExtensions_open() throws IOException {
        configure("""
                [core]
                repositoryformatversion = 1
                [extensions]
                partialClone = origin
                objectFormat = sha1
                preciousObjects = true
                noop = 1
                """);
        assertHead(bare);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"included", "./included", "../included", "~/included", "~//ABSOLUTE", "ABSOLUTE", "/dev/zero"})
    void includedConfiguration_isNotRead(String path) throws IOException {
        String breaking = "[extensions]\n\tobjectFormat = sha256\n";
        Path outside = Files.writeString(directory.resolve("included"), breaking);
        Files.writeString(bare.resolve("included"), breaking);
        String absolute = outside.toString().substring(1);
        String named = path.replace("//ABSOLUTE", "//" + absolute).replace("ABSOLUTE", "/" + absolute);
        configure("[include]\n\tpath = " + named + "\n[includeIf \"gitdir:/\"]\n\tpath = " + named + "\n");
        assertHead(bare);
    }

    @Test
    void commandsInTheConfiguration_areNotRun() throws IOException {
        Path marker = directory.resolve("marker");
        String command = "touch " + marker;
        configure("[core]\n\tfsmonitor = " + command + "\n\thooksPath = " + bare + "\n\tgitProxy = " + command
                + "\n\tsshCommand = " + command + "\n[filter \"x\"]\n\tsmudge = " + command + "\n\tprocess = " + command
                + "\n\trequired = true\n[extensions]\n\tpartialClone = origin\n[remote \"origin\"]\n\turl = ext::"
                + command + "\n");
        assertHead(bare);
        assertThat(marker).doesNotExist();
    }

    private void configure(String text) throws IOException {
        Files.writeString(bare.resolve("config"), text, StandardOpenOption.APPEND);
    }

    private void assertHead(Path at) throws IOException {
        try (GitSourceRepository source = GitSourceRepository.open(at)) {
            assertThat(source.refs().head()).contains(id(commit));
            assertThat(source.find(id(commit), "a")).isPresent();
        }
    }

    private static void assertRefused(Path at, String message) {
        assertThatThrownBy(() -> GitSourceRepository.open(at).close())
                .isInstanceOf(GitRepositoryException.class)
                .hasMessage(message + (message.endsWith(": ") ? at : ", only sha1 can be read: " + at));
    }
}
