package io.github.goproxy4j.spring.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@code go} command that has nothing of the machine's but its path, and gets everything from one proxy. */
final class GoCommand {
    private final Path directory;
    private final Map<String, String> environment;

    /** Skips the test on a machine without Go. */
    GoCommand(Path directory, String proxy) throws IOException, InterruptedException {
        this.directory = directory;
        String home = directory.toString();
        this.environment = Map.ofEntries(
                Map.entry("PATH", System.getenv("PATH")),
                Map.entry("HOME", home),
                Map.entry("GOPATH", home),
                Map.entry("GOMODCACHE", directory.resolve("modcache").toString()),
                Map.entry("GOCACHE", directory.resolve("gocache").toString()),
                Map.entry("GOENV", "off"),
                Map.entry("GOTOOLCHAIN", "local"),
                Map.entry("GOFLAGS", "-modcacherw"),
                Map.entry("GOSUMDB", "off"),
                Map.entry("GOPROXY", proxy));
        // Go would otherwise start a process that outlives the command and writes below its home.
        Path telemetry = Files.createDirectories(directory.resolve(".config/go/telemetry"));
        Files.writeString(telemetry.resolve("mode"), "off 2024-01-01\n");
        assumeTrue(hasGo(), "needs the go command: install Go 1.21 or newer (https://go.dev/dl)");
    }

    private boolean hasGo() throws InterruptedException {
        try {
            run("go", "version");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Downloads a module and returns what {@code go} says of it. */
    JsonNode download(String query) throws IOException, InterruptedException {
        return new JsonMapper().readTree(run("go", "mod", "download", "-json", query));
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue())
                .as("%s%s", printed, Files.readString(err, StandardCharsets.UTF_8))
                .isZero();
        return printed;
    }
}
