package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import java.util.Optional;

/**
 * A commit that a text or {@code HEAD} has named.
 *
 * @param commit the commit
 * @param ref the full name of the ref that was named, or empty if it was the id
 */
record Revision(Commit commit, Optional<String> ref) {
    private static final String TAGS = "refs/tags/";
    private static final String BRANCHES = "refs/heads/";
    private static final int SHORT_DIGITS = 12;

    static Revision ofTag(String name, Commit commit) {
        return new Revision(commit, Optional.of(TAGS + name));
    }

    static Revision ofBranch(String name, Commit commit) {
        return new Revision(commit, Optional.of(BRANCHES + name));
    }

    static Revision ofHead(Commit commit) {
        return new Revision(commit, Optional.of("HEAD"));
    }

    static Revision ofId(Commit commit) {
        return new Revision(commit, Optional.empty());
    }

    /** What an exact version names where it was published: its tag, or the commit in a pseudo-version. */
    static Revision ofVersion(ModuleLocation location, ModuleVersion version, Commit commit) {
        return version.isPseudo() ? ofId(commit) : ofTag(location.revision(version.toString()), commit);
    }

    ObjectId id() {
        return commit.id();
    }

    /** The start of the id that pseudo-versions have. */
    String shortId() {
        return id().hex().substring(0, SHORT_DIGITS);
    }

    /** The name of the tag that was named, or empty if it was anything else. */
    Optional<String> tag() {
        return ref.filter(name -> name.startsWith(TAGS)).map(name -> name.substring(TAGS.length()));
    }
}
