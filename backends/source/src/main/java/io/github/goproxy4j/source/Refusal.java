package io.github.goproxy4j.source;

import io.github.goproxy4j.repository.ModuleAccessException;

/** The refusals of the rules, in the words of the {@code go} command. */
final class Refusal {
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

    /** The refusal of another rule, in its own words. */
    static ModuleAccessException because(ModuleAccessException.Reason reason, Exception refused) {
        return new ModuleAccessException(reason, String.valueOf(refused.getMessage()), refused);
    }
}
