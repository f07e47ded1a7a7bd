package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --cache DIR} keeps, as the go command sees it: over kills, restarts, a lost repository and a lost cache. */
final class CachedVersionsIT {
    private static final String MODULE = "go.example.com/m";
    private static final long KEEPING_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path directory;

    private Path repository;
    private Path cache;

    @BeforeEach
    void repository() throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        repository = directory.resolve("m.git");
        cache = directory.resolve("new").resolve("cache");
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "go.mod", Fixtures.goMod(MODULE), "m.go", "package m\n")
                    .commit("release", "m.go", "package m // released\n")
                    .tag("v1.0.0")
                    .commit("main", "m.go", "package m // something else\n");
        }
        GitHistory.git(repository, "branch", "-q", "-D", "release");
    }

    /** Moves the tag to the first commit, from which the released one is not reached. */
    private void moveTag() throws IOException {
        GitHistory.git(repository, "update-ref", "refs/heads/main", "main~2");
        GitHistory.git(repository, "tag", "-f", "v1.0.0", "main");
    }

    private QuickstartProcess start() throws IOException {
        return QuickstartProcess.start(directory, "--module", MODULE + "=" + repository, "--cache", cache.toString());
    }

    /** What a go command says that has never seen the module. */
    private JsonNode download(String proxy) throws Exception {
        GoSandbox go = GoSandbox.proxied(Files.createTempDirectory(directory, "go"), proxy);
        return go.download(List.of(MODULE + "@v1.0.0")).get(0);
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The file that a version's zip is kept in, once it is. */
    private Optional<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(cache.resolve("modules"))) {
            Optional<Path> record = files.filter(
                            file -> file.getFileName().toString().equals("v1.0.0.stored"))
                    .findAny();
            return record.isPresent() && Files.readString(record.get()).contains("\nzip ")
                    ? record.map(file -> file.resolveSibling("v1.0.0.zip"))
                    : Optional.empty();
        } catch (NoSuchFileException | UncheckedIOException e) {
            // The tree is being written to.
            return Optional.empty();
        }
    }

    /** A server tells its clients that a zip is whole before it is safe on the disk. */
    private Path awaitKept() throws IOException {
        long begin = System.nanoTime();
        Optional<Path> kept = kept();
        while (kept.isEmpty() && System.nanoTime() - begin < KEEPING_NANOS) {
            kept = kept();
        }
        assertThat(kept).as("the zip that is kept").isPresent();
        return kept.orElseThrow();
    }

    @Test
    void version_thatIsKept_outlivesItsCommitAndAKill() throws Exception {
        JsonNode before;
        try (QuickstartProcess server = start()) {
            before = download(server.url());
            awaitKept();
            server.kill();
        }
        moveTag();
        GitHistory.git(repository, "gc", "-q", "--prune=now");
        try (QuickstartProcess server = start()) {
            JsonNode after = download(server.url());
            for (String field : List.of("Version", "Sum", "GoModSum", "Origin")) {
                assertThat(after.get(field)).as(field).isNotNull().isEqualTo(before.get(field));
            }
        }
    }

    @Test
    void version_whoseCacheIsDeleted_isStillPinned() throws Exception {
        JsonNode before;
        try (QuickstartProcess server = start()) {
            before = download(server.url());
        }
        moveTag();
        delete(cache);
        try (QuickstartProcess server = start()) {
            assertThat(download(server.url()).get("Sum")).isNotNull().isEqualTo(before.get("Sum"));
        }
        delete(cache);
        GitHistory.git(repository, "gc", "-q", "--prune=now");
        try (QuickstartProcess server = start()) {
            assertThat(download(server.url()).path("Error").asText()).contains("410 Gone");
        }
    }

    @Test
    void tree_isAProxyByItself() throws Exception {
        JsonNode served;
        Path kept;
        try (QuickstartProcess server = start()) {
            served = download(server.url());
            kept = awaitKept();
        }
        Path tree = kept.getParent();
        for (String ignored : (MODULE + "/@v").split("/", -1)) {
            tree = tree.getParent();
        }
        JsonNode read = download("file://" + tree.toRealPath());
        assertThat(read.get("Sum")).isNotNull().isEqualTo(served.get("Sum"));
        assertThat(read.get("GoModSum")).isEqualTo(served.get("GoModSum"));
    }

    @Test
    void pushedTag_isInTheNextAnswer() throws Exception {
        try (QuickstartProcess server = start()) {
            RawHttp http = new RawHttp(server.port());
            String list = "/" + MODULE + "/@v/list";
            assertThat(http.get(list).body()).isEqualTo("v1.0.0\n");
            for (int i = 1; i <= 20; i++) {
                GitHistory.git(repository, "tag", "v1.0." + i, "main");
                assertThat(http.get(list).body()).endsWith("\nv1.0." + i + "\n");
                assertThat(http.get("/" + MODULE + "/@latest").body()).contains("\"v1.0." + i + "\"");
            }
            GitHistory.git(repository, "tag", "-d", "v1.0.20");
            assertThat(http.get(list).body()).endsWith("\nv1.0.19\n");
        }
    }
}
