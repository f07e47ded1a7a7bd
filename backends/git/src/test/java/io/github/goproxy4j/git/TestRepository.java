package io.github.goproxy4j.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
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
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Writes objects and refs into a bare repository, exactly as they are given: no clean filter, no normalisation. */
final class TestRepository implements AutoCloseable {
    static final Instant START = Instant.parse("2020-01-02T03:04:05Z");

    private final Path directory;
    private final Repository repository;
    private int commits;

    private TestRepository(Path directory, Repository repository) {
        this.directory = directory;
        this.repository = repository;
    }

    static TestRepository create(Path directory) throws IOException {
        GitRuntime.quiet();
        Repository repository = new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .build();
        repository.create(true);
        return new TestRepository(directory, repository);
    }

    Path directory() {
        return directory;
    }

    Repository jgit() {
        return repository;
    }

    /** Commits text files; each commit is a minute later than the one before. */
    ObjectId commit(Map<String, String> files, ObjectId... parents) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                String name = file.getKey();
                DirCacheEntry entry = new DirCacheEntry(name);
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(
                        inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.ISO_8859_1)));
                builder.add(entry);
            }
            builder.finish();
            ObjectId tree = index.writeTree(inserter);
            inserter.flush();
            return commitTree(tree, parents);
        }
    }

    ObjectId commitTree(ObjectId tree, ObjectId... parents) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setAuthor(at(START.minusSeconds(86_400)));
        commit.setCommitter(at(START.plusSeconds(60L * commits++)));
        commit.setMessage("m");
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    ObjectId insert(int type, byte[] bytes) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(type, bytes);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectId tagObject(String name, ObjectId target, int type) throws IOException {
        TagBuilder tag = new TagBuilder();
        tag.setTag(name);
        tag.setObjectId(target, type);
        tag.setTagger(at(START));
        tag.setMessage("t");
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            return id;
        }
    }

    void ref(String name, ObjectId target) throws IOException {
        RefUpdate update = repository.updateRef(name);
        update.setNewObjectId(target);
        update.forceUpdate();
    }

    private static PersonIdent at(Instant time) {
        return new PersonIdent("A", "a@example.com", time, ZoneOffset.ofHours(5));
    }

    /** The same id as the interface of the rules has it. */
    static io.github.goproxy4j.source.ObjectId id(ObjectId id) {
        return new io.github.goproxy4j.source.ObjectId(id.name());
    }

    @Override
    public void close() {
        repository.close();
    }
}
