package io.github.goproxy4j.git;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The {@code git} command, cut off from the configuration of whoever runs the tests. */
final class GitBinary {
    private static final boolean PRESENT = isPresent();

    private final Path home;

    private GitBinary(Path home) {
        this.home = home;
    }

    /** Skips the test where there is no git. */
    static GitBinary required(Path home) {
        assumeTrue(PRESENT, "needs the git command: install git 2.39 or newer");
        return new GitBinary(home);
    }

    private static boolean isPresent() {
        try {
            Process git = new ProcessBuilder("git", "--version").start();
            git.getInputStream().readAllBytes();
            return git.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs git and returns what it printed to standard output; fails if git fails. */
    byte[] run(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        try {
            Path errors = Files.createTempFile(home, "git", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            builder.environment()
                    .putAll(Map.of(
                            "HOME", home.toString(),
                            "GIT_CONFIG_NOSYSTEM", "1",
                            "GIT_ATTR_NOSYSTEM", "1",
                            "GIT_CONFIG_GLOBAL", home.resolve("none").toString(),
                            "GIT_AUTHOR_NAME", "A",
                            "GIT_AUTHOR_EMAIL", "a@example.com",
                            "GIT_COMMITTER_NAME", "A",
                            "GIT_COMMITTER_EMAIL", "a@example.com",
                            "GIT_ALLOW_PROTOCOL", "file"));
            builder.environment().put("LC_ALL", "C");
            Process git = builder.start();
            git.getOutputStream().close();
            byte[] output = git.getInputStream().readAllBytes();
            int exit = git.waitFor();
            String message = Files.readString(errors, StandardCharsets.ISO_8859_1);
            Files.delete(errors);
            if (exit != 0) {
                throw new IllegalStateException(command + " exited with " + exit + ": " + message);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Archives a commit of a bare repository as the go command does, and returns the files. */
    Map<String, byte[]> archive(Path repository, String commit) throws IOException {
        Files.createDirectories(repository.resolve("info"));
        Files.writeString(repository.resolve("info/attributes"), "* -export-subst -export-ignore\n");
        byte[] zip = run(
                repository, "-c", "core.autocrlf=input", "-c", "core.eol=lf", "archive", "--format=zip", "-0", commit);
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream bytes = new ByteArrayInputStream(zip);
                ZipInputStream in = new ZipInputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return files;
    }
}
