package io.github.goproxy4j.git;

import io.github.goproxy4j.source.ObjectId;
import io.github.goproxy4j.source.SourceRefs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.Repository;

/**
 * Reads tags, branches and {@code HEAD}. A ref that is malformed, or leads nowhere, is left out, as git does with a
 * warning; the id of a missing object is an id.
 *
 * <p>It keeps what it read last: where nothing has changed, the answer is the same object, and of 10,000 refs none is
 * translated again. Thread-safe.
 */
final class RefReader {
    /** The refs below one prefix, as JGit has them and as they are answered. */
    private static final class Names {
        static final Names NONE = new Names(List.of(), Map.of());

        private final List<Ref> refs;
        private final Map<String, ObjectId> ids;

        Names(List<Ref> refs, Map<String, ObjectId> ids) {
            this.refs = refs;
            this.ids = ids;
        }

        boolean isOf(List<Ref> others) {
            if (refs.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < others.size(); i++) {
                Ref ref = refs.get(i);
                Ref other = others.get(i);
                // Packed refs are the same objects as long as their file is the same.
                boolean same = ref == other
                        || (ref.getName().equals(other.getName())
                                && Objects.equals(ref.getObjectId(), other.getObjectId()));
                if (!same) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Read(Names tags, Names branches, SourceRefs refs) {}

    private final boolean refreshes;
    private volatile Read last = new Read(Names.NONE, Names.NONE, new SourceRefs(Map.of(), Map.of(), Optional.empty()));

    /**
     * Creates the reader of one repository.
     *
     * @param config the repository's; of a "reftable" JGit sees what others write only when it is told to look
     */
    RefReader(Config config) {
        refreshes = "reftable".equalsIgnoreCase(config.getString("extensions", null, "refStorage"));
    }

    SourceRefs read(RefDatabase database) throws IOException {
        if (refreshes) {
            refresh(database);
        }
        Read before = last;
        Names tags = named(database, Constants.R_TAGS, before.tags);
        Names branches = named(database, Constants.R_HEADS, before.branches);
        Optional<ObjectId> head = head(database, branches.ids);
        if (tags == before.tags && branches == before.branches && head.equals(before.refs.head())) {
            return before.refs;
        }
        SourceRefs refs = new SourceRefs(tags.ids, branches.ids, head);
        last = new Read(tags, branches, refs);
        return refs;
    }

    private static void refresh(RefDatabase database) throws IOException {
        try {
            database.refresh();
        } catch (UncheckedIOException e) {
            throw new IOException("the refs cannot be read", e);
        }
    }

    private static Names named(RefDatabase database, String prefix, Names before) throws IOException {
        List<Ref> refs = database.getRefsByPrefix(prefix);
        if (before.isOf(refs)) {
            return before;
        }
        Map<String, ObjectId> ids = new HashMap<>();
        for (Ref ref : refs) {
            // JGit reads files of any name.
            if (!Repository.isValidRefName(ref.getName())) {
                continue;
            }
            id(ref).ifPresent(id -> ids.put(ref.getName().substring(prefix.length()), id));
        }
        return new Names(refs, Map.copyOf(ids));
    }

    private static Optional<ObjectId> head(RefDatabase database, Map<String, ObjectId> branches) throws IOException {
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
