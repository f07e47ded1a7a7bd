package io.github.goproxy4j.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The jar of an example in a process of its own, as its users run it. */
final class ExampleProcess implements AutoCloseable {
    private static final int LIMIT_SECONDS = 30;

    private final Process process;
    private final String line;

    private ExampleProcess(Process process, String line) {
        this.process = process;
        this.line = line;
    }

    /** Starts an example, and waits for the first line that it prints. */
    static ExampleProcess start(String name, Path errors, String... arguments) throws Exception {
        Path jar = Readme.root().resolve("examples/" + name + "/target/goproxy4j-example-" + name + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError("no example: run the tests by mvn verify, with -am if only for some modules");
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String line = CompletableFuture.supplyAsync(() -> read(out)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return new ExampleProcess(process, line);
        } catch (Exception e) {
            process.destroyForcibly();
            throw new AssertionError(name + " says nothing: " + Files.readString(errors), e);
        }
    }

    private static String read(BufferedReader out) {
        try {
            return out.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** What to paste into a shell. */
    String line() {
        return line;
    }

    /** Sends SIGTERM and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running " + LIMIT_SECONDS + " seconds after SIGTERM");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
