package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Another module proxy, by a shell command. {@code {port}} in it stands for the port to listen on, {@code {repos}} for the
 * directory of the bare repositories, {@code {cache}} for a directory of its own that is empty. Its environment leads {@code
 * go} and {@code git} to the repositories, and nowhere else.
 *
 * @param name its name
 * @param command the command
 * @param repositories the directory of the bare repositories
 */
record Peer(String name, String command, Path repositories) implements Contestant {
    /** Reads {@code NAME=COMMAND}. */
    static Peer parse(String text, Path repositories) {
        int equals = text.indexOf('=');
        if (equals <= 0 || equals == text.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' is not NAME=COMMAND");
        }
        return new Peer(text.substring(0, equals), text.substring(equals + 1), repositories);
    }

    @Override
    public ServerProcess start(List<SampleModule> modules, Workspace workspace) throws IOException {
        Path directory = workspace.fresh(name);
        int port = ServerProcess.freePort();
        Path cache = Files.createDirectories(directory.resolve("cache"));
        String line = command.replace("{port}", Integer.toString(port))
                .replace("{repos}", repositories.toString())
                .replace("{cache}", cache.toString());
        // The shell is replaced by the command, so that it is the one that is measured and ended.
        ProcessBuilder process = new ProcessBuilder("sh", "-c", "exec " + line);
        process.directory(directory.toFile());
        process.environment().putAll(environment(directory));
        return ServerProcess.start(process, port, directory, workspace);
    }

    private Map<String, String> environment(Path directory) throws IOException {
        Path config = directory.resolve("gitconfig");
        Files.writeString(
                config, """
                [url "file://REPOSITORIES/"]
                \tinsteadOf = https://HOST/
                [protocol "file"]
                \tallow = always
                [safe]
                \tdirectory = *
                """.replace("REPOSITORIES", repositories.toString()).replace("HOST", SampleModule.HOST));
        return Map.ofEntries(
                Map.entry("GIT_CONFIG_GLOBAL", config.toString()),
                Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
                Map.entry("GIT_TERMINAL_PROMPT", "0"),
                Map.entry("HOME", directory.toString()),
                Map.entry("GOPATH", directory.resolve("gopath").toString()),
                Map.entry("GOMODCACHE", directory.resolve("gomodcache").toString()),
                Map.entry("GOCACHE", directory.resolve("gocache").toString()),
                Map.entry("GOENV", "off"),
                Map.entry("GOFLAGS", "-modcacherw"),
                Map.entry("GOPROXY", "direct"),
                Map.entry("GOSUMDB", "off"),
                Map.entry("GOTOOLCHAIN", "local"));
    }
}
