package io.github.goproxy4j.git;

import io.github.goproxy4j.source.Commit;
import io.github.goproxy4j.source.ObjectId;
import io.github.goproxy4j.source.SourceEntry;
import io.github.goproxy4j.source.SourceLimitException;
import io.github.goproxy4j.source.SourceRefs;
import io.github.goproxy4j.source.SourceRepository;
import io.github.goproxy4j.source.SourceTree;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A git repository on disk, read with JGit: no process is started, nothing is checked out, written or fetched.
 *
 * <p>Open one for each directory and share it: it is thread-safe, and what JGit keeps in memory of the directory is kept
 * once. It sees at once what is pushed into the directory. Close it when nobody asks any more.
 *
 * <p>The repository's own configuration is read for how it is stored and for nothing else: hooks, filters, file system
 * monitors and included files named in it are not touched. JGit's settings for the whole process are left to the host, see
 * {@link GitRuntime}.
 */
public final class GitSourceRepository implements SourceRepository, AutoCloseable {
    private final GitDirectory directory;
    private final Repository repository;
    private final GitLimits limits;
    private final PackList packs;
    private final BlobReader blobs;
    private final AncestryCache ancestries;
    private final FreshRefs refs;

    private GitSourceRepository(GitDirectory directory, Repository repository, GitLimits limits) {
        this.directory = directory;
        this.repository = repository;
        this.limits = limits;
        this.packs = new PackList(repository.getObjectDatabase(), directory.objects());
        this.blobs = new BlobReader(directory.objects(), limits);
        this.ancestries = new AncestryCache(repository);
        this.refs = new FreshRefs(directory, reading(directory, repository), System::nanoTime);
    }

    /**
     * Opens a repository with the default limits.
     *
     * @param directory a bare repository, a {@code .git} directory, or a work tree; its {@code objects} and {@code refs} may
     *     be links
     * @return the repository, which the caller closes
     * @throws GitRepositoryException if it is no git repository, or one of SHA-256 objects or an unknown extension
     */
    public static GitSourceRepository open(Path directory) throws GitRepositoryException {
        return open(directory, GitLimits.DEFAULT);
    }

    /**
     * Opens a repository.
     *
     * @param directory a bare repository, a {@code .git} directory, or a work tree; its {@code objects} and {@code refs} may
     *     be links
     * @param limits how much is read for one answer
     * @return the repository, which the caller closes
     * @throws GitRepositoryException if it is no git repository, or one of SHA-256 objects or an unknown extension
     */
    public static GitSourceRepository open(Path directory, GitLimits limits) throws GitRepositoryException {
        GitDirectory found = GitDirectory.find(directory);
        Repository repository;
        try {
            repository = Guarded.read(() -> new FileRepositoryBuilder()
                    .setFS(OwnConfigOnly.of(found.git(), found.common()))
                    .setGitDir(found.git().toFile())
                    .setGitCommonDir(found.common().toFile())
                    .setBare()
                    .build());
        } catch (IOException e) {
            throw new GitRepositoryException("not a readable git repository: " + directory, e);
        }
        try {
            StorageFormat.check(directory, repository.getConfig());
            return new GitSourceRepository(found, repository, limits);
        } catch (GitRepositoryException e) {
            repository.close();
            throw e;
        }
    }

    private static RefReading reading(GitDirectory directory, Repository repository) {
        RefDatabase database = repository.getRefDatabase();
        String storage = repository.getConfig().getString("extensions", null, "refStorage");
        return "reftable".equalsIgnoreCase(storage)
                ? new RefTable(directory, database)
                : new RefFiles(directory, database, System::nanoTime);
    }

    /**
     * Looks at the refs. While git changes none, the answer is the same object, and costs no more than to ask the file
     * system of a handful of files whether they have changed. A ref that git or JGit writes is in the next answer; one whose
     * file is written over in place, which neither of them does, within a second.
     */
    @Override
    public SourceRefs refs() throws IOException {
        return refs.now();
    }

    @Override
    public Optional<Commit> commit(ObjectId object) throws IOException {
        return packs.read(() -> {
            try (ObjectReader reader = repository.newObjectReader()) {
                return peel(reader, jgit(object));
            }
        });
    }

    private Optional<Commit> peel(ObjectReader reader, org.eclipse.jgit.lib.ObjectId object) throws IOException {
        org.eclipse.jgit.lib.ObjectId id = object;
        for (int depth = 0; depth <= limits.tagDepth(); depth++) {
            ObjectLoader loader = reader.open(id);
            if (loader.getType() == Constants.OBJ_COMMIT) {
                Instant time = ObjectHeader.committed(loader);
                return Optional.of(new Commit(new ObjectId(id.name()), time));
            }
            if (loader.getType() != Constants.OBJ_TAG) {
                return Optional.empty();
            }
            id = ObjectHeader.tagged(loader);
        }
        throw new SourceLimitException("more than " + limits.tagDepth() + " tag objects in a row");
    }

    @Override
    public List<ObjectId> candidates(String hexPrefix) throws IOException {
        boolean legal = hexPrefix.length() >= 7
                && hexPrefix.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        if (!legal) {
            throw new IllegalArgumentException("not 7 or more lower-case hexadecimal digits");
        }
        if (hexPrefix.length() > Constants.OBJECT_ID_STRING_LENGTH) {
            return List.of();
        }
        return packs.read(() -> {
            List<ObjectId> found = new ArrayList<>();
            try (ObjectReader reader = repository.newObjectReader()) {
                for (org.eclipse.jgit.lib.ObjectId id : reader.resolve(AbbreviatedObjectId.fromString(hexPrefix))) {
                    if (isCommitOrTag(reader, id)) {
                        found.add(new ObjectId(id.name()));
                    }
                }
            }
            return List.copyOf(found);
        });
    }

    private boolean isCommitOrTag(ObjectReader reader, org.eclipse.jgit.lib.ObjectId id) throws IOException {
        try {
            int type = reader.open(id).getType();
            return type == Constants.OBJ_COMMIT || type == Constants.OBJ_TAG;
        } catch (MissingObjectException e) {
            // A full id "resolves" without being looked up.
            if (packs.hides(id)) {
                throw e;
            }
            return false;
        }
    }

    /** Only what no directory of the repository ought to have is gone. */
    @Override
    public boolean isGone(ObjectId commit) throws IOException {
        if (!SourceRepository.super.isGone(commit)) {
            return false;
        }
        directory.requireComplete();
        boolean expected = commit.hex().length() == Constants.OBJECT_ID_STRING_LENGTH && packs.hides(jgit(commit));
        if (expected) {
            throw new IOException("a git object that ought to be there cannot be read");
        }
        return true;
    }

    @Override
    public boolean isAncestor(ObjectId ancestor, ObjectId descendant) throws IOException {
        return packs.read(() -> ancestries.isAncestor(jgit(ancestor), jgit(descendant)));
    }

    @Override
    public boolean isReachable(ObjectId object, Collection<ObjectId> tips) throws IOException {
        List<org.eclipse.jgit.lib.ObjectId> ids = new ArrayList<>(tips.size());
        for (ObjectId tip : tips) {
            ids.add(jgit(tip));
        }
        return packs.read(() -> {
            try (Reachability reachability = new Reachability(repository, limits.tagDepth(), jgit(object))) {
                return reachability.isReachedFrom(ids);
            }
        });
    }

    @Override
    public Optional<SourceEntry> find(ObjectId commit, String path) throws IOException {
        return packs.read(() -> {
            try (ObjectReader reader = repository.newObjectReader()) {
                return find(reader, tree(reader, commit), path);
            }
        });
    }

    private Optional<SourceEntry> find(ObjectReader reader, org.eclipse.jgit.lib.ObjectId root, String path)
            throws IOException {
        org.eclipse.jgit.lib.ObjectId tree = root;
        for (int from = 0; ; ) {
            int slash = path.indexOf('/', from);
            byte[] name = PathBytes.encode(path.substring(from, slash < 0 ? path.length() : slash));
            TreeCursor cursor = TreeCursor.open(reader, tree, limits.treeBytes());
            boolean found = false;
            while (!found && cursor.next()) {
                found = cursor.nameIs(name);
            }
            if (!found || cursor.isDirectory() != (slash >= 0)) {
                return Optional.empty();
            }
            if (slash < 0) {
                return Optional.of(GitTree.entry(cursor, path));
            }
            tree = cursor.id();
            from = slash + 1;
        }
    }

    private static org.eclipse.jgit.lib.ObjectId tree(ObjectReader reader, ObjectId commit) throws IOException {
        return ObjectHeader.tree(reader.open(jgit(commit), Constants.OBJ_COMMIT));
    }

    @Override
    public InputStream open(SourceEntry entry) throws IOException {
        ObjectReader reader = repository.newObjectReader();
        boolean opened = false;
        try {
            InputStream in = Guarded.stream(() -> packs.read(() -> blobs.open(reader, jgit(entry.id()))));
            opened = true;
            return new ReaderClosingStream(in, reader);
        } finally {
            if (!opened) {
                reader.close();
            }
        }
    }

    @Override
    public SourceTree openTree(ObjectId commit, String directory) throws IOException {
        ObjectReader reader = repository.newObjectReader();
        boolean opened = false;
        try {
            SourceTree tree = packs.read(() -> GitTree.open(reader, packs, blobs, tree(reader, commit), directory));
            opened = true;
            return tree;
        } finally {
            if (!opened) {
                reader.close();
            }
        }
    }

    /** Closes the files that are open; answers being made meanwhile may fail. */
    @Override
    public void close() {
        repository.close();
    }

    private static org.eclipse.jgit.lib.ObjectId jgit(ObjectId id) throws IOException {
        if (id.hex().length() != Constants.OBJECT_ID_STRING_LENGTH) {
            throw new IOException("not the id of an object in this repository");
        }
        return org.eclipse.jgit.lib.ObjectId.fromString(id.hex());
    }

    private static final class ReaderClosingStream extends FilterInputStream {
        private final ObjectReader reader;

        ReaderClosingStream(InputStream in, ObjectReader reader) {
            super(in);
            this.reader = reader;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                reader.close();
            }
        }
    }
}
