package io.github.goproxy4j.git;

import io.github.goproxy4j.source.SourceLimitException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Whether refs reach one object, answered by a single walk from all of them: a commit, or a tag object that a ref holds or
 * that another tag object leads to.
 */
final class Reachability implements AutoCloseable {
    private final RevWalk walk;
    private final int tagDepth;
    private final ObjectId wanted;

    Reachability(Repository repository, int tagDepth, ObjectId wanted) {
        this.walk = new RevWalk(repository);
        this.tagDepth = tagDepth;
        this.wanted = wanted;
        walk.setRetainBody(false);
    }

    boolean isReachedFrom(Collection<ObjectId> tips) throws IOException {
        for (ObjectId tip : tips) {
            if (isReachedByTags(tip)) {
                return true;
            }
        }
        int steps = 0;
        for (RevCommit next = walk.next(); next != null; next = walk.next()) {
            if (next.equals(wanted)) {
                return true;
            }
            if (++steps % 4096 == 0 && Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while reading history");
            }
        }
        return false;
    }

    /** Follows tag objects from a tip, and has the walk begin at the commit they lead to. */
    private boolean isReachedByTags(ObjectId tip) throws IOException {
        ObjectId id = tip;
        for (int depth = 0; depth <= tagDepth; depth++) {
            if (id.equals(wanted)) {
                return true;
            }
            ObjectLoader loader = walk.getObjectReader().open(id);
            if (loader.getType() == Constants.OBJ_COMMIT) {
                walk.markStart(walk.parseCommit(id));
                return false;
            }
            if (loader.getType() != Constants.OBJ_TAG) {
                return false;
            }
            id = ObjectHeader.tagged(loader);
        }
        throw new SourceLimitException("more than " + tagDepth + " tag objects in a row");
    }

    @Override
    public void close() {
        walk.close();
    }
}
