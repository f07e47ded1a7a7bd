package io.github.goproxy4j.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/** The repository that each project was last asked for with: where a version can be had again. */
final class KnownSources {
    private static final long MAX_PROJECTS = 100_000;

    private final Cache<String, CachedRepository> last =
            Caffeine.newBuilder().maximumSize(MAX_PROJECTS).build();

    /** Remembers who is asked for a project; cheap if somebody is known, since it is told on every request. */
    void remember(String project, CachedRepository modules) {
        if (last.getIfPresent(project) == null) {
            last.put(project, modules);
        }
    }

    /** Remembers who is asked for a project now. */
    void replace(String project, CachedRepository modules) {
        last.put(project, modules);
    }

    Optional<CachedRepository> find(String project) {
        return Optional.ofNullable(last.getIfPresent(project));
    }
}
