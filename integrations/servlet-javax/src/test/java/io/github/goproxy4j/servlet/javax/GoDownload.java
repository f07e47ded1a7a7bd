package io.github.goproxy4j.servlet.javax;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The real {@code go mod download}, in a home of its own. */
final class GoDownload {
    private GoDownload() {}

    /** Skips the test where there is no {@code go}. */
    static void requireGo() throws InterruptedException {
        boolean present;
        try {
            Process version = new ProcessBuilder("go", "version").start();
            version.getInputStream().readAllBytes();
            present = version.waitFor() == 0;
        } catch (IOException e) {
            present = false;
        }
        assumeTrue(present, "needs the go command: install Go 1.21 or newer (https://go.dev/dl)");
    }

    /** Downloads a module through a proxy, and returns what {@code go} prints, errors included. */
    static String run(Path home, String proxy, String query) throws IOException, InterruptedException {
        // Go would otherwise start a process that outlives the command and writes below its home.
        Path telemetry = Files.createDirectories(home.resolve(".config/go/telemetry"));
        Files.writeString(telemetry.resolve("mode"), "off 2024-01-01\n");
        ProcessBuilder go = new ProcessBuilder("go", "mod", "download", "-json", query)
                .directory(home.toFile())
                .redirectErrorStream(true);
        go.environment().keySet().removeIf(name -> name.startsWith("GO") || name.startsWith("GIT_"));
        go.environment()
                .putAll(Map.of(
                        "HOME",
                        home.toString(),
                        "GOPATH",
                        home.resolve("gopath").toString(),
                        "GOCACHE",
                        home.resolve("gocache").toString(),
                        "GOENV",
                        "off",
                        "GOFLAGS",
                        "-modcacherw",
                        "GOPROXY",
                        proxy,
                        "GOSUMDB",
                        "off",
                        "GOTOOLCHAIN",
                        "local"));
        Process process = go.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
