package io.github.goproxy4j.git;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.goproxy4j.git.Answers.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The real {@code go} command in direct mode, in a home of its own, with git repositories below one directory. */
final class GoCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private int caches;

    private GoCommand(Path home) {
        this.home = home;
    }

    /**
     * Prepares the command; skips the test where there is no go.
     *
     * @param repositories what {@code https://git.example.com/} stands for
     */
    static GoCommand required(GitBinary git, Path home, Path repositories) throws IOException {
        boolean present;
        try {
            Process go = new ProcessBuilder("go", "version").start();
            go.getInputStream().readAllBytes();
            present = go.waitFor() == 0;
        } catch (IOException e) {
            present = false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assumeTrue(present, "needs the go command: install Go 1.21 or newer");
        Files.createDirectories(home.resolve("main"));
        Files.writeString(home.resolve("main/go.mod"), "module example.com/main\n\ngo 1.21\n");
        git.run(
                home,
                "config",
                "--file",
                home.resolve(".gitconfig").toString(),
                "url." + repositories.toUri() + ".insteadOf",
                "https://git.example.com/");
        return new GoCommand(home);
    }

    /** Forgets all downloads: some answers depend on what {@code go} has fetched for the questions before. */
    GoCommand afresh() {
        caches++;
        return this;
    }

    /** Asks for one version. */
    Answer download(String path, String query) throws IOException {
        return download(path, List.of(query)).get(0);
    }

    /** Asks for several versions at once, which takes hardly longer than for one. */
    List<Answer> download(String path, List<String> queries) throws IOException {
        List<String> command = new ArrayList<>(List.of("go", "mod", "download", "-json"));
        queries.forEach(query -> command.add(path + "@" + query));
        List<Answer> answers = new ArrayList<>();
        for (JsonNode node : run(command)) {
            answers.add(answer(node));
        }
        if (answers.size() != queries.size()) {
            throw new IllegalStateException(answers.size() + " answers to " + command);
        }
        return answers;
    }

    private static Answer answer(JsonNode node) throws IOException {
        if (node.hasNonNull("Error")) {
            return Answer.refused(node.get("Error").textValue());
        }
        JsonNode info =
                JSON.readTree(Files.readAllBytes(Path.of(node.get("Info").textValue())));
        return new Answer(
                Optional.empty(),
                node.get("Version").textValue(),
                info.get("Time").textValue(),
                node.path("Origin").path("Hash").asText(),
                node.get("Sum").textValue(),
                node.get("GoModSum").textValue(),
                new String(Files.readAllBytes(Path.of(node.get("GoMod").textValue())), StandardCharsets.UTF_8),
                List.of());
    }

    List<String> versions(String path) throws IOException {
        return run(List.of("go", "list", "-m", "-json", "-versions", "-retracted", path)).stream()
                .flatMap(module -> StreamSupport.stream(module.path("Versions").spliterator(), false))
                .map(JsonNode::textValue)
                .toList();
    }

    private List<JsonNode> run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.resolve("main").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("GO"));
        builder.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_ALLOW_PROTOCOL", "file:https",
                        "GOPROXY", "direct",
                        "GONOSUMDB", "*",
                        "GOSUMDB", "off",
                        "GOTOOLCHAIN", "local",
                        "GOENV", "off",
                        "GOFLAGS", "-modcacherw",
                        "GOPATH", home.resolve("gopath" + caches).toString()));
        builder.environment().put("GOCACHE", home.resolve("gocache").toString());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            process.waitFor();
            try (MappingIterator<JsonNode> nodes =
                    JSON.readerFor(JsonNode.class).readValues(output)) {
                return nodes.readAll();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
