package io.github.goproxy4j.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A {@code go} command with a home and a module cache of its own: it knows no proxy, no login and no setting but those it
 * is given here. Only the cache of compiled packages is shared, because compiling Go's own library takes half a minute.
 */
final class GoSandbox {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path root;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private GoSandbox(Path root) throws IOException {
        this.root = root;
        for (String directory : List.of("home", "work")) {
            Files.createDirectories(root.resolve(directory));
        }
        // Go would otherwise start a process that outlives the command and writes below its home.
        Path telemetry = Files.createDirectories(root.resolve("home/.config/go/telemetry"));
        Files.writeString(telemetry.resolve("mode"), "off 2024-01-01\n");
        environment.put("HOME", root.resolve("home").toString());
        environment.put("GOPATH", root.resolve("gopath").toString());
        environment.put("GOMODCACHE", moduleCache().toString());
        environment.put(
                "GOCACHE", Path.of("target", "go-build").toAbsolutePath().toString());
        environment.put("GOENV", "off");
        environment.put("GOTOOLCHAIN", "local");
        environment.put("GOFLAGS", "-modcacherw");
    }

    /** A command that has Go's own defaults for where modules come from, and so reaches for the world. */
    static GoSandbox unconfigured(Path root) throws IOException {
        return new GoSandbox(root);
    }

    /** A command that gets everything from one proxy. */
    static GoSandbox proxied(Path root, String proxy) throws IOException {
        return new GoSandbox(root).with("GOSUMDB", "off").with("GONOSUMDB", "*").with("GOPROXY", proxy);
    }

    /**
     * A command in direct mode: {@code git.example.com/NAME.git} is the repository {@code NAME.git} of a directory. The
     * {@code .git} element makes {@code go} find the repository without asking a server for it.
     */
    static GoSandbox direct(Path root, Path repositories) throws IOException {
        GoSandbox go = proxied(root, "direct");
        go.environment.put("GIT_ALLOW_PROTOCOL", "file:https");
        go.environment.put("GIT_CONFIG_NOSYSTEM", "1");
        Files.writeString(
                root.resolve("home/.gitconfig"),
                "[url \"file://" + repositories.toAbsolutePath() + "/\"]\n\tinsteadOf = https://git.example.com/\n");
        return go;
    }

    GoSandbox with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** The variables of the machine that a command needs to get out of it. */
    GoSandbox withNetwork() {
        for (String name : List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")) {
            for (String variant : List.of(name, name.toLowerCase(java.util.Locale.ROOT))) {
                if (System.getenv(variant) != null) {
                    environment.put(variant, System.getenv(variant));
                }
            }
        }
        return this;
    }

    Path moduleCache() {
        return root.resolve("modcache");
    }

    /** The directory that the command runs in, empty at first. */
    Path work() {
        return root.resolve("work");
    }

    /** Writes a file below {@link #work()}. */
    GoSandbox file(String name, String text) throws IOException {
        Path file = work().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** Writes the logins of the user. */
    GoSandbox netrc(String text) throws IOException {
        Files.writeString(root.resolve("home/.netrc"), text);
        return this;
    }

    Command.Finished go(String... arguments) throws IOException, InterruptedException {
        return command()
                .run(Stream.concat(Stream.of("go"), Stream.of(arguments)).toList(), null);
    }

    /** Runs a line as a shell does that somebody has pasted it into. */
    Command.Finished shell(String line) throws IOException, InterruptedException {
        return command().run("sh", "-c", line);
    }

    /** Downloads modules and returns what {@code go} says of each. */
    List<JsonNode> download(List<String> queries) throws IOException, InterruptedException {
        return json(Stream.concat(Stream.of("mod", "download", "-json"), queries.stream())
                .toArray(String[]::new));
    }

    /** Looks modules up without their files, and returns what {@code go} says of each. */
    List<JsonNode> listed(List<String> queries) throws IOException, InterruptedException {
        return json(Stream.concat(Stream.of("list", "-m", "-e", "-json"), queries.stream())
                .toArray(String[]::new));
    }

    /** Runs a command that prints JSON objects, which it may do although it fails. */
    List<JsonNode> json(String... arguments) throws IOException, InterruptedException {
        Command.Finished finished = go(arguments);
        try (MappingIterator<JsonNode> nodes = JSON.readerFor(JsonNode.class).readValues(finished.out())) {
            List<JsonNode> answers = nodes.readAll();
            if (answers.isEmpty()) {
                throw new AssertionError(finished.err());
            }
            return answers;
        }
    }

    private Command command() {
        Command command = new Command(work());
        environment.forEach(command::with);
        return command;
    }
}
