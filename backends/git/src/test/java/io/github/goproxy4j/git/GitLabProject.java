package io.github.goproxy4j.git;

import io.github.goproxy4j.module.ModulePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * A project as GitLab's own tests make it: one history on the branch {@code master}, in which each commit adds files, with
 * plain tags. Authors and committers live in several time zones.
 */
final class GitLabProject implements AutoCloseable {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
    private static final List<ZoneOffset> OFFSETS = List.of(
            ZoneOffset.UTC,
            ZoneOffset.ofHoursMinutes(5, 30),
            ZoneOffset.ofHours(-8),
            ZoneOffset.ofHoursMinutes(12, 45));

    private final ModulePath root;
    private final TestRepository git;
    private final TreeMap<String, String> files = new TreeMap<>();
    private final List<ObjectId> commits = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();

    private GitLabProject(ModulePath root, TestRepository git) {
        this.root = root;
        this.git = git;
    }

    static GitLabProject create(Path directory, String root) throws IOException {
        TestRepository git = TestRepository.create(directory);
        git.jgit().updateRef(Constants.HEAD).link("refs/heads/master");
        return new GitLabProject(ModulePath.parse(root), git);
    }

    ModulePath root() {
        return root;
    }

    Path directory() {
        return git.directory();
    }

    /** A commit that adds a module: its go.mod file with its name, and {@code a.go}. */
    GitLabProject module(String directory) throws IOException {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        String name = directory.isEmpty() ? root.toString() : root + "/" + directory;
        return files(Map.of(prefix + "go.mod", "module " + name + "\n", prefix + "a.go", "package a\n"));
    }

    /** A commit that adds a package: {@code b.go} in a directory. */
    GitLabProject aPackage(String directory) throws IOException {
        return files(Map.of(directory + "/b.go", "package b\n"));
    }

    /** A commit that adds files. */
    GitLabProject files(Map<String, String> added) throws IOException {
        files.putAll(added);
        CommitBuilder commit = new CommitBuilder();
        int number = commits.size();
        Instant time = time(number);
        commit.setAuthor(
                new PersonIdent("A", "a@example.com", time.minusSeconds(86_400), OFFSETS.get((number + 1) % 4)));
        commit.setCommitter(new PersonIdent("C", "c@example.com", time, OFFSETS.get(number % 4)));
        commit.setMessage("m");
        commits.stream().reduce((first, last) -> last).ifPresent(commit::setParentId);
        try (ObjectInserter inserter = git.jgit().newObjectInserter()) {
            commit.setTreeId(tree(inserter));
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            commits.add(id);
            git.ref("refs/heads/master", id);
        }
        return this;
    }

    private ObjectId tree(ObjectInserter inserter) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        for (Map.Entry<String, String> file : files.entrySet()) {
            DirCacheEntry entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(
                    inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
            builder.add(entry);
        }
        builder.finish();
        return index.writeTree(inserter);
    }

    /** Tags the last commit. Tags are packed, as two that differ only in case are one file on some systems. */
    GitLabProject tag(String name) throws IOException {
        tags.add(sha(commits.size() - 1) + " refs/tags/" + name + "\n");
        Files.writeString(git.directory().resolve("packed-refs"), String.join("", tags));
        return this;
    }

    String sha(int commit) {
        return commits.get(commit).name();
    }

    /** The committer's date of a commit in UTC, as pseudo-versions have it. */
    static String date(int commit) {
        return DATE.format(LocalDateTime.ofInstant(time(commit), ZoneOffset.UTC));
    }

    /** The committer's date of the commit with an id. */
    Instant time(String sha) {
        return time(commits.indexOf(ObjectId.fromString(sha)));
    }

    private static Instant time(int commit) {
        return TestRepository.START.plusSeconds(60L * commit);
    }

    @Override
    public void close() {
        git.close();
    }
}
