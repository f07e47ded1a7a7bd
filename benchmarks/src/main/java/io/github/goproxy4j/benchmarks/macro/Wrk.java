package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator: each of its connections asks as soon as it has its answer, for one path after the other. */
final class Wrk {
    private static final Pattern RESULT =
            Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) errors=(\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");
    private static final String SCRIPT = """
            local paths = {PATHS}
            local requests = {}
            local at = 0
            init = function(args)
              for i, path in ipairs(paths) do
                requests[i] = wrk.format("GET", path)
              end
            end
            request = function()
              at = at % #requests + 1
              return requests[at]
            end
            done = function(summary, latency, requests)
              local e = summary.errors
              io.write(string.format("RESULT %d %d %d %d %d errors=%d %d %d %d %d\\n", summary.requests, summary.bytes,
                summary.duration, latency:percentile(99), latency.max, e.status, e.connect, e.read, e.write, e.timeout))
            end
            """;

    private final Path program;
    private final Path directory;

    /**
     * What a load came to.
     *
     * @param requests how many answers
     * @param bytes bytes received
     * @param seconds how long
     * @param p99 milliseconds that 99 of 100 answers did not exceed
     * @param slowest milliseconds of the slowest answer
     */
    record Load(long requests, long bytes, double seconds, double p99, double slowest) {
        double requestsPerSecond() {
            return requests / seconds;
        }

        double mibPerSecond() {
            return bytes / seconds / (1 << 20);
        }
    }

    /** Keeps its scripts in a directory. */
    Wrk(Path program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /** Loads a server for some seconds; fails if one answer was an error. */
    Load run(int port, List<String> paths, int connections, double seconds) throws IOException {
        Path script = Files.createTempFile(directory, "load", ".lua");
        try {
            Files.writeString(script, SCRIPT.replace("PATHS", "\"" + String.join("\", \"", paths) + "\""));
            Process process = new ProcessBuilder(
                            program.toString(),
                            "-t1",
                            "-c" + connections,
                            "-d" + Math.max(1, Math.round(seconds)) + "s",
                            "--timeout=60s",
                            "--script=" + script,
                            "http://127.0.0.1:" + port + paths.get(0))
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Git.await(process, "wrk: " + printed);
            return parse(printed);
        } finally {
            Files.delete(script);
        }
    }

    private static Load parse(String printed) throws IOException {
        Matcher result = RESULT.matcher(printed);
        if (!result.find()) {
            throw new IOException("wrk printed " + printed);
        }
        for (int i = 6; i <= 10; i++) {
            if (!"0".equals(result.group(i))) {
                throw new IOException("errors (status, connect, read, write, timeout): "
                        + result.group().substring(result.group().indexOf('=') + 1));
            }
        }
        if ("0".equals(result.group(1))) {
            throw new IOException("not one answer while the load lasted");
        }
        return new Load(
                Long.parseLong(result.group(1)),
                Long.parseLong(result.group(2)),
                Long.parseLong(result.group(3)) / 1e6,
                Long.parseLong(result.group(4)) / 1e3,
                Long.parseLong(result.group(5)) / 1e3);
    }
}
