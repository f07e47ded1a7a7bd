package io.github.goproxy4j.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The refs of one moment, and the commits they lead to; one request sees one snapshot. */
final class RefSnapshot {
    private final SourceRepository source;
    private final SourceRefs refs;
    private final BoundedCache<Optional<Commit>> commits;

    RefSnapshot(SourceRepository source, SourceRefs refs, BoundedCache<Optional<Commit>> commits) {
        this.source = source;
        this.refs = refs;
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

    /** The commit behind a tag; empty if there is no such tag, or it is of a tree or a blob. */
    Optional<Commit> tag(String name) throws IOException {
        return commit(Optional.ofNullable(refs.tags().get(name)));
    }

    Optional<Commit> branch(String name) throws IOException {
        return commit(Optional.ofNullable(refs.branches().get(name)));
    }

    Optional<Commit> head() throws IOException {
        return commit(refs.head());
    }

    /** Whether a tag leads to a commit, without reading an object where the tag holds that very id. */
    boolean isTagOn(String name, ObjectId commit) throws IOException {
        ObjectId held = refs.tags().get(name);
        return held != null
                && (held.equals(commit)
                        || commit(held).map(c -> c.id().equals(commit)).orElse(false));
    }

    /** Every id that a ref holds, the default branch's first. */
    List<ObjectId> tips() {
        List<ObjectId> tips =
                new ArrayList<>(refs.tags().size() + refs.branches().size() + 1);
        refs.head().ifPresent(tips::add);
        tips.addAll(refs.branches().values());
        tips.addAll(refs.tags().values());
        return tips;
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
