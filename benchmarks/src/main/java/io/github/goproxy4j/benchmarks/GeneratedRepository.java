package io.github.goproxy4j.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;

/** A bare git repository in a temporary directory: its objects in one pack, its refs packed or loose as they are added. */
final class GeneratedRepository implements AutoCloseable {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    private final Path directory;
    private final FileRepository repository;
    private final ObjectInserter inserter;
    private final Map<String, String> packed = new TreeMap<>();
    private int commits;

    GeneratedRepository() throws IOException {
        directory = Files.createTempDirectory("goproxy4j-benchmark");
        repository = new FileRepository(directory.resolve("m.git").toFile());
        repository.create(true);
        inserter = repository.getObjectDatabase().newPackInserter();
    }

    Path path() {
        return directory.resolve("m.git");
    }

    /** Adds a tree of text files, given by name and content in turn. */
    ObjectId tree(String... files) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        for (int i = 0; i < files.length; i += 2) {
            DirCacheEntry entry = new DirCacheEntry(files[i]);
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, files[i + 1].getBytes(StandardCharsets.UTF_8)));
            builder.add(entry);
        }
        builder.finish();
        return index.writeTree(inserter);
    }

    /** Adds a commit, a minute later than the one before. */
    ObjectId commit(ObjectId tree, ObjectId... parents) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        PersonIdent author = new PersonIdent("A", "a@example.com", START.plusSeconds(60L * commits++), ZoneOffset.UTC);
        commit.setAuthor(author);
        commit.setCommitter(author);
        commit.setMessage("m");
        return inserter.insert(commit);
    }

    /** Adds a tag of a commit to the packed refs, with a tag object of its own if it is to be annotated. */
    void packedTag(String name, ObjectId commit, boolean annotated) throws IOException {
        String lines = commit.name() + " " + Constants.R_TAGS + name + "\n";
        if (annotated) {
            TagBuilder tag = new TagBuilder();
            tag.setTag(name);
            tag.setObjectId(commit, Constants.OBJ_COMMIT);
            tag.setTagger(new PersonIdent("A", "a@example.com", START, ZoneOffset.UTC));
            tag.setMessage("t");
            lines = inserter.insert(tag).name() + " " + Constants.R_TAGS + name + "\n^" + commit.name() + "\n";
        }
        packed.put(Constants.R_TAGS + name, lines);
    }

    void looseRef(String name, ObjectId id) throws IOException {
        Path file = path().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, id.name() + "\n");
    }

    /** Makes a ref where another one is, as git does it, or deletes it if it is there. */
    void toggle(String name, String other) throws IOException {
        Path file = path().resolve(name);
        if (!Files.deleteIfExists(file)) {
            Path lock = Files.copy(path().resolve(other), path().resolve(name + ".lock"));
            Files.move(lock, file);
        }
    }

    /** Writes the packed refs, and makes a commit the default branch's tip. */
    void finish(ObjectId tip) throws IOException {
        inserter.flush();
        looseRef("refs/heads/master", tip);
        Files.writeString(
                path().resolve("packed-refs"),
                "# pack-refs with: peeled fully-peeled sorted \n" + String.join("", packed.values()));
    }

    @Override
    public void close() throws IOException {
        inserter.close();
        repository.close();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
