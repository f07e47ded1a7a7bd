package io.github.goproxy4j.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own, with a small heap and a temporary directory of its own. */
final class BackendProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 300;

    private final Process process;
    private final Path errors;
    private final Path temporary;
    private final String url;
    private final String pasteLine;

    private BackendProcess(Process process, Path errors, Path temporary, String url, String pasteLine) {
        this.process = process;
        this.errors = errors;
        this.temporary = temporary;
        this.url = url;
        this.pasteLine = pasteLine;
    }

    private static ProcessBuilder builder(Path temporary, Path errors, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.github.goproxy4j.jdbc.JdbcBackend"));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(errors.toFile());
    }

    /** Runs a command to its end and returns what it prints; fails if it fails, or leaves a temporary file. */
    static String run(Path directory, String... arguments) throws IOException, InterruptedException {
        Path temporary = Files.createTempDirectory(directory, "tmp");
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        Process process = builder(temporary, errors, List.of(arguments)).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("exit " + process.exitValue() + ": " + Files.readString(errors));
        }
        Files.delete(temporary); // it fails if a file is in it
        return out;
    }

    /** Runs a command that fails, and returns all that it says on standard error. */
    static String failing(Path directory, String... arguments) throws IOException, InterruptedException {
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        Process process = builder(directory, errors, List.of(arguments)).start();
        if (process.waitFor() == 0) {
            throw new AssertionError("it did not fail");
        }
        return Files.readString(errors);
    }

    /** Starts a server on a free port and waits until it says that it listens. */
    static BackendProcess serve(Path directory, String database) throws IOException {
        Path temporary = Files.createTempDirectory(directory, "tmp");
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        Process process = builder(temporary, errors, List.of("serve", "--db", database, "--listen", "127.0.0.1:0"))
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String first = out.readLine();
        String listening = "goproxy4j listening on ";
        if (first == null || !first.startsWith(listening)) {
            process.destroyForcibly();
            throw new AssertionError("said " + first + ", " + Files.readString(errors));
        }
        return new BackendProcess(process, errors, temporary, first.substring(listening.length()), out.readLine());
    }

    String url() {
        return url;
    }

    String pasteLine() {
        return pasteLine;
    }

    String log() throws IOException {
        return Files.readString(errors);
    }

    /** Sends SIGTERM and waits; fails if a temporary file is left. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after SIGTERM");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.delete(temporary);
    }
}
