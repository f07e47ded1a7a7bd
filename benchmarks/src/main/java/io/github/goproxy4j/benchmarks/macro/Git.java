package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs git with no configuration but the repository's own. */
final class Git {
    private Git() {}

    static ProcessBuilder command(Path repository, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        return plain(new ProcessBuilder(command));
    }

    /** Hides the configuration of the user and of the system from a process and its children. */
    static ProcessBuilder plain(ProcessBuilder process) {
        process.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        process.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        return process;
    }

    /** Runs a command and returns what it prints. */
    static String run(Path repository, String... arguments) throws IOException {
        Process process =
                command(repository, arguments).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        await(process, String.join(" ", arguments) + ": " + printed.strip());
        return printed;
    }

    /** Runs a process whose output nobody reads, and returns how many seconds it took. */
    static double seconds(ProcessBuilder process, String what) throws IOException {
        process.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long begin = System.nanoTime();
        await(process.start(), what);
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Waits until a process has ended, and fails if it did. */
    static void await(Process process, String what) throws IOException {
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("status " + status + " of " + what);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(what);
        }
    }
}
