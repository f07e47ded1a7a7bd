package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The same user twice: one gets all modules from a proxy, the other in direct mode from the repositories behind it. What
 * they do, what they are told and what is in their files afterwards must be the same.
 */
final class GoPair {
    /** What is different by nature: where files are, and the repository's address, which a proxy need not tell. */
    private static final Pattern OWN =
            Pattern.compile("\\t*\"(Dir|GoMod|Info|Zip)\": .*\\n|\\t*\"Origin\": \\{[^}]*\\},?\\n|,(?=\\n)");

    private final GoSandbox direct;
    private final GoSandbox proxied;

    private GoPair(GoSandbox direct, GoSandbox proxied) {
        this.direct = direct;
        this.proxied = proxied;
    }

    /** Creates the pair in a directory; the one in direct mode may have clones from before. */
    static GoPair of(Path directory, Path repositories, Path clones, String proxy) throws IOException {
        return new GoPair(
                GoSandbox.direct(directory.resolve("direct"), repositories).with("GOMODCACHE", clones.toString()),
                GoSandbox.proxied(directory.resolve("proxied"), proxy));
    }

    GoPair with(String name, String value) {
        direct.with(name, value);
        proxied.with(name, value);
        return this;
    }

    /** Writes a file of both. */
    GoPair file(String name, String text) throws IOException {
        direct.file(name, text);
        proxied.file(name, text);
        return this;
    }

    /** What is in a file of both. */
    String read(String name) throws IOException {
        return Files.readString(proxied.work().resolve(name));
    }

    /** Runs a command that succeeds, and returns what it prints. */
    String go(String... arguments) throws IOException, InterruptedException {
        return same(direct.go(arguments).orFail(), proxied.go(arguments).orFail(), arguments);
    }

    /**
     * Runs {@code go get} with options and queries of {@linkplain ClientModules#brief brief} names, and returns what it
     * says in such names: a line for each module that is another version now.
     */
    List<String> get(String... arguments) throws IOException, InterruptedException {
        String[] command = Stream.concat(
                        Stream.of("get"),
                        Stream.of(arguments)
                                .map(argument -> argument.startsWith("-") ? argument : ClientModules.path(argument)))
                .toArray(String[]::new);
        Command.Finished ours = proxied.go(command).orFail();
        same(direct.go(command).orFail(), ours, command);
        return said(ours).stream()
                .map(line -> ClientModules.brief(line).replaceFirst("^go: ", ""))
                .toList();
    }

    /** The modules that the user's module needs, by brief names. */
    String selected() throws IOException, InterruptedException {
        return ClientModules.brief(go("list", "-m", "all")).lines().skip(1).collect(Collectors.joining(", "));
    }

    /** Runs a command that fails, and returns the reason that the proxy's user gets. */
    String refused(String... arguments) throws IOException, InterruptedException {
        Command.Finished ours = proxied.go(arguments);
        assertThat(ours.exit()).as("go %s", List.of(arguments)).isNotZero();
        assertThat(direct.go(arguments).exit()).as("go %s", List.of(arguments)).isEqualTo(ours.exit());
        assertThat(files(proxied)).as("go %s", List.of(arguments)).isEqualTo(files(direct));
        return ours.err();
    }

    /** Runs a line of shell, which succeeds, and returns what it prints. */
    String shell(String line) throws IOException, InterruptedException {
        return same(direct.shell(line).orFail(), proxied.shell(line).orFail(), line);
    }

    private String same(Command.Finished expected, Command.Finished actual, String... arguments) throws IOException {
        String command = String.join(" ", arguments);
        assertThat(printed(actual)).as(command).isEqualTo(printed(expected));
        assertThat(said(actual)).as(command).isEqualTo(said(expected));
        assertThat(files(proxied)).as(command).isEqualTo(files(direct));
        return printed(actual);
    }

    private static String printed(Command.Finished finished) {
        return OWN.matcher(finished.out()).replaceAll("");
    }

    /** Downloads depend on what is in the module cache already, and all come in any order. */
    private static List<String> said(Command.Finished finished) {
        return finished.err()
                .lines()
                .filter(line -> !line.startsWith("go: downloading "))
                .sorted()
                .toList();
    }

    private static Map<String, String> files(GoSandbox go) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(go.work())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(go.work().relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
