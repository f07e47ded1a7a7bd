package io.github.goproxy4j;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import java.util.Optional;

/**
 * The version that a text without its {@code v} stands for in GitLab's paths, as the examples of GitLab's documentation
 * write it: {@code 1.0.0} for {@code v1.0.0}.
 */
final class VersionAlias {
    private VersionAlias() {}

    /** The version, or empty if the query is a version itself or becomes none by a {@code v}. */
    static Optional<ModuleVersion> of(VersionQuery query) {
        return query instanceof VersionQuery.Revision revision
                ? ModuleVersion.find("v" + revision.text())
                : Optional.empty();
    }

    /** The query for the files of the version, or the query itself. */
    static VersionQuery resolve(VersionQuery query) {
        return of(query).<VersionQuery>map(VersionQuery.Exact::new).orElse(query);
    }
}
