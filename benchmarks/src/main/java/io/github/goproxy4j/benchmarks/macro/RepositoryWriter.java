package io.github.goproxy4j.benchmarks.macro;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Writes a bare git repository by {@code git fast-import}, and packs it as a server does. The same calls give the same objects. */
final class RepositoryWriter implements AutoCloseable {
    private static final Instant FIRST_COMMIT = Instant.parse("2024-01-01T00:00:00Z");

    private final Path directory;
    private final Process importer;
    private final OutputStream out;
    private int marks;
    private int commits;

    /** Begins a repository in a directory that does not exist yet. */
    RepositoryWriter(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        Git.run(directory, "init", "--quiet", "--bare", "--initial-branch=master", ".");
        importer = Git.command(directory, "fast-import", "--quiet", "--done", "--depth=0")
                .redirectError(directory.resolve("import.log").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        out = new BufferedOutputStream(importer.getOutputStream(), 1 << 16);
    }

    /** Adds a blob and returns its mark. */
    int blob(byte[] content) throws IOException {
        int mark = ++marks;
        line("blob\nmark :" + mark);
        data(content);
        return mark;
    }

    /** Adds a commit to the branch, a day after the one before; what it does not name stays as it was. Returns its mark. */
    int commit(List<TreeChange> changes) throws IOException {
        int mark = ++marks;
        line("commit refs/heads/master\nmark :" + mark + "\ncommitter "
                + who(FIRST_COMMIT.plus(Duration.ofDays(commits++))));
        data("a change\n".getBytes(StandardCharsets.UTF_8));
        for (TreeChange change : changes) {
            line("M 100644 :" + change.blob() + " " + change.path());
        }
        return mark;
    }

    /** Adds a tag of a commit, with an object of its own if it is annotated. */
    void tag(String name, int commit, boolean annotated) throws IOException {
        if (annotated) {
            line("tag " + name + "\nfrom :" + commit + "\ntagger " + who(FIRST_COMMIT));
            data("a release\n".getBytes(StandardCharsets.UTF_8));
        } else {
            line("reset refs/tags/" + name + "\nfrom :" + commit);
        }
    }

    private static String who(Instant time) {
        return "A <a@example.com> " + time.getEpochSecond() + " +0000";
    }

    private void line(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void data(byte[] content) throws IOException {
        line("data " + content.length);
        out.write(content);
        out.write('\n');
    }

    /** Ends the import, and packs objects and refs. */
    void finish() throws IOException {
        line("done");
        out.close();
        Git.await(importer, "fast-import");
        Git.run(directory, "repack", "-a", "-d", "-f", "-q");
        Git.run(directory, "pack-refs", "--all");
        Files.delete(directory.resolve("import.log"));
    }

    /** Ends the import where {@link #finish} has not. */
    @Override
    public void close() {
        importer.destroy();
    }
}
