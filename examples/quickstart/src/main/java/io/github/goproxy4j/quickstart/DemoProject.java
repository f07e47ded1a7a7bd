package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.module.ModulePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A small git project in a temporary directory, for whoever starts the server without anything to serve. It has the same
 * commits each time: the {@code go} command remembers what it has seen of a version.
 */
final class DemoProject {
    static final String HOST = "gitlab.example.com";
    static final String PATH = "demo/hello";
    static final String MODULE = HOST + "/" + PATH;
    private static final Instant FIRST_COMMIT = Instant.parse("2026-01-05T09:00:00Z");

    private DemoProject() {}

    /** Makes the repository; whoever gets it deletes the directory with {@link #delete}. */
    static Path create() throws IOException {
        Path directory = Files.createTempDirectory("goproxy4j-demo");
        try (Repository repository = new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .build()) {
            repository.create(true);
            commitHistory(repository);
            return directory;
        } catch (IOException | RuntimeException e) {
            delete(directory);
            throw e;
        }
    }

    /** The project as an entry of {@code --projects}: number 1, open to everybody. */
    static Project project(Path repository) {
        return new Project(1, PATH, repository, ModulePath.parse(MODULE), Visibility.PUBLIC, true, true, false);
    }

    private static void commitHistory(Repository repository) throws IOException {
        try (ObjectInserter objects = repository.newObjectInserter()) {
            Map<String, ObjectId> files = new TreeMap<>();
            ObjectId parent = null;
            Instant time = FIRST_COMMIT;
            for (DemoCommit commit : DemoCommit.HISTORY) {
                for (Map.Entry<String, String> file : commit.files().entrySet()) {
                    byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
                    files.put(file.getKey(), objects.insert(Constants.OBJ_BLOB, text));
                }
                parent = commit(objects, tree(objects, files), parent, commit.message(), time);
                objects.flush();
                for (String tag : commit.tags()) {
                    point(repository, Constants.R_TAGS + tag, parent);
                }
                point(repository, repository.getFullBranch(), parent);
                time = time.plus(Duration.ofDays(1));
            }
        }
    }

    private static ObjectId tree(ObjectInserter objects, Map<String, ObjectId> files) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        for (Map.Entry<String, ObjectId> file : files.entrySet()) {
            DirCacheEntry entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(file.getValue());
            builder.add(entry);
        }
        builder.finish();
        return index.writeTree(objects);
    }

    private static ObjectId commit(
            ObjectInserter objects, ObjectId tree, @Nullable ObjectId parent, String message, Instant time)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parent == null ? List.of() : List.of(parent));
        PersonIdent author = new PersonIdent("goproxy4j demo", "demo@example.com", time, ZoneOffset.UTC);
        commit.setAuthor(author);
        commit.setCommitter(author);
        commit.setMessage(message + "\n");
        return objects.insert(commit);
    }

    private static void point(Repository repository, String ref, ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(commit);
        update.disableRefLog();
        RefUpdate.Result result = update.forceUpdate();
        if (result != RefUpdate.Result.NEW
                && result != RefUpdate.Result.FORCED
                && result != RefUpdate.Result.FAST_FORWARD) {
            throw new IOException("cannot write " + ref + ": " + result);
        }
    }

    /** Deletes the repository. */
    static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
