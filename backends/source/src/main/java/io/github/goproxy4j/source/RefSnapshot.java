package io.github.goproxy4j.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The refs of one moment, and the commits they lead to; one request sees one snapshot. Tags of published versions lead to
 * where they were published.
 */
final class RefSnapshot {
    private final SourceRepository source;
    private final RefFacts facts;
    private final SourceRefs refs;
    private final ModuleLocation location;
    private final PublishedTags published;
    private final BoundedCache<ObjectId, Optional<Commit>> commits;

    RefSnapshot(
            SourceRepository source,
            RefFacts facts,
            ModuleLocation location,
            PublishedTags published,
            BoundedCache<ObjectId, Optional<Commit>> commits) {
        this.source = source;
        this.facts = facts;
        this.refs = facts.refs();
        this.location = location;
        this.published = published;
        this.commits = commits;
    }

    Set<String> tags() {
        return refs.tags().keySet();
    }

    boolean hasTag(String name) {
        return refs.tags().containsKey(name);
    }

    boolean hasBranch(String name) {
        return refs.branches().containsKey(name);
    }

    boolean hasHead() {
        return refs.head().isPresent();
    }

    /**
     * The commit behind a tag; empty if there is no such tag, or it is of a tree or a blob, or was published from a commit
     * that is gone.
     */
    Optional<Commit> tag(String name) throws IOException {
        Optional<Commit> now = movedTag(name);
        Optional<ObjectId> then = published.commit(name);
        if (!hasTag(name) || then.isEmpty() || now.map(Commit::id).equals(then)) {
            return now;
        }
        return source.isGone(then.get()) ? Optional.empty() : commit(then.get());
    }

    /** The commit that a tag is on now, wherever it was published. */
    Optional<Commit> movedTag(String name) throws IOException {
        return commit(Optional.ofNullable(refs.tags().get(name)));
    }

    Optional<Commit> branch(String name) throws IOException {
        return commit(Optional.ofNullable(refs.branches().get(name)));
    }

    Optional<Commit> head() throws IOException {
        return commit(refs.head());
    }

    /** Whether a version of the module has been published that is no pseudo-version. */
    boolean hasPublished() throws IOException {
        return !published.commits().isEmpty();
    }

    /** Whether a tag leads to a commit, without reading an object where the tag holds that very id or was published. */
    boolean isTagOn(String name, ObjectId commit) throws IOException {
        ObjectId held = refs.tags().get(name);
        if (held == null) {
            return false;
        }
        Optional<ObjectId> then = published.commit(name);
        if (then.isPresent()) {
            return then.get().equals(commit);
        }
        return held.equals(commit)
                || commit(held).map(c -> c.id().equals(commit)).orElse(false);
    }

    /**
     * Whether Go, looking for a commit by its id, fetches a branch of this name, and nothing else. Asked then whether the tag of
     * that name is an ancestor, git takes the branch for it. Source: {@code stat} and {@code DescendsFrom} of {@code
     * (*gitRepo)} in {@code cmd/go/internal/modfetch/codehost}: of the refs that hold an id, the first by name is fetched.
     */
    boolean isFetchedAsBranch(String name, ObjectId commit) throws IOException {
        return commit.equals(refs.branches().get(name))
                && head().filter(head -> head.id().equals(commit)).isEmpty()
                && refs.branches().entrySet().stream()
                        .noneMatch(branch -> branch.getKey().compareTo(name) < 0
                                && branch.getValue().equals(commit));
    }

    /** Every id that a ref holds, the default branch's first, and the commits that moved tags were published from. */
    List<ObjectId> tips() throws IOException {
        List<ObjectId> tips = new ArrayList<>();
        refs.head().ifPresent(tips::add);
        tips.addAll(fetched());
        return tips;
    }

    /**
     * The tips of which Go fetches the history when it looks for a commit by its id: the same without {@code HEAD}. Of a
     * {@code HEAD} that is on no branch, only the tip is known.
     */
    List<ObjectId> fetched() throws IOException {
        List<ObjectId> tips =
                new ArrayList<>(refs.tags().size() + refs.branches().size());
        tips.addAll(refs.branches().values());
        tips.addAll(refs.tags().values());
        tips.addAll(moved().values());
        return tips;
    }

    /** What there is to know of the refs as one text: it changes with each of them, and with what moved tags were. */
    String digest() throws IOException {
        Map<String, ObjectId> moved = moved();
        return moved.isEmpty()
                ? facts.digest()
                : facts.digest() + "-" + RefDigest.of(new SourceRefs(moved, Map.of(), Optional.empty()));
    }

    /** The tags that are versions of the module. */
    VersionTags versions() {
        return facts.versions(location);
    }

    /** The commits, if they are still there, that tags were published from which are on others now. */
    private Map<String, ObjectId> moved() throws IOException {
        Map<String, ObjectId> commits = published.commits();
        if (commits.isEmpty()) {
            return commits;
        }
        Map<String, ObjectId> displaced = facts.displaced(location.module(), commits, () -> displaced(commits));
        if (displaced.isEmpty()) {
            return displaced;
        }
        Map<String, ObjectId> moved = new TreeMap<>();
        for (Map.Entry<String, ObjectId> then : displaced.entrySet()) {
            if (!source.isGone(then.getValue())) {
                moved.put(then.getKey(), then.getValue());
            }
        }
        return moved;
    }

    private Map<String, ObjectId> displaced(Map<String, ObjectId> commits) throws IOException {
        Map<String, ObjectId> displaced = new TreeMap<>();
        for (Map.Entry<String, ObjectId> then : commits.entrySet()) {
            ObjectId held = refs.tags().get(then.getKey());
            boolean same = held == null
                    || held.equals(then.getValue())
                    || commit(held).map(c -> c.id().equals(then.getValue())).orElse(false);
            if (!same) {
                displaced.put(then.getKey(), then.getValue());
            }
        }
        return displaced;
    }

    Optional<Commit> commit(ObjectId object) throws IOException {
        Optional<Optional<Commit>> known = commits.find(object);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Commit> commit = source.commit(object);
        commits.keep(object, commit);
        return commit;
    }

    private Optional<Commit> commit(Optional<ObjectId> object) throws IOException {
        return object.isPresent() ? commit(object.get()) : Optional.empty();
    }
}
