package io.github.goproxy4j.embedding;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.store.CacheOptions;
import io.github.goproxy4j.store.ModuleCache;
import java.util.Optional;

/** A door that answers from memory, and what a web hook tells it. */
public final class CachedExample implements AutoCloseable {
    private final ModuleCache cache;
    private final GoModuleProxy proxy;

    /** Makes the door of projects. */
    public CachedExample(GoProjects projects) {
        ModuleCache cache = ModuleCache.of(CacheOptions.DEFAULTS); // or ModuleCache.over(store, CacheOptions.DEFAULTS)
        GoModuleProxy proxy = GoModuleProxy.of(cache.projects(projects));
        this.cache = cache;
        this.proxy = proxy;
    }

    /** Returns the door. */
    public GoModuleProxy door() {
        return proxy;
    }

    /** What the web hook of a push does. */
    public void pushed(GoProject project, Optional<ModuleId> tagged) {
        cache.invalidate(project.key()); // all modules of the project; with a module as well, only that one
        tagged.ifPresent(version -> cache.warm(project.key(), project.modules(), version));
    }

    /** Ends the cache. */
    @Override
    public void close() {
        cache.close();
    }
}
