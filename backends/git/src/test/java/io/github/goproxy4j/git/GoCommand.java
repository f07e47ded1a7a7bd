package io.github.goproxy4j.git;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.goproxy4j.git.Answers.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        JsonNode answer = run("go", "mod", "download", "-json", path + "@" + query);
        if (answer.hasNonNull("Error")) {
            return Answer.refused(answer.get("Error").textValue());
        }
        JsonNode info =
                JSON.readTree(Files.readAllBytes(Path.of(answer.get("Info").textValue())));
        return new Answer(
                Optional.empty(),
                answer.get("Version").textValue(),
                info.get("Time").textValue(),
                answer.path("Origin").path("Hash").asText(),
                answer.get("Sum").textValue(),
                answer.get("GoModSum").textValue(),
                Files.readString(Path.of(answer.get("GoMod").textValue())),
                List.of());
    }

    List<String> versions(String path) throws IOException {
        JsonNode versions = run("go", "list", "-m", "-json", "-versions", "-retracted", path)
                .path("Versions");
        return StreamSupport.stream(versions.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private JsonNode run(String... command) throws IOException {
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
            return JSON.readTree(output);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
