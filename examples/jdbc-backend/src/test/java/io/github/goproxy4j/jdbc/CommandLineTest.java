package io.github.goproxy4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What goes wrong is one line on standard error, and an exit code. */
class CommandLineTest {
    @TempDir
    Path directory;

    private record Finished(int exit, String out, String err) {}

    private static Finished run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                JdbcBackend.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Finished(command.execute(arguments), out.toString(), err.toString());
    }

    private static void assertOneLine(Finished finished, int exit, String words) {
        assertThat(finished.err())
                .startsWith("goproxy4j-jdbc-backend: ")
                .contains(words)
                .hasLineCount(1);
        assertThat(finished.exit()).isEqualTo(exit);
        assertThat(finished.out()).isEmpty();
    }

    private String h2() {
        return "jdbc:h2:async:" + directory.resolve("modules");
    }

    private Finished publish(String module, String version, String source) {
        return run("publish", "--db", h2(), "--module", module, "--version", version, source);
    }

    @Test
    void publish_thenWithdraw_succeed() throws Exception {
        Path source = SmallModule.write(directory, SmallModule.id("example.com/m", "v1.0.0"), "");
        Finished published = publish("example.com/m", "v1.0.0", source.toString());
        assertThat(published.out()).matches("published example.com/m@v1.0.0 h1:\\S{44}\\R");
        assertThat(published.err()).isEmpty();
        String[] withdraw = {
            "withdraw", "--db", h2(), "--module", "example.com/m", "--version", "v1.0.0", "--reason", "it deletes files"
        };
        assertThat(run(withdraw)).isEqualTo(new Finished(0, "", ""));
        assertOneLine(publish("example.com/m", "v1.0.0", source.toString()), 1, "was withdrawn");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/m, v1.0, version \"v1.0\" is not canonical",
        "example.com/m, v2.0.0, should be v0 or v1",
        "example.com//m, v1.0.0, malformed module path",
        "example.com/m, v1.0.0, no such file or directory",
    })
    void publish_whatCannotBePublished_isOneLine(String module, String version, String words) {
        String missing = directory.resolve("missing").toString();
        assertOneLine(publish(module, version, missing), 1, words);
    }

    @Test
    void publish_refusedZip_isOneLine() throws Exception {
        Path source = SmallModule.write(directory, SmallModule.id("example.com/m", "v1.0.0"), "");
        for (String name : new String[] {"a.go", "A.go", "b.go", "B.go"}) {
            Files.writeString(source.resolve(name), "package m\n");
        }
        assertOneLine(publish("example.com/m", "v1.0.0", source.toString()), 1, "case-insensitive");
    }

    @Test
    void options_thatAreWrong_exitWith2() {
        assertOneLine(run("publish", "--module", "example.com/m"), 2, "Missing required");
        assertOneLine(run("serve", "--listen", "8080"), 2, "'8080' is not HOST:PORT");
        assertOneLine(run(), 2, "Missing required subcommand");
    }

    @Test
    void database_thatIsUnknownOrDown_isOneLineWithoutThePassword() throws Exception {
        assertOneLine(run("serve", "--db", "jdbc:other://x?password=hunter2"), 1, "neither a jdbc:postgresql:");
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String postgres = "jdbc:postgresql://127.0.0.1:" + free + "/db?user=u&password=hunter2";
        for (Finished finished : new Finished[] {
            run("serve", "--db", postgres),
            run("serve", "--db", "jdbc:h2:relative;PASSWORD=hunter2"),
            run("serve", "--db", h2() + ";NO_SUCH_SETTING=1;PASSWORD=hunter2")
        }) {
            assertOneLine(finished, 1, "the database cannot be used: ");
            assertThat(finished.err()).doesNotContain("hunter2");
        }
    }

    @Test
    void wrongPassword_isOneLineWithoutIt() throws Exception {
        String url = PostgresServer.url().replaceAll("password=[^&]*", "password=hunter2");
        Finished finished = run("serve", "--db", url);
        assertOneLine(finished, 1, "password authentication failed");
        assertThat(finished.err()).doesNotContain("hunter2");
    }

    /** The drivers' own logging included. */
    @Test
    void process_thatCannotReachItsDatabase_saysOneLine() throws Exception {
        String said = BackendProcess.failing(
                directory, "serve", "--db", "jdbc:postgresql://[broken?password=hunter2", "--db-user", "u");
        assertThat(said)
                .hasLineCount(1)
                .startsWith("goproxy4j-jdbc-backend: the database cannot be used: ")
                .doesNotContain("hunter2");
    }

    @Test
    void serve_onATakenPort_isOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            assertOneLine(run("serve", "--db", h2(), "--listen", listen), 1, "cannot listen on " + listen);
        }
    }
}
