package io.github.goproxy4j.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Skips a test on a machine that lacks what it needs, with a message that says what to install. */
final class Tools {
    private Tools() {}

    static void requireGo() {
        assumeTrue(runs("go", "version"), "needs the go command: install Go 1.21 or newer (https://go.dev/dl)");
    }

    /** Needs a {@code go} that sends the headers that a command of the user prints. */
    static void requireGoAuth() {
        assumeTrue(
                runs("go", "help", "goauth"), "needs the setting GOAUTH: install Go 1.24 or newer (https://go.dev/dl)");
    }

    static void requireGit() {
        assumeTrue(runs("git", "--version"), "needs the git command: install git 2.28 or newer");
    }

    static void requireCurl() {
        assumeTrue(runs("curl", "--version"), "needs the curl command: install curl");
    }

    /** Returns the command, which Debian keeps where only root looks for commands. */
    static String requireNginx() {
        Optional<String> found = Stream.of("nginx", "/usr/sbin/nginx")
                .filter(command -> runs(command, "-v"))
                .findFirst();
        assumeTrue(found.isPresent(), "needs the nginx command: install nginx");
        return found.orElseThrow();
    }

    /** Returns the setting of {@code go env GOPROXY}, of which the first proxy answers. */
    static String requireGoProxy() throws IOException, InterruptedException {
        requireGo();
        String proxy = new Command(Path.of("."))
                .inherit("HOME", "GOPROXY", "GOENV")
                .run("go", "env", "GOPROXY")
                .orFail()
                .out()
                .strip();
        assumeTrue(answers(proxy), "needs the Go proxy of `go env GOPROXY`, which does not answer from here");
        return proxy;
    }

    /** A short look, so that a machine without a network does not wait for each module to fail. */
    private static boolean answers(String proxy) throws InterruptedException {
        String first = Stream.of(proxy.split("[,|]"))
                .filter(entry -> entry.startsWith("http"))
                .findFirst()
                .orElse("");
        if (first.isEmpty()) {
            return false;
        }
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .proxy(ProxySelector.getDefault())
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(first + "/golang.org/x/sync/@v/v0.8.0.info"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean runs(String... command) {
        try {
            return new Command(Path.of("."))
                            .inherit("HOME", "GOCACHE")
                            .with("GOTOOLCHAIN", "local")
                            .run(command)
                            .exit()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
