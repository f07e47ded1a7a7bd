package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that the go command has seen stays what it was, over moved tags, a kill and a restart. */
final class FrozenVersionsIT {
    private static final String MODULE = "go.example.com/m";

    @TempDir
    Path directory;

    private Path repository;
    private Path pins;

    @BeforeEach
    void repository() throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        repository = directory.resolve("m.git");
        pins = directory.resolve("pins");
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

    private QuickstartProcess start(String... more) throws IOException {
        String[] options = {"--module", MODULE + "=" + repository};
        String[] all = Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
        return QuickstartProcess.start(directory, all);
    }

    private QuickstartProcess startWithPins() throws IOException {
        return start("--pins", pins.toString());
    }

    /** What a go command says that has never seen the module. */
    private JsonNode download(String proxy) throws Exception {
        GoSandbox go = GoSandbox.proxied(Files.createTempDirectory(directory, "go"), proxy);
        return go.download(List.of(MODULE + "@v1.0.0")).get(0);
    }

    @Test
    void movedTag_afterAKillAndARestart_isTheSameForGo() throws Exception {
        JsonNode before;
        try (QuickstartProcess server = startWithPins()) {
            before = download(server.url());
            moveTag();
            server.kill();
        }
        try (QuickstartProcess server = startWithPins()) {
            JsonNode after = download(server.url());
            for (String field : List.of("Version", "Sum", "GoModSum", "Origin")) {
                assertThat(after.get(field)).as(field).isNotNull().isEqualTo(before.get(field));
            }
        }
        try (QuickstartProcess server = start()) {
            assertThat(download(server.url()).get("Sum")).isNotNull().isNotEqualTo(before.get("Sum"));
        }
    }

    @Test
    void movedTag_whoseOldCommitIsCollected_isGoneAndGoSaysWhy() throws Exception {
        String commit = GitHistory.git(repository, "rev-parse", "--short=12", "v1.0.0^{commit}");
        try (QuickstartProcess server = startWithPins()) {
            assertThat(download(server.url()).path("Sum").asText()).startsWith("h1:");
            server.kill();
        }
        moveTag();
        GitHistory.git(repository, "gc", "-q", "--prune=now");
        try (QuickstartProcess server = startWithPins()) {
            assertThat(download(server.url()).path("Error").asText())
                    .contains("410 Gone")
                    .contains("v1.0.0 was published from commit " + commit + ", which is no longer in the repository")
                    .contains("tag a new one");
            RawHttp http = new RawHttp(server.port());
            for (String suffix : List.of(".info", ".mod", ".zip")) {
                assertThat(http.get("/" + MODULE + "/@v/v1.0.0" + suffix).status())
                        .isEqualTo(410);
                assertThat(http.request("HEAD", "/" + MODULE + "/@v/v1.0.0" + suffix)
                                .status())
                        .isEqualTo(410);
            }
            assertThat(http.get("/" + MODULE + "/@v/list").body()).isEqualTo("v1.0.0\n");
            GitHistory.git(repository, "tag", "v1.0.1", "main");
            assertThat(http.get("/" + MODULE + "/@v/v1.0.1.zip").status()).isEqualTo(200);
        }
    }

    @Test
    void listAndRefusals_publishNothing_andHeadPublishesAsGet() throws Exception {
        try (QuickstartProcess server = startWithPins()) {
            RawHttp http = new RawHttp(server.port());
            String base = "/" + MODULE + "/@v/";
            long empty = Files.size(pins);
            http.get(base + "list");
            http.get(base + "v1.9.0.zip");
            http.get("/" + MODULE + "/v2/@v/v2.0.0.zip");
            assertThat(Files.size(pins)).isEqualTo(empty);
            assertThat(http.request("HEAD", base + "v1.0.0.zip").status()).isEqualTo(200);
            assertThat(Files.readString(pins)).containsOnlyOnce(" " + MODULE + " v1.0.0 ");
            moveTag();
            assertThat(http.get(base + "v1.0.0.info").body()).contains("refs/tags/v1.0.0");
            assertThat(Files.readAllLines(pins)).hasSize(2);
        }
    }

    @Test
    void projects_areRecordedByTheirNumber() throws Exception {
        Path file = directory.resolve("projects.json");
        String[] options = {"--projects", file.toString(), "--pins", pins.toString()};
        Files.writeString(file, projects("one", "two"));
        JsonNode before;
        try (QuickstartProcess server = QuickstartProcess.start(directory, options)) {
            before = download(project(server, "one"));
        }
        moveTag();
        Files.writeString(file, projects("renamed", "two"));
        try (QuickstartProcess server = QuickstartProcess.start(directory, options)) {
            assertThat(download(project(server, "renamed")).get("Sum"))
                    .isNotNull()
                    .isEqualTo(before.get("Sum"));
            assertThat(download(project(server, "two")).get("Sum")).isNotNull().isNotEqualTo(before.get("Sum"));
        }
    }

    /** Two projects of one repository. */
    private static String projects(String first, String second) {
        String rest = "\",\"repository\":\"m.git\",\"module\":\"" + MODULE + "\",\"visibility\":\"public\"}";
        return "{\"projects\":[{\"id\":1,\"path\":\"group/" + first + rest + ",{\"id\":2,\"path\":\"group/" + second
                + rest + "]}";
    }

    private static String project(QuickstartProcess server, String name) {
        return server.url() + "/api/v4/projects/group%2F" + name + "/packages/go";
    }

    @Test
    void pins_ofAServerThatRuns_areRefusedToAnother() throws Exception {
        try (QuickstartProcess server = startWithPins()) {
            assertThat(server.url()).startsWith("http");
            Command.Finished second = new Command(directory)
                    .run(
                            QuickstartProcess.command(
                                    List.of("-Djava.io.tmpdir=" + directory),
                                    List.of("--listen", "127.0.0.1:0", "--pins", pins.toString())),
                            null);
            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.err()).isEqualTo("goproxy4j-quickstart: " + pins + ": in use by another server\n");
        }
    }

    @Test
    void demo_withPins_isTheSameAfterARestart() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (QuickstartProcess demo = QuickstartProcess.start(directory, "--pins", pins.toString())) {
                RawHttp http = new RawHttp(demo.port());
                assertThat(http.get("/gitlab.example.com/demo/hello/@v/v1.1.0.zip")
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThat(Files.readAllLines(pins)).hasSize(2);
    }
}
