package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Repositories that are damaged, or made to cost too much: each answer is Go's own, or a refusal that names a limit, or a
 * failure where there is no answer, begins within the ten seconds that {@link RawHttp} waits, and all of them together pass
 * through a heap of 128 MiB over what the server has after its start. Another module is served meanwhile.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class HostileHistoryIT {
    private static final String HOST = "git.example.com/";
    private static final List<String> NAMES =
            List.of("good", "chain", "chains", "deep", "wide", "names", "loops", "blob", "delta", "pack", "missing");

    /** The server has some 24 MiB after its start, see the README. */
    private static final List<String> HEAP = List.of("-Xmx152m", "-XX:+ExitOnOutOfMemoryError");

    private Path repositories;
    private QuickstartProcess server;
    private GoSandbox direct;

    @BeforeAll
    void serve(@TempDir Path directory) throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        repositories = Files.createDirectory(directory.resolve("repositories"));
        Fixtures.plain(at("good"), HOST + "good.git");
        tagChain("chain", 10_000);
        tagChain("chains", 20_001);
        try (GitHistory git = GitHistory.of(at("deep"))) {
            git.commit("main", "go.mod", Fixtures.goMod(HOST + "deep.git"), "d/".repeat(5_000) + "f", "deep\n")
                    .tag("v1.0.0");
        }
        try (GitHistory git = GitHistory.of(at("wide"))) {
            git.commit("main", "go.mod", Fixtures.goMod(HOST + "wide.git"));
            byte[] empty = {};
            for (int i = 0; i < 1_000_000; i++) {
                git.file("d" + i / 1_000 + "/f" + i % 1_000, empty);
            }
            git.tag("v1.0.0");
        }
        story("names", List.of("new\nline", "\udce4.txt"), List.of());
        story(
                "loops",
                List.of(),
                List.of(
                        new Story.Ref("refs/heads/loop", "ref:refs/heads/loop", 0),
                        new Story.Ref("refs/tags/v1.1.0", "ref:refs/tags/v1.2.0", 0),
                        new Story.Ref("refs/tags/v1.2.0", "ref:refs/tags/v1.1.0", 0)));
        hugeBlob();
        largeDelta();
        damagedPack();
        missingObjects();
        List<String> options = new ArrayList<>();
        for (String name : NAMES) {
            options.add("--module");
            options.add(HOST + name + ".git=" + at(name));
        }
        server = QuickstartProcess.start(directory, HEAP, options.toArray(String[]::new));
        direct = GoSandbox.direct(directory.resolve("direct"), repositories);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private Path at(String name) {
        return repositories.resolve(name + ".git");
    }

    private void tagChain(String name, int tags) throws IOException {
        story(name, List.of(), List.of(new Story.Ref("refs/tags/v1.1.0", "0", tags)));
    }

    /** A repository with one commit, tagged v1.0.0, that has some more files and refs. */
    private void story(String name, List<String> files, List<Story.Ref> refs) throws IOException {
        TreeMap<String, Story.Entry> tree = new TreeMap<>();
        tree.put("go.mod", Story.Entry.file(Fixtures.goMod(HOST + name + ".git")));
        files.forEach(file -> tree.put(file, Story.Entry.file("x\n")));
        List<Story.Ref> all = new ArrayList<>(
                List.of(new Story.Ref("refs/heads/main", "0", 0), new Story.Ref("refs/tags/v1.0.0", "0", 0)));
        all.addAll(refs);
        StoryRepository.write(
                new Story(
                        List.of(HOST + name + ".git"),
                        List.of(new Story.Commit(List.of(), 1_500_000_000L, "+0000", tree)),
                        all,
                        "ref: refs/heads/main",
                        Story.Storage.LOOSE,
                        List.of(),
                        Optional.empty()),
                at(name));
    }

    /** A file of 2 GiB, which git compresses to some megabytes, in one version, and another version without it. */
    private void hugeBlob() throws IOException {
        try (GitHistory git = GitHistory.of(at("blob"))) {
            git.commit("main", "go.mod", Fixtures.goMod(HOST + "blob.git")).tag("v1.0.0");
        }
        Path zeros = repositories.resolve("zeros");
        try (RandomAccessFile file = new RandomAccessFile(zeros.toFile(), "rw")) {
            file.setLength(2L << 30);
        }
        String blob = GitHistory.git(at("blob"), "hash-object", "-w", zeros.toString());
        Files.delete(zeros);
        String goMod = GitHistory.git(at("blob"), "rev-parse", "v1.0.0:go.mod");
        Path rows = repositories.resolve("rows");
        Files.writeString(rows, "100644 blob " + goMod + "\tgo.mod\n100644 blob " + blob + "\thuge\n");
        String tree = GitHistory.git(at("blob"), rows, "mktree");
        String commit = GitHistory.git(
                at("blob"), "-c", "user.name=A", "-c", "user.email=a@example.com", "commit-tree", "-m", "huge", tree);
        GitHistory.git(at("blob"), "tag", "v1.1.0", commit);
    }

    /** Two versions of a file of 48 MB, the one stored as a delta of the other. */
    private void largeDelta() throws IOException {
        Random random = new Random(1);
        byte[] content = new byte[48_000_000];
        random.nextBytes(content);
        // Half as many bits a byte compress at all, which is what text does.
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i % 100 == 99 ? '\n' : 'a' + (content[i] & 15));
        }
        try (GitHistory git = GitHistory.of(at("delta"))) {
            git.commit("main", "go.mod", Fixtures.goMod(HOST + "delta.git"))
                    .file("large.txt", content)
                    .tag("v1.0.0");
            System.arraycopy("changed".getBytes(StandardCharsets.US_ASCII), 0, content, 24_000_000, 7);
            git.begin("main").file("large.txt", content).tag("v1.1.0");
        }
        GitHistory.git(at("delta"), "-c", "core.bigFileThreshold=1g", "repack", "-adfq", "--window=2", "--threads=1");
        String largest = GitHistory.git(
                at("delta"), "cat-file", "--batch-all-objects", "--batch-check=%(deltabase) %(objectsize)");
        assertThat(largest.lines().filter(line -> line.endsWith(" 48000000") && !line.startsWith("0000")))
                .as("large files that are deltas")
                .hasSize(1);
    }

    /** Two versions in one pack, which is damaged where it has a file of the second. */
    private void damagedPack() throws IOException {
        byte[] content = new byte[8_000_000];
        new Random(4).nextBytes(content);
        try (GitHistory git = GitHistory.of(at("pack"))) {
            git.commit("main", "go.mod", Fixtures.goMod(HOST + "pack.git"))
                    .tag("v1.0.0")
                    .begin("main")
                    .file("random", content)
                    .tag("v1.1.0");
        }
        GitHistory.git(at("pack"), "repack", "-adq");
        Path file;
        try (Stream<Path> files = Files.list(at("pack").resolve("objects/pack"))) {
            file = files.filter(f -> f.toString().endsWith(".pack")).findAny().orElseThrow();
        }
        assertThat(file.toFile().setWritable(true)).isTrue();
        try (RandomAccessFile pack = new RandomAccessFile(file.toFile(), "rw")) {
            pack.seek(pack.length() / 2);
            pack.write(new byte[1_000]);
        }
    }

    /** A version without one of its blobs, one without a tree, and one without its commit. */
    private void missingObjects() throws IOException {
        try (GitHistory git = GitHistory.of(at("missing"))) {
            git.commit("main", "go.mod", Fixtures.goMod(HOST + "missing.git"))
                    .tag("v1.0.0")
                    .commit("main", "blob/lost", "1\n", "blob/there", "1\n")
                    .tag("v1.1.0")
                    .commit("main", "tree/lost/file", "2\n")
                    .tag("v1.2.0")
                    .commit("main", "commit", "3\n")
                    .tag("v1.3.0");
        }
        for (String lost : List.of("v1.1.0:blob/lost", "v1.2.0:tree/lost", "v1.3.0^{commit}")) {
            String id = GitHistory.git(at("missing"), "rev-parse", lost);
            Files.delete(at("missing").resolve("objects/" + id.substring(0, 2) + "/" + id.substring(2)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    chain  | list        | 200 | v1.1.0
                    chain  | v1.1.0.info | 200 | v1.1.0
                    chain  | v1.1.0.zip  | 200 |
                    chains | list        | 200 | v1.1.0
                    chains | v1.1.0.info | 404 | more than 20000 tag objects in a row
                    deep   | v1.0.0.info | 200 | v1.0.0
                    deep   | v1.0.0.mod  | 200 | module git.example.com/deep.git
                    deep   | v1.0.0.zip  | 404 | more than 2048 directories within one another
                    wide   | v1.0.0.info | 200 | v1.0.0
                    wide   | v1.0.0.mod  | 200 | module git.example.com/wide.git
                    wide   | v1.0.0.zip  | 404 | more than 250000 files and directories
                    names  | v1.0.0.mod  | 200 | module git.example.com/names.git
                    names  | v1.0.0.zip  | 404 | malformed file path
                    loops  | list        | 200 | v1.0.0
                    loops  | loop.info   | 404 | unknown revision loop
                    loops  | v1.0.0.zip  | 200 |
                    blob   | v1.1.0.info | 200 | v1.1.0
                    blob   | v1.1.0.zip  | 404 | module source tree too large
                    blob   | v1.0.0.zip  | 200 |
                    delta  | v1.0.0.zip  | 200 |
                    delta  | v1.1.0.zip  | 200 |
                    pack   | v1.1.0.mod  | 200 | module git.example.com/pack.git
                    pack   | v1.0.0.zip  | 200 |
                    missing | list       | 200 | v1.3.0
                    missing | v1.1.0.mod | 200 | module git.example.com/missing.git
                    missing | v1.1.0.zip | 500 | internal server error: git.example.com/missing.git@v1.1.0
                    missing | v1.2.0.mod | 200 | module git.example.com/missing.git
                    missing | v1.2.0.zip | 500 | internal server error: git.example.com/missing.git@v1.2.0
                    missing | v1.3.0.mod | 500 | internal server error: git.example.com/missing.git@v1.3.0
                    missing | v1.0.0.zip | 200 |
                    """)
    void answer_isGosOrNamesTheLimit_andAnotherModuleIsServedMeanwhile(
            String name, String file, int status, String text) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> others = CompletableFuture.supplyAsync(() -> {
            int served = 0;
            do {
                served += get("good", "v1.1.0.zip").status() == 200 ? 1 : Integer.MIN_VALUE;
            } while (!done.get());
            return served;
        });
        RawHttp.Answer answer = get(name, file);
        done.set(true);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(text == null ? "" : text);
        assertThat(others.get()).isPositive();
    }

    /** The file that is damaged is so large that the zip has begun to be sent when that is found. */
    @Test
    void damagedPack_zipHasNoEnd() throws Exception {
        RawHttp.Answer sent = get("pack", "v1.1.0.zip");
        assertThat(sent.header("Content-Length")).isEmpty();
        assertThat(sent.header("Transfer-Encoding")).contains("chunked");
        assertThat(sent.body()).doesNotEndWith("\r\n0\r\n\r\n");
        String target = "/" + HOST + "pack.git/@v/v1.1.0.zip";
        assertThat(new RawHttp(server.port()).request("HEAD", target).status()).isEqualTo(500);
        assertThat(new RawHttp(server.port())
                        .request("GET", target, "Range: bytes=0-9")
                        .body())
                .contains("internal server error: git.example.com/pack.git@v1.1.0");
    }

    private RawHttp.Answer get(String name, String file) {
        try {
            return new RawHttp(server.port()).get("/" + HOST + name + ".git/@v/" + file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatGoServes_hasItsHash() throws Exception {
        GoSandbox proxied = GoSandbox.proxied(repositories.resolveSibling("proxied"), server.url());
        List<String> queries = new ArrayList<>();
        for (String query : List.of("chain.git@v1.1.0", "loops.git@v1.0.0", "delta.git@v1.0.0", "delta.git@v1.1.0")) {
            queries.add(HOST + query);
        }
        assertThat(sums(proxied, queries)).hasSize(4).isEqualTo(sums(direct, queries));
    }

    private static List<String> sums(GoSandbox go, List<String> queries) throws Exception {
        return go.download(queries).stream()
                .filter(node -> node.has("Sum"))
                .map(node -> node.get("Path").asText() + "@"
                        + node.get("Version").asText() + " " + node.get("Sum").asText())
                .sorted()
                .toList();
    }
}
