package io.github.goproxy4j.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command line to run in a directory, in an environment that holds what is put into it and nothing else. */
final class Command {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path directory;
    private final Map<String, String> environment = new LinkedHashMap<>();

    Command(Path directory) {
        this.directory = directory;
        inherit("PATH");
    }

    /** What is left of a command that has ended. */
    record Finished(int exit, String out, String err) {
        /** Returns this if the command has succeeded, and fails with what it has printed if not. */
        Finished orFail() {
            if (exit != 0) {
                throw new AssertionError("exit " + exit + "\n" + out + "\n" + err);
            }
            return this;
        }
    }

    Command with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Command with(String name, Path value) {
        return with(name, value.toString());
    }

    Command inherit(String... names) {
        for (String name : names) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        return this;
    }

    Finished run(String... command) throws IOException, InterruptedException {
        return run(List.of(command), null);
    }

    Finished run(List<String> command, Path input) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            if (input != null) {
                builder.redirectInput(input.toFile());
            }
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + LIMIT + ": " + command);
            }
            return new Finished(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
