package io.github.goproxy4j.git;

import io.github.goproxy4j.source.ObjectId;
import io.github.goproxy4j.source.RefMap;
import io.github.goproxy4j.source.SourceRefs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;

/**
 * Reads the refs of a repository that keeps them in a "reftable", with JGit. Each change of any ref is a new table, and a
 * list of all tables that is renamed over the old one. Thread-safe.
 *
 * @param directory the repository's
 * @param database its refs as JGit has them; it sees what others write only when it is told to look
 * @see <a href="https://git-scm.com/docs/reftable">reftable, "Repository format"</a>
 */
record RefTable(GitDirectory directory, RefDatabase database) implements RefReading {
    private static final String TABLES = "reftable/tables.list";

    @Override
    public Reading read(long start) throws IOException {
        Map<Path, FileStamp> stamps = new HashMap<>();
        FileStamp tables = stamp(stamps, directory.common().resolve(TABLES));
        if (!tables.isThere()) {
            throw new IOException("the refs are not in a reftable any more");
        }
        // A linked work tree has a table for its own refs.
        stamp(stamps, directory.git().resolve(TABLES));
        FileStamp head = stamp(stamps, directory.git().resolve(Constants.HEAD));
        FileStamp objects = stamp(stamps, directory.objects());
        refresh();
        RefMap branches = named(Constants.R_HEADS);
        SourceRefs refs = new SourceRefs(named(Constants.R_TAGS), branches, head(branches));
        return new Reading(refs, new RefStamp(stamps), head.isThere() && objects.isDirectory(), false);
    }

    private static FileStamp stamp(Map<Path, FileStamp> stamps, Path file) throws IOException {
        FileStamp stamp = FileStamp.of(file);
        stamps.put(file, stamp);
        return stamp;
    }

    private void refresh() throws IOException {
        try {
            database.refresh();
        } catch (UncheckedIOException e) {
            throw new IOException("the refs cannot be read", e);
        }
    }

    private RefMap named(String prefix) throws IOException {
        RefMap.Builder ids = RefMap.builder();
        for (Ref ref : database.getRefsByPrefix(prefix)) {
            if (RefName.isValid(ref.getName())) {
                id(ref).ifPresent(id -> ids.add(ref.getName().substring(prefix.length()), id));
            }
        }
        return ids.build();
    }

    private Optional<ObjectId> head(Map<String, ObjectId> branches) throws IOException {
        Ref head = database.exactRef(Constants.HEAD);
        if (head == null) {
            return Optional.empty();
        }
        String target = head.getLeaf().getName();
        if (target.startsWith(Constants.R_HEADS)) {
            // The branch as it was read, so that HEAD is never newer than the branches beside it.
            return Optional.ofNullable(branches.get(target.substring(Constants.R_HEADS.length())));
        }
        return id(head);
    }

    private static Optional<ObjectId> id(Ref ref) {
        org.eclipse.jgit.lib.ObjectId id = ref.getObjectId();
        return id == null ? Optional.empty() : Optional.of(new ObjectId(id.name()));
    }
}
