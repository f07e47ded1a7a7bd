package io.github.goproxy4j.git;

import io.github.goproxy4j.source.ObjectId;
import io.github.goproxy4j.source.SourceRefs;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;

/**
 * Reads tags, branches and {@code HEAD}. A ref that is malformed, or leads nowhere, is left out, as git does with a
 * warning; the id of a missing object is an id.
 */
final class RefReader {
    private RefReader() {}

    static SourceRefs read(RefDatabase database) throws IOException {
        Map<String, ObjectId> tags = named(database, Constants.R_TAGS);
        Map<String, ObjectId> branches = named(database, Constants.R_HEADS);
        return new SourceRefs(tags, branches, head(database, branches));
    }

    private static Map<String, ObjectId> named(RefDatabase database, String prefix) throws IOException {
        Map<String, ObjectId> ids = new HashMap<>();
        for (Ref ref : database.getRefsByPrefix(prefix)) {
            id(ref).ifPresent(id -> ids.put(ref.getName().substring(prefix.length()), id));
        }
        return ids;
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
