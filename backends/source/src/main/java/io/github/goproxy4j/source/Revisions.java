package io.github.goproxy4j.source;

import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The rule that finds the commit a text names: the tag of that name, else the branch, else the tip of the default branch
 * for {@code HEAD}, else the commit whose id begins with the text.
 *
 * <p>An id is at least seven lower-case hexadecimal digits, of a commit or a tag object, and counts only if a branch or a
 * tag reaches it, or {@code HEAD} holds it: commits that only a pull request's ref reaches do not exist for Go, and neither
 * does the history of a {@code HEAD} that is on no branch. Where several objects share the digits, one that a ref holds
 * wins. Source: {@code (*gitRepo).stat} and {@code fetchRefsLocked} in {@code cmd/go/internal/modfetch/codehost}.
 */
final class Revisions {
    private static final String HEAD = "HEAD";
    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 64;

    private final SourceRepository source;
    private final RefSnapshot refs;

    Revisions(SourceRepository source, RefSnapshot refs) {
        this.source = source;
        this.refs = refs;
    }

    Revision find(String text) throws ModuleAccessException, IOException {
        if (refs.hasTag(text)) {
            return Revision.ofTag(text, refs.tag(text).orElseThrow(() -> Refusal.noCommit("tag", text)));
        }
        if (refs.hasBranch(text)) {
            return Revision.ofBranch(text, refs.branch(text).orElseThrow(() -> Refusal.noCommit("branch", text)));
        }
        if (text.equals(HEAD) && refs.hasHead()) {
            return Revision.ofHead(head());
        }
        if (!isIdPrefix(text)) {
            throw Refusal.unknownRevision(text);
        }
        return Revision.ofId(byId(text));
    }

    /**
     * What is latest where no version is: the tip of the default branch, whatever tag or branch is called {@code HEAD}. Go
     * asks for it by its id, which a tag or a branch may have as its name. Source: {@code (*gitRepo).Latest}.
     */
    Revision defaultBranch() throws ModuleAccessException, IOException {
        Commit tip = head();
        String id = tip.id().hex();
        return Revision.ofHead(refs.hasTag(id) || refs.hasBranch(id) ? find(id).commit() : tip);
    }

    private Commit head() throws ModuleAccessException, IOException {
        return refs.head().orElseThrow(Refusal::noCommits);
    }

    private static boolean isIdPrefix(String text) {
        return text.length() >= MIN_DIGITS
                && text.length() <= MAX_DIGITS
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private Commit byId(String prefix) throws ModuleAccessException, IOException {
        Set<ObjectId> candidates = new LinkedHashSet<>(source.candidates(prefix));
        if (candidates.size() > 1) {
            Optional<Commit> held = heldByRef(prefix);
            if (held.isPresent()) {
                return held.get();
            }
        }
        Set<ObjectId> reached = new LinkedHashSet<>();
        for (ObjectId candidate : candidates) {
            if (isHead(candidate)
                    || (refs.commit(candidate).isPresent() && source.isReachable(candidate, refs.fetched()))) {
                reached.add(candidate);
            }
        }
        if (reached.size() != 1) {
            throw Refusal.unknownRevision(prefix);
        }
        return refs.commit(reached.iterator().next()).orElseThrow(() -> Refusal.unknownRevision(prefix));
    }

    private boolean isHead(ObjectId commit) throws IOException {
        return refs.head().map(Commit::id).filter(commit::equals).isPresent();
    }

    /** The one commit with these digits that refs lead to. */
    private Optional<Commit> heldByRef(String prefix) throws ModuleAccessException, IOException {
        Set<Commit> held = new LinkedHashSet<>();
        for (ObjectId tip : refs.tips()) {
            refs.commit(tip)
                    .filter(commit -> commit.id().hex().startsWith(prefix))
                    .ifPresent(held::add);
        }
        if (held.size() > 1) {
            throw Refusal.invalidVersion("ambiguous revision " + prefix);
        }
        return held.stream().findFirst();
    }
}
