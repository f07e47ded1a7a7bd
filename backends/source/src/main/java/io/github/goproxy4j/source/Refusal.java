package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleAccessException;

/** The refusals of the rules, in the words of the {@code go} command. */
final class Refusal {
    private static final String NEVER_CHANGES = "; a version's content never changes, tag a new one";
    private static final int SHORT_DIGITS = 12;

    private Refusal() {}

    static ModuleAccessException unknownRevision(String revision) {
        return ModuleAccessException.notFound("invalid version: unknown revision " + revision);
    }

    /** The repository's default branch has no commit. */
    static ModuleAccessException noCommits() {
        return ModuleAccessException.notFound("no commits");
    }

    /** A ref of a tree or a blob. */
    static ModuleAccessException noCommit(String kind, String name) {
        return invalidVersion(kind + " " + name + " does not lead to a commit");
    }

    static ModuleAccessException invalidVersion(String reason) {
        return ModuleAccessException.invalid("invalid version: " + reason);
    }

    static ModuleAccessException invalidPseudoVersion(String reason) {
        return ModuleAccessException.invalid("invalid pseudo-version: " + reason);
    }

    /** A version that has been published, whose content does not exist any more. */
    static ModuleAccessException gone(ModuleVersion version, ObjectId commit) {
        return new ModuleAccessException(
                ModuleAccessException.Reason.GONE,
                version + " was published from commit " + shortened(commit) + ", which is no longer in the repository"
                        + NEVER_CHANGES);
    }

    /** A version that has been published, whose commit would now have other content. */
    static ModuleAccessException changed(ModuleVersion version, ObjectId commit, String what) {
        return new ModuleAccessException(
                ModuleAccessException.Reason.GONE,
                version + " was published from commit " + shortened(commit) + ", of which this server now makes " + what
                        + NEVER_CHANGES);
    }

    /** A version that has been published, and that another commit would now have as well. */
    static ModuleAccessException publishedElsewhere(ModuleVersion version) {
        return invalidVersion(version + " was published from another commit" + NEVER_CHANGES);
    }

    private static String shortened(ObjectId commit) {
        return commit.hex().substring(0, SHORT_DIGITS);
    }

    /** The refusal of another rule, in its own words. */
    static ModuleAccessException because(ModuleAccessException.Reason reason, Exception refused) {
        return new ModuleAccessException(reason, String.valueOf(refused.getMessage()), refused);
    }
}
