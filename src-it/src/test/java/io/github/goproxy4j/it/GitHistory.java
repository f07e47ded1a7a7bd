package io.github.goproxy4j.it;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes the history of a repository for {@code git fast-import}: commits follow one another unless told otherwise, one
 * each day, and are the same on every machine.
 */
final class GitHistory implements AutoCloseable {
    private static final long FIRST = 1_700_000_000L;
    private static final String PERSON = " A U Thor <author@example.com> ";

    private final Path repository;
    private final Path script;
    private final OutputStream out;
    private int commits;

    private GitHistory(Path repository) throws IOException {
        this.repository = repository;
        this.script = Files.createTempFile("history", ".fi");
        this.out = new BufferedOutputStream(Files.newOutputStream(script), 1 << 16);
    }

    static GitHistory of(Path repository) throws IOException {
        return new GitHistory(repository);
    }

    /** Makes a commit on a branch, on top of the last one made: each pair is a path and a text. */
    GitHistory commit(String branch, String... files) throws IOException {
        begin(branch);
        for (int i = 0; i < files.length; i += 2) {
            file(files[i], files[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Begins a commit, to which files are added one by one. */
    GitHistory begin(String branch) throws IOException {
        commits++;
        line("commit refs/heads/" + branch);
        line("mark :" + commits);
        line("committer" + PERSON + (FIRST + commits * 86_400L) + " +0000");
        data(("commit " + commits + "\n").getBytes(StandardCharsets.UTF_8));
        if (commits > 1) {
            line("from :" + (commits - 1));
        }
        return this;
    }

    /** Begins a commit that has none of the files of the one before. */
    GitHistory beginEmpty(String branch) throws IOException {
        begin(branch);
        line("deleteall");
        return this;
    }

    GitHistory file(String path, byte[] content) throws IOException {
        return entry("100644", path, content);
    }

    /** Adds a file that is too large to be held in memory. */
    GitHistory file(String path, GeneratedContent content) throws IOException {
        line("M 100644 inline " + path);
        line("data " + content.size());
        content.writeTo(out);
        line("");
        return this;
    }

    GitHistory executable(String path, String text) throws IOException {
        return entry("100755", path, text.getBytes(StandardCharsets.UTF_8));
    }

    GitHistory symlink(String path, String target) throws IOException {
        return entry("120000", path, target.getBytes(StandardCharsets.UTF_8));
    }

    private GitHistory entry(String mode, String path, byte[] content) throws IOException {
        line("M " + mode + " inline " + path);
        data(content);
        return this;
    }

    /** Tags the last commit, with a tag that is only a name. */
    GitHistory tag(String... names) throws IOException {
        for (String name : names) {
            line("reset refs/tags/" + name);
            line("from :" + commits);
            line("");
        }
        return this;
    }

    /** Tags the last commit, with a tag that is an object of its own. */
    GitHistory annotatedTag(String name) throws IOException {
        line("tag " + name);
        line("from :" + commits);
        line("tagger" + PERSON + (FIRST + commits * 86_400L + 60) + " +0000");
        data("a tag\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private void line(String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void data(byte[] content) throws IOException {
        line("data " + content.length);
        out.write(content);
        line("");
    }

    /** Makes the repository. */
    @Override
    public void close() throws IOException {
        out.close();
        try {
            Files.createDirectories(repository);
            git(repository, "init", "-q", "--bare", "-b", "main", ".");
            // Larger files are stored whole, as deltas are not made of what nobody compares.
            sealed(repository)
                    .run(List.of("git", "fast-import", "--quiet", "--big-file-threshold=1m"), script)
                    .orFail();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(script);
        }
    }

    /** Runs git in a repository, and returns what it prints. */
    static String git(Path repository, String... arguments) throws IOException {
        return git(repository, (Path) null, arguments);
    }

    /** Runs git in a repository with a file as its input, and returns what it prints. */
    static String git(Path repository, Path input, String... arguments) throws IOException {
        try {
            List<String> command = new java.util.ArrayList<>(List.of("git"));
            command.addAll(List.of(arguments));
            return sealed(repository).run(command, input).orFail().out().strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Command sealed(Path repository) {
        Command command = new Command(repository);
        Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null", "HOME", "/nonexistent")
                .forEach(command::with);
        return command;
    }
}
