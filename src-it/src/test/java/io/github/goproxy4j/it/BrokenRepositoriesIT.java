package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is broken in what is served: a clear answer, a line in the log that can be found, never a part as a whole. */
final class BrokenRepositoriesIT {
    private static final Pattern FAILURE_ID = Pattern.compile("\\b[0-9a-zA-Z-]{8,}\\b(?=\\W*$)");
    private static final String MODULE = "broken.example.com/m";

    @TempDir
    Path directory;

    @Test
    void directory_brokenFiles_areFailuresWithAnId() throws Exception {
        ModuleTree tree = ModuleTree.of(directory.resolve("tree"))
                .module(MODULE, "v1.0.0", new byte[100_000])
                .write(MODULE, "v1.1.0", ".info", "{\"Version\":")
                .write(MODULE, "v1.2.0", ".info", "[]");
        Path zip = tree.file(MODULE, "v1.0.0", ".zip");
        try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        try (QuickstartProcess server =
                QuickstartProcess.start(directory, "--dir", tree.root().toString())) {
            expectFailure(server, "/@v/v1.0.0.zip");
            expectFailure(server, "/@v/v1.1.0.info");
            expectFailure(server, "/@v/v1.2.0.info");
            expect(server, "/@v/v1.3.0.info", 404, "v1.3.0");
            assertThat(get(server, "/@v/v1.0.0.mod").status()).isEqualTo(200);
        }
    }

    @Test
    void git_missingBlob_isAFailureWithAnIdAndNeverAPartialZip() throws Exception {
        Tools.requireGit();
        Path repository = repository();
        String blob = GitHistory.git(repository, "rev-parse", "v1.0.0:b.go");
        Files.delete(repository.resolve("objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));
        try (QuickstartProcess server = QuickstartProcess.start(directory, "--module", MODULE + "=" + repository)) {
            expectFailure(server, "/@v/v1.0.0.zip");
            assertThat(get(server, "/@v/v1.0.0.mod").body()).isEqualTo(Fixtures.goMod(MODULE));
        }
    }

    @Test
    void git_missingBlobThatComesBack_isServed() throws Exception {
        Tools.requireGit();
        Path repository = repository();
        String blob = GitHistory.git(repository, "rev-parse", "v1.0.0:b.go");
        Path file = repository.resolve("objects/" + blob.substring(0, 2) + "/" + blob.substring(2));
        Path aside = directory.resolve("aside");
        try (QuickstartProcess server = QuickstartProcess.start(directory, "--module", MODULE + "=" + repository)) {
            Files.move(file, aside);
            expectFailure(server, "/@v/v1.0.0.zip");
            Files.move(aside, file);
            assertThat(get(server, "/@v/v1.0.0.zip").status()).isEqualTo(200);
        }
    }

    @Test
    void git_damagedPack_isAFailureOfWhatIsInTheDamageAndLastsAsLong() throws Exception {
        Tools.requireGit();
        Path repository = directory.resolve("m.git");
        byte[] random = new byte[100_000];
        new Random(3).nextBytes(random);
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "go.mod", Fixtures.goMod(MODULE), "a.go", "package m\n")
                    .tag("v1.0.0")
                    .begin("main")
                    .file("random", random)
                    .tag("v1.1.0");
        }
        GitHistory.git(repository, "repack", "-adq");
        Path pack = pack(repository);
        long middle = offset(repository, pack, "v1.1.0:random") + random.length / 2;
        flip(pack, middle);
        try (QuickstartProcess server = QuickstartProcess.start(directory, "--module", MODULE + "=" + repository)) {
            for (int i = 0; i < 3; i++) {
                expectFailure(server, "/@v/v1.1.0.zip");
                assertThat(get(server, "/@v/v1.1.0.mod").body()).isEqualTo(Fixtures.goMod(MODULE));
                assertThat(get(server, "/@v/v1.0.0.zip").status()).isEqualTo(200);
                assertThat(get(server, "/@v/list").body()).isEqualTo("v1.0.0\nv1.1.0\n");
            }
            flip(pack, middle);
            assertThat(get(server, "/@v/v1.1.0.zip").status()).isEqualTo(200);
        }
    }

    private static Path pack(Path repository) throws IOException {
        try (Stream<Path> files = Files.list(repository.resolve("objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack"))
                    .findAny()
                    .orElseThrow();
        }
    }

    /** Where an object begins in a pack. */
    private static long offset(Path repository, Path pack, String object) throws IOException {
        String id = GitHistory.git(repository, "rev-parse", object);
        return GitHistory.git(repository, "verify-pack", "-v", pack.toString())
                .lines()
                .filter(line -> line.startsWith(id))
                .mapToLong(line -> Long.parseLong(line.split(" +", -1)[4]))
                .findAny()
                .orElseThrow();
    }

    /** Changes a byte of a file; once more, and it is as before. */
    private static void flip(Path file, long at) throws IOException {
        assertThat(file.toFile().setWritable(true)).isTrue();
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            int changed = open.read() ^ 0x55;
            open.seek(at);
            open.write(changed);
        }
    }

    @Test
    void git_tagAtABlobAndBrokenRef_areRefusedAndHideNoOtherVersion() throws Exception {
        Tools.requireGit();
        Path repository = repository();
        GitHistory.git(
                repository, "update-ref", "refs/tags/v1.5.0", GitHistory.git(repository, "rev-parse", "v1.0.0:b.go"));
        Files.writeString(repository.resolve("refs/tags/v1.6.0"), "nonsense\n");
        Files.writeString(repository.resolve("refs/tags/v1.7.0"), "0123456789012345678901234567890123456789\n");
        Files.writeString(repository.resolve("refs/tags/v1.8.0"), "ref: refs/tags/v1.8.0\n");
        try (QuickstartProcess server = QuickstartProcess.start(directory, "--module", MODULE + "=" + repository)) {
            expect(server, "/@v/v1.5.0.info", 404, "v1.5.0");
            expect(server, "/@v/v1.5.0.zip", 404, "v1.5.0");
            for (String version : new String[] {"v1.6.0", "v1.7.0", "v1.8.0"}) {
                RawHttp.Answer answer = get(server, "/@v/" + version + ".zip");
                assertThat(answer.status()).as(answer.body()).isIn(404, 410, 500);
            }
            assertThat(get(server, "/@v/v1.0.0.zip").status()).isEqualTo(200);
            assertThat(get(server, "/@v/list").body()).contains("v1.0.0\n");
        }
    }

    @Test
    void git_goModOver16MiB_isRefusedWithTheReason() throws Exception {
        Tools.requireGit();
        Path repository = directory.resolve("large.git");
        try (GitHistory git = GitHistory.of(repository)) {
            git.begin("main")
                    .file(
                            "go.mod",
                            (Fixtures.goMod(MODULE) + "// " + "x".repeat(16 << 20) + "\n")
                                    .getBytes(StandardCharsets.US_ASCII))
                    .tag("v1.0.0");
        }
        try (QuickstartProcess server = QuickstartProcess.start(directory, "--module", MODULE + "=" + repository)) {
            expect(server, "/@v/v1.0.0.mod", 404, "go.mod");
            expect(server, "/@v/v1.0.0.zip", 404, "go.mod");
        }
    }

    @Test
    void directory_fileThatShrinksWhileItIsSent_breaksTheConnection() throws Exception {
        byte[] random = new byte[32 << 20];
        new Random(2).nextBytes(random);
        ModuleTree tree = ModuleTree.of(directory.resolve("tree")).module(MODULE, "v1.0.0", random);
        Path zip = tree.file(MODULE, "v1.0.0", ".zip");
        long size = Files.size(zip);
        try (QuickstartProcess server =
                        QuickstartProcess.start(directory, "--dir", tree.root().toString());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.setSoTimeout(10_000);
            client.getOutputStream()
                    .write(("GET /" + MODULE + "/@v/v1.0.0.zip HTTP/1.1\r\nHost: x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readNBytes(12))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("HTTP/1.1 200");
            try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.WRITE)) {
                channel.truncate(1 << 20);
            }
            assertThat(untilEnd(client.getInputStream())).isLessThan(size);
        }
    }

    private static long untilEnd(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return total;
    }

    private Path repository() throws IOException {
        Path repository = directory.resolve("m.git");
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit(
                            "main",
                            "go.mod",
                            Fixtures.goMod(MODULE),
                            "a.go",
                            "package m\n",
                            "b.go",
                            "package m\n\nvar B = 1\n")
                    .tag("v1.0.0");
        }
        return repository;
    }

    private static RawHttp.Answer get(QuickstartProcess server, String path) throws IOException {
        return new RawHttp(server.port()).get("/" + MODULE + path);
    }

    private static void expect(QuickstartProcess server, String path, int status, String reason) throws IOException {
        RawHttp.Answer answer = get(server, path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(MODULE).contains(reason);
        assertThat(answer.header("Content-Type").orElseThrow()).matches("text/plain; ?charset=utf-8");
    }

    /** The answer has an id and nothing of the server's inside; the log has the id. */
    private void expectFailure(QuickstartProcess server, String path) throws IOException {
        RawHttp.Answer answer = get(server, path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(500);
        assertThat(answer.header("Content-Type").orElseThrow()).matches("text/plain; ?charset=utf-8");
        assertThat(answer.body()).doesNotContain(directory.toString()).doesNotContain("Exception");
        Matcher id = FAILURE_ID.matcher(answer.body().strip());
        assertThat(id.find()).as(answer.body()).isTrue();
        assertThat(server.log()).contains(id.group());
    }
}
