package io.github.goproxy4j.source;

/**
 * The rules by which a {@link SourceModuleRepository} finds modules and versions: Go's, or those of GitLab's Go proxy.
 *
 * <p>What a version contains, and that it never changes, is the same under all of them. A host that changes the rules of a
 * repository whose {@link PublishedVersions} last keeps what it has served: a version that both rules have stays what it
 * was, and one that the new rules refuse is gone.
 */
public enum VersionRules {
    /** Those of the {@code go} command in direct mode. */
    GO,

    /**
     * Those of GitLab's Go proxy: a module's directory is its path below the root path, {@code /vN} at the end included;
     * the tags of the repository are the versions of all its modules; and a commit has a module only if the go.mod file in
     * that directory has the module's name.
     */
    GITLAB,

    /**
     * {@link #GITLAB}, whatever name the go.mod file has: it only needs to have one. GitLab has this behind a switch, for
     * projects that were moved and whose go.mod files still have the old names.
     */
    GITLAB_ANY_MODULE_NAME;

    ModuleRules over(GoModFiles goMods) {
        return switch (this) {
            case GO -> new GoRules(goMods);
            case GITLAB -> new GitLabRules(goMods, true);
            case GITLAB_ANY_MODULE_NAME -> new GitLabRules(goMods, false);
        };
    }
}
