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

    private GoSandbox(Path root, String proxy) throws IOException {
        this.root = root;
        for (String directory : List.of("home", "work")) {
            Files.createDirectories(root.resolve(directory));
        }
        leaveNothingRunning();
        environment.put("HOME", root.resolve("home").toString());
        environment.put("GOPATH", root.resolve("gopath").toString());
        environment.put("GOMODCACHE", moduleCache().toString());
        environment.put(
                "GOCACHE", Path.of("target", "go-build").toAbsolutePath().toString());
        environment.put("GOENV", "off");
        environment.put("GOTOOLCHAIN", "local");
        environment.put("GOFLAGS", "-modcacherw");
        environment.put("GOSUMDB", "off");
        environment.put("GONOSUMDB", "*");
        environment.put("GOPROXY", proxy);
    }

    /** A command that gets everything from one proxy. */
    static GoSandbox proxied(Path root, String proxy) throws IOException {
        return new GoSandbox(root, proxy);
    }

    /**
     * A command in direct mode: {@code git.example.com/NAME.git} is the repository {@code NAME.git} of a directory. The
     * {@code .git} element makes {@code go} find the repository without asking a server for it.
     */
    static GoSandbox direct(Path root, Path repositories) throws IOException {
        GoSandbox go = new GoSandbox(root, "direct");
        go.environment.put("GIT_ALLOW_PROTOCOL", "file:https");
        go.environment.put("GIT_CONFIG_NOSYSTEM", "1");
        Files.writeString(
                root.resolve("home/.gitconfig"),
                "[url \"file://" + repositories.toAbsolutePath() + "/\"]\n\tinsteadOf = https://git.example.com/\n");
        return go;
    }

    /**
     * Turns telemetry off: in a new home each command leaves a process behind that writes there for a while, and a test's
     * directory cannot be deleted then. Only a file turns it off, in the system's directory for settings.
     */
    private void leaveNothingRunning() throws IOException {
        for (String settings : List.of(".config", "Library/Application Support")) {
            Path directory = root.resolve("home").resolve(settings).resolve("go/telemetry");
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("mode"), "off\n");
        }
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
        String[] arguments = Stream.concat(Stream.of("mod", "download", "-json"), queries.stream())
                .toArray(String[]::new);
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
