package io.github.goproxy4j.git;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevFlag;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The ancestors of one commit, found as far as somebody has asked.
 *
 * <p>Go's rules ask about many tags and one commit, so the history is walked once for all of these questions. Newer commits
 * come first, but a wrong clock changes no answer: a commit is no ancestor only once all are seen. Thread-safe.
 */
final class Ancestry {
    private final RevWalk walk;
    private final RevFlag seen;
    private boolean complete;

    private Ancestry(RevWalk walk) {
        this.walk = walk;
        walk.setRetainBody(false);
        seen = walk.newFlag("seen");
    }

    static Ancestry of(Repository repository, ObjectId descendant) throws IOException {
        RevWalk walk = new RevWalk(repository);
        Ancestry ancestry = new Ancestry(walk);
        walk.markStart(walk.parseCommit(descendant));
        return ancestry;
    }

    synchronized boolean contains(ObjectId ancestor) throws IOException {
        RevCommit wanted = walk.lookupCommit(ancestor);
        int steps = 0;
        while (!wanted.has(seen) && !complete) {
            RevCommit next = walk.next();
            if (next == null) {
                complete = true;
            } else {
                next.add(seen);
            }
            if (++steps % 4096 == 0 && Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while reading history");
            }
        }
        return wanted.has(seen);
    }
}
