package io.github.goproxy4j.source;

import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.Optional;

/**
 * The rule for whether a module is known: it has a version, or had one that was published, or the default branch has it.
 */
final class KnownModule {
    private final ModuleLocation location;
    private final RefSnapshot refs;
    private final Revisions revisions;
    private final ModuleDirectories directories;
    private final TaggedVersions versions;

    KnownModule(
            ModuleLocation location,
            RefSnapshot refs,
            Revisions revisions,
            ModuleDirectories directories,
            TaggedVersions versions) {
        this.location = location;
        this.revisions = revisions;
        this.refs = refs;
        this.directories = directories;
        this.versions = versions;
    }

    boolean isKnown() throws IOException {
        try {
            return !versions.list().isEmpty() || refs.hasPublished() || isOnDefaultBranch();
        } catch (ModuleAccessException refused) {
            // Only a tag that is a version of the module can have led to a refusal.
            return true;
        }
    }

    private boolean isOnDefaultBranch() throws IOException {
        Optional<Commit> head = refs.head();
        return head.isPresent() && (isIn(head.get()) || isInLatest());
    }

    /** What is latest is not the tip itself where a tag or a branch has its id as a name. */
    private boolean isInLatest() throws IOException {
        try {
            return isIn(revisions.defaultBranch().commit());
        } catch (ModuleAccessException refused) {
            return false;
        }
    }

    private boolean isIn(Commit commit) throws IOException {
        try {
            directories.find(
                    commit.id(),
                    location.module().major().isEmpty()
                            ? "v0.0.0"
                            : location.module().major() + ".0.0");
            return true;
        } catch (ModuleAccessException refused) {
            return false;
        }
    }
}
