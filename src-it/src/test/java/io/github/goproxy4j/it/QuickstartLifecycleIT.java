package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quickstart's command line: what it prints, how it ends, and that its line to paste works. */
final class QuickstartLifecycleIT {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    @Test
    void demo_lineToPaste_runsAProgramInAnyDirectory() throws Exception {
        Tools.requireGo();
        try (QuickstartProcess demo = QuickstartProcess.start(directory)) {
            assertThat(demo.pasteLine())
                    .isEqualTo("GOPROXY=" + demo.url()
                            + " GONOPROXY=none GOSUMDB=off go run gitlab.example.com/demo/hello@latest");
            assertThat(paste(demo)).contains("Hello, gopher!").contains("v1.1.0, served by goproxy4j");
        }
    }

    @Test
    void demo_loggerForRequests_isALineForEach() throws Exception {
        String level = "-Dorg.slf4j.simpleLogger.log.io.github.goproxy4j.access=debug";
        try (QuickstartProcess demo = QuickstartProcess.start(directory, List.of(level))) {
            URI list = URI.create(demo.url() + "/gitlab.example.com/demo/hello/@v/list");
            HttpClient.newHttpClient().send(HttpRequest.newBuilder(list).build(), BodyHandlers.discarding());
            demo.stop();
            assertThat(demo.log())
                    .contains(
                            "DEBUG io.github.goproxy4j.access - client=\"127.0.0.1\" method=\"GET\" project=\"/\""
                                    + " endpoint=list module=\"gitlab.example.com/demo/hello\" version=- status=200 outcome=ok");
        }
    }

    @Test
    void demo_asAGitLabProject_hasAllItsModules() throws Exception {
        Tools.requireGo();
        try (QuickstartProcess demo = QuickstartProcess.start(directory)) {
            GoSandbox go = GoSandbox.proxied(
                    directory.resolve("go"), demo.url() + "/api/v4/projects/demo%2Fhello/packages/go");
            assertThat(go.go("list", "-m", "-versions", "gitlab.example.com/demo/hello")
                            .orFail()
                            .out())
                    .isEqualTo("gitlab.example.com/demo/hello v1.0.0 v1.1.0\n");
            assertThat(go.go("run", "gitlab.example.com/demo/hello/v2@latest")
                            .orFail()
                            .out())
                    .isEqualTo("Hello from gitlab.example.com/demo/hello/v2 v2.0.0\n");
            assertThat(go.go("list", "-m", "-versions", "gitlab.example.com/demo/hello/greet")
                            .orFail()
                            .out())
                    .isEqualTo("gitlab.example.com/demo/hello/greet v0.1.0 v0.2.0\n");
        }
    }

    @Test
    void demo_afterSigterm_leavesNothingBehind() throws Exception {
        QuickstartProcess demo = QuickstartProcess.start(directory);
        assertThat(demo.temporary()).isNotEmptyDirectory();

        assertThat(demo.stop()).isLessThan(STOP_LIMIT);

        assertThat(demo.exitValue()).isEqualTo(128 + 15);
        assertThat(demo.temporary()).isEmptyDirectory();
        assertThat(demo.log()).isEmpty();
    }

    @Test
    void module_lineToPaste_downloadsTheLatestVersion() throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        Path repository = directory.resolve("plain.git");
        Fixtures.plain(repository, "go.example.com/plain");
        try (QuickstartProcess server =
                QuickstartProcess.start(directory, "--module", "go.example.com/plain=" + repository)) {
            assertThat(paste(server)).contains("\"Version\": \"v1.10.0\"").contains("\"Sum\": \"h1:");
        }
    }

    @Test
    void moduleWhoseRootIsAtASecondMajorVersion_lineToPaste_downloadsThatOne() throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        Path repository = directory.resolve("m.git");
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "go.mod", Fixtures.goMod("go.example.com/m/v2"), "m.go", "package m\n")
                    .tag("v2.0.0");
        }
        try (QuickstartProcess server =
                QuickstartProcess.start(directory, "--module", "go.example.com/m=" + repository)) {
            assertThat(paste(server)).contains("\"Path\": \"go.example.com/m/v2\"");
        }
    }

    @Test
    void directory_lineToPaste_downloadsAVersionThatIsThere() throws Exception {
        Tools.requireGo();
        Path tree = ModuleTree.of(directory.resolve("tree"))
                .module("dir.example.com/Big/m", "v1.2.3")
                .root();
        try (QuickstartProcess server = QuickstartProcess.start(directory, "--dir", tree.toString())) {
            assertThat(paste(server))
                    .contains("\"Path\": \"dir.example.com/Big/m\"")
                    .contains("\"Sum\": \"h1:");
        }
    }

    @Test
    void emptyDirectory_lineToPaste_stillWorks() throws Exception {
        Tools.requireGo();
        Path tree = Files.createDirectory(directory.resolve("tree"));
        try (QuickstartProcess server = QuickstartProcess.start(directory, "--dir", tree.toString())) {
            assertThat(paste(server)).isEqualTo(server.url() + "\n");
        }
    }

    @Test
    void publicProject_lineToPaste_downloadsFromItsGitLabPath() throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        Fixtures.plain(directory.resolve("lib.git"), "gitlab.example.com/group/lib");
        Path file = projects(
                "{\"projects\":[{\"id\":1,\"path\":\"group/lib\",\"repository\":\"lib.git\",\"visibility\":\"public\"}]}");
        try (QuickstartProcess server = QuickstartProcess.start(directory, "--projects", file.toString())) {
            assertThat(server.pasteLine()).contains("/api/v4/projects/group%2Flib/packages/go ");
            assertThat(paste(server))
                    .contains("\"Path\": \"gitlab.example.com/group/lib\"")
                    .contains("\"Sum\": \"h1:");
        }
    }

    @Test
    void prefixesAndDirectories_atTheRoot_longestPrefixThenDirectoriesInOrder() throws Exception {
        Tools.requireGo();
        Tools.requireGit();
        Fixtures.plain(directory.resolve("a.git"), "go.example.com/a");
        Fixtures.plain(directory.resolve("ab.git"), "go.example.com/a/b");
        Fixtures.majorBranch(directory.resolve("yaml.git"), "gopkg.in/yaml.v1");
        Path first = ModuleTree.of(directory.resolve("first"))
                .module("go.example.com/a", "v1.77.0")
                .module("dir.example.com/m", "v1.0.0")
                .root();
        Path second = ModuleTree.of(directory.resolve("second"))
                .module("dir.example.com/m", "v1.99.0")
                .module("dir.example.com/n", "v1.5.0")
                .root();
        try (QuickstartProcess server = QuickstartProcess.start(
                directory,
                "--module",
                "go.example.com/a=" + directory.resolve("a.git"),
                "--dir",
                first.toString(),
                "--module",
                "go.example.com/a/b=" + directory.resolve("ab.git"),
                "--module",
                "gopkg.in/yaml.v1=" + directory.resolve("yaml.git"),
                "--module",
                "mirror.example.com/b=" + directory.resolve("ab.git"),
                "--dir",
                second.toString())) {
            GoSandbox go = GoSandbox.proxied(directory.resolve("go"), server.url());
            assertThat(versions(go, "go.example.com/a")).contains("v1.10.0").doesNotContain("v1.77.0");
            assertThat(versions(go, "go.example.com/a/b")).contains("v1.10.0");
            // The same repository once more: its go.mod has the other path, so the go command would refuse it here.
            assertThat(new RawHttp(server.port())
                            .get("/mirror.example.com/b/@v/list")
                            .body())
                    .contains("v1.10.0\n");
            assertThat(versions(go, "gopkg.in/yaml.v1")).contains("v1.0.0");
            assertThat(versions(go, "dir.example.com/m")).contains("v1.0.0").doesNotContain("v1.99.0");
            assertThat(versions(go, "dir.example.com/n")).contains("v1.5.0");
        }
    }

    @Test
    void sigterm_whileAClientReadsSlowly_endsWithinTwoSeconds() throws Exception {
        byte[] content = new byte[16 << 20];
        new Random(1).nextBytes(content);
        Path tree = ModuleTree.of(directory.resolve("tree"))
                .module("dir.example.com/m", "v1.0.0", content)
                .root();
        QuickstartProcess server = QuickstartProcess.start(directory, "--dir", tree.toString());
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream()
                    .write("GET /dir.example.com/m/@v/v1.0.0.zip HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readNBytes(12))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("HTTP/1.1 200");

            assertThat(server.stop()).isLessThan(STOP_LIMIT);

            long rest = client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            assertThat(rest).isLessThan(content.length);
        } catch (java.net.SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        assertThat(server.exitValue()).isEqualTo(128 + 15);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --nonsense                  | Unknown option: '--nonsense'
            nonsense                    | Unmatched argument at index 0: 'nonsense'
            --listen                    | Missing required parameter for option '--listen' (HOST:PORT)
            --listen 8080               | '8080' is not HOST:PORT
            --listen localhost:99999    | '99999' is not a port from 0 to 65535
            --listen localhost:http     | 'http' is not a port from 0 to 65535
            --listen :8080              | ':8080' is not HOST:PORT
            --dir                       | Missing required parameter for option '--dir' (PATH)
            --module example.com/m      | 'example.com/m' is not PREFIX=REPO
            --module =repo              | '=repo' is not PREFIX=REPO
            --module example.com/m=     | 'example.com/m=' is not PREFIX=REPO
            --module example.com//m=.   | 'example.com//m' is not a module path
            --module a.b/c=. --module a.b/c=. | a.b/c is given twice
            """)
    void wrongOptions_oneLineAndExit2(String options, String reason) throws Exception {
        Command.Finished finished = run(List.of(options.split(" ")));
        assertThat(finished.exit()).isEqualTo(2);
        assertThat(finished.out()).isEmpty();
        assertThat(finished.err()).contains(reason).doesNotContain("Exception");
        assertThat(finished.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --dir missing               | missing: no such directory
            --dir file                  | file: no such directory
            --module example.com/m=missing | missing: no such directory
            --module example.com/m=empty | empty
            --module example.com/m=sha256.git | git repository with sha256 object ids, only sha1 can be read
            --projects missing.json     | missing.json: no such file
            --pins missing/pins         | missing/pins: no such directory
            --pins empty                | empty: is a directory
            --pins damaged              | damaged: line 2 is damaged
            --pins other                | other: not a file of published versions
            --listen nowhere.invalid:0  | cannot listen on nowhere.invalid:0: unknown host
            """)
    void cannotStart_oneLineAndExit1(String options, String reason) throws Exception {
        Files.createDirectory(directory.resolve("empty"));
        Files.createFile(directory.resolve("file"));
        Files.writeString(directory.resolve("damaged"), "goproxy4j published versions 1\nnonsense\n");
        Files.writeString(directory.resolve("other"), "module example.com/m\n");
        if (options.contains("sha256")) {
            Tools.requireGit();
            GitHistory.git(directory, "init", "-q", "--bare", "--object-format=sha256", "sha256.git");
        }
        expectNoStart(run(List.of(options.split(" "))), reason);
    }

    @Test
    void portInUse_oneLineAndExit1_andNothingIsLeft() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            expectNoStart(
                    run(List.of("--listen", address)), "cannot listen on " + address + ": Address already in use");
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {"projects":[{"id":1,"path":"a/b","repository":"empty","colour":"red"}]} | projects[0].colour
            {"projects":[{"id":1,"path":"a/b","repository":"empty"}]} | project a/b: not a git repository
            {"tokens":[{"value":["s3cret"]}]}                         | tokens[0].value: a token's value is a text
            """)
    void wrongProjectsFile_oneLineAndExit1(String json, String reason) throws Exception {
        Files.createDirectory(directory.resolve("empty"));
        Path file = projects(json);
        Command.Finished finished = run(List.of("--projects", file.getFileName().toString()));
        expectNoStart(finished, reason);
        assertThat(finished.err()).contains("projects.json").doesNotContain("s3cret");
    }

    @Test
    void help_namesAllOptionsAndExits0() throws Exception {
        Command.Finished finished = run(List.of("--help"));
        assertThat(finished.exit()).isZero();
        assertThat(finished.err()).isEmpty();
        assertThat(finished.out())
                .contains("--listen=HOST:PORT", "--dir=PATH", "--module=PREFIX=REPO", "--projects=FILE", "--pins=FILE")
                .contains("--help", "--version", "127.0.0.1:8080");
    }

    @Test
    void version_isPrintedAndExits0() throws Exception {
        Command.Finished finished = run(List.of("--version"));
        assertThat(finished.exit()).isZero();
        assertThat(finished.out()).matches("goproxy4j \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    private static void expectNoStart(Command.Finished finished, String reason) {
        assertThat(finished.exit()).as(finished.err()).isEqualTo(1);
        assertThat(finished.out()).isEmpty();
        assertThat(finished.err()).contains(reason).doesNotContain("Exception").doesNotContain("goproxy4j.quickstart");
        assertThat(finished.err().lines()).hasSize(1);
    }

    private Command.Finished run(List<String> options) throws Exception {
        List<String> command =
                new ArrayList<>(QuickstartProcess.command(List.of("-Djava.io.tmpdir=" + directory), List.of()));
        command.addAll(options);
        return new Command(directory).run(command, null);
    }

    private Path projects(String json) throws Exception {
        return Files.writeString(directory.resolve("projects.json"), json);
    }

    /** Runs the line in an empty directory as somebody who has only just installed Go. */
    private String paste(QuickstartProcess server) throws Exception {
        Path root = Files.createDirectory(directory.resolve("pasted"));
        Command command = new Command(root)
                .with("HOME", root)
                .with("GOCACHE", Path.of("target", "go-build").toAbsolutePath())
                .with("GOFLAGS", "-modcacherw");
        return command.run("sh", "-c", server.pasteLine()).orFail().out();
    }

    private static String versions(GoSandbox go, String module) throws Exception {
        return go.go("list", "-m", "-versions", module).orFail().out();
    }
}
