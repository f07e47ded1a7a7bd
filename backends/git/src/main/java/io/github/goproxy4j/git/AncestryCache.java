package io.github.goproxy4j.git;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * The ancestries of the commits that were asked about last. Which commits are ancestors of a commit never changes, so
 * nothing here can go stale; a small heap drops them. Thread-safe.
 */
final class AncestryCache {
    private static final int MAX = 4;

    private final Repository repository;
    private final Map<ObjectId, SoftReference<Ancestry>> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, SoftReference<Ancestry>> eldest) {
            return size() > MAX;
        }
    };

    AncestryCache(Repository repository) {
        this.repository = repository;
    }

    boolean isAncestor(ObjectId ancestor, ObjectId descendant) throws IOException {
        Ancestry ancestry = Guarded.read(() -> of(descendant));
        boolean answered = false;
        try {
            boolean answer = Guarded.read(() -> ancestry.contains(ancestor));
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                forget(descendant);
            }
        }
    }

    private Ancestry of(ObjectId descendant) throws IOException {
        synchronized (recent) {
            SoftReference<Ancestry> reference = recent.get(descendant);
            Ancestry ancestry = reference == null ? null : reference.get();
            if (ancestry == null) {
                ancestry = Ancestry.of(repository, descendant);
                recent.put(descendant, new SoftReference<>(ancestry));
            }
            return ancestry;
        }
    }

    /** After a failure the walk is at no defined place any more. */
    private void forget(ObjectId descendant) {
        synchronized (recent) {
            recent.remove(descendant);
        }
    }
}
