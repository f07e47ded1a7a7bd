package io.github.goproxy4j.jdbc;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL for the tests of this JVM: the one that {@code -Dgoproxy4j.postgres=jdbc:postgresql://HOST/DB?user=U&password=P}
 * names, or one of its own on a free port of the loopback, which ends with the JVM, however that ends.
 */
final class PostgresServer {
    static final String NEEDED = "needs PostgreSQL: install postgresql";

    private static final String USER = "goproxy4j";
    private static final String PASSWORD = "only-for-tests";
    private static final int TRIES = 3;
    private static Optional<String> running = Optional.ofNullable(System.getProperty("goproxy4j.postgres"));

    private PostgresServer() {}

    /** Returns the URL of the server, with the user and the password in it; skips the test where there is none. */
    static synchronized String url() throws Exception {
        if (running.isEmpty()) {
            Path binaries = binaries().orElseGet(() -> abort(NEEDED));
            running = Optional.of(start(binaries));
        }
        return running.get();
    }

    /** The newest of the distribution's. */
    private static Optional<Path> binaries() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(bin -> bin.toString().length() + " " + bin));
        }
    }

    private static String start(Path binaries) throws Exception {
        Path home = Files.createTempDirectory("goproxy4j-postgres-");
        Path password = Files.writeString(home.resolve("password"), PASSWORD + "\n");
        if (isRoot()) {
            // PostgreSQL refuses to run as root.
            for (Path path : List.of(home, password)) {
                Files.setOwner(
                        path,
                        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
            }
        }
        Path data = home.resolve("data");
        List<String> initdb = List.of(
                binaries.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        Process made = process(home, unprivileged(initdb)).start();
        made.getOutputStream().close();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new AssertionError("initdb: " + said);
        }
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < TRIES; i++) {
            int port = freePort();
            if (run(home, binaries, data, port, log)) {
                return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER + "&password=" + PASSWORD;
            }
        }
        throw new AssertionError("PostgreSQL does not start: " + log);
    }

    /** Starts the server and waits until it says that it is ready. */
    private static boolean run(Path home, Path binaries, Path data, int port, StringBuilder log) throws IOException {
        List<String> postgres = List.of(
                binaries.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-k",
                home.toString(),
                "-c",
                "fsync=off",
                "-c",
                "shared_buffers=32MB");
        // The shell reads until this JVM is gone, and then ends the server by its id and takes its directory away.
        String keeper = "\"$@\" & server=$!; read -r line; kill -INT $server; wait $server; rm -rf \"$0\"";
        List<String> command = new ArrayList<>(List.of("sh", "-c", keeper, home.toString()));
        command.addAll(unprivileged(postgres));
        Process server = process(home, command).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            log.append(line).append('\n');
            if (line.contains("could not bind") || line.contains("database system is shut down")) {
                return false;
            }
            if (line.contains("database system is ready to accept connections")) {
                Thread drain = new Thread(() -> out.lines().forEach(ignored -> {}), "postgres log");
                drain.setDaemon(true);
                drain.start();
                return true;
            }
        }
        return false;
    }

    private static ProcessBuilder process(Path home, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        return builder;
    }

    private static List<String> unprivileged(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> all =
                new ArrayList<>(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        all.addAll(command);
        return Collections.unmodifiableList(all);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
