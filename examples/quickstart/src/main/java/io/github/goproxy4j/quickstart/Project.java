package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.source.VersionRules;
import java.nio.file.Path;

/**
 * A project of the file of {@code --projects}.
 *
 * @param id its number, unique
 * @param path its full path, unique
 * @param repository its git repository
 * @param module the module path that the repository's root stands for
 * @param visibility who may see it without being a member
 * @param goProxy whether its feature flag is on; if not, its modules do not exist for anybody
 * @param packages whether it has packages at all
 * @param gitlabVersions whether its versions follow GitLab's rules, not Go's
 */
record Project(
        long id,
        String path,
        Path repository,
        ModulePath module,
        Visibility visibility,
        boolean goProxy,
        boolean packages,
        boolean gitlabVersions) {
    /** The name under which it is recorded what has been served of it; a project that is renamed keeps it. */
    String pinName() {
        return "project/" + id;
    }

    /** The rules for what its versions are. */
    VersionRules versionRules() {
        return gitlabVersions ? VersionRules.GITLAB : VersionRules.GO;
    }

    /** Tells whether everybody may read the project's modules, where the server has modules and packages. */
    boolean isOpenToEverybody() {
        return visibility == Visibility.PUBLIC && goProxy && packages;
    }
}
