package io.github.goproxy4j.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The quickstart as its users run it: a jar in a process of its own, told to end by SIGTERM. */
final class QuickstartProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final String LISTENING = "goproxy4j listening on ";

    private final Process process;
    private final Path errors;
    private final Path temporary;
    private final URI url;
    private final String pasteLine;
    private final BufferedReader out;

    private QuickstartProcess(
            Process process, Path errors, Path temporary, URI url, String pasteLine, BufferedReader out) {
        this.process = process;
        this.errors = errors;
        this.temporary = temporary;
        this.url = url;
        this.pasteLine = pasteLine;
        this.out = out;
    }

    /** The command line of the quickstart with some options, in a JVM as hostile as that of the other tests. */
    static List<String> command(List<String> jvm, List<String> options) {
        Path jar = Path.of("..", "examples", "quickstart", "target", "goproxy4j-quickstart.jar");
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError("no quickstart: run the tests by mvn verify, with -am if only for some modules");
        }
        return Stream.of(
                        List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu"),
                        jvm,
                        List.of("-jar", jar.toAbsolutePath().normalize().toString()),
                        options)
                .flatMap(List::stream)
                .toList();
    }

    /** Starts a server on a free port and waits until it says that it listens. */
    static QuickstartProcess start(Path directory, String... options) throws IOException {
        return start(directory, List.of(), options);
    }

    static QuickstartProcess start(Path directory, List<String> jvm, String... options) throws IOException {
        Path temporary = Files.createTempDirectory(directory, "quickstart");
        Path errors = temporary.resolveSibling(temporary.getFileName() + ".log");
        List<String> withTemporary = new ArrayList<>(jvm);
        withTemporary.add("-Djava.io.tmpdir=" + temporary);
        List<String> all = new ArrayList<>(List.of("--listen", "127.0.0.1:0"));
        all.addAll(List.of(options));
        Process process = new ProcessBuilder(command(withTemporary, all))
                .redirectError(errors.toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String first = line(out);
            if (first == null || !first.startsWith(LISTENING)) {
                throw new AssertionError("said " + first + "\n" + Files.readString(errors));
            }
            return new QuickstartProcess(
                    process, errors, temporary, URI.create(first.substring(LISTENING.length())), line(out), out);
        } catch (AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String line(BufferedReader reader) {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return reader.readLine();
            } catch (IOException e) {
                return null;
            }
        });
        try {
            return line.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("the quickstart says nothing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String url() {
        return url.toString();
    }

    int port() {
        return url.getPort();
    }

    /** The line under the first one: what to paste into a shell. */
    String pasteLine() {
        return pasteLine;
    }

    /** What it has logged so far. */
    String log() throws IOException {
        return Files.readString(errors);
    }

    /** Stops it, and returns all that it has printed besides its first line: to standard output, and to its log. */
    String allOutput() throws IOException {
        // Unlike Process.destroy, this leaves what it has printed to be read.
        process.toHandle().destroy();
        String printed = out.lines().collect(Collectors.joining("\n"));
        stop();
        return pasteLine + "\n" + printed + "\n" + log();
    }

    /** The directory that its temporary files are in. */
    Path temporary() {
        return temporary;
    }

    /** Sends SIGTERM, waits, and returns how long it took. */
    Duration stop() {
        long begin = System.nanoTime();
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running " + STOP_LIMIT + " after SIGTERM");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Sends SIGKILL and waits. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exitValue() {
        return process.exitValue();
    }

    @Override
    public void close() {
        stop();
    }
}
