package io.github.goproxy4j.embedding;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.store.CacheOptions;
import io.github.goproxy4j.store.DiskStore;
import io.github.goproxy4j.store.DiskStoreOptions;
import io.github.goproxy4j.store.ModuleCache;
import java.io.IOException;
import java.nio.file.Path;

/** A door that answers from memory and from a directory. */
public final class StoredExample implements AutoCloseable {
    private final DiskStore store;
    private final ModuleCache cache;
    private final GoModuleProxy proxy;

    /** Makes the door of projects, and opens the directory. */
    public StoredExample(GoProjects projects, Path directory) throws IOException {
        DiskStore store = DiskStore.open(directory, DiskStoreOptions.defaults().withMaxBytes(50L << 30));
        ModuleCache cache = ModuleCache.over(store, CacheOptions.DEFAULTS);
        GoModuleProxy proxy = GoModuleProxy.of(cache.projects(projects));
        this.store = store;
        this.cache = cache;
        this.proxy = proxy;
    }

    /** Returns the door. */
    public GoModuleProxy door() {
        return proxy;
    }

    /** Has a version made and kept before anybody asks for it, and waits for that. */
    public void warm(GoProject project, ModuleId id) {
        cache.warm(project.key(), project.modules(), id).toCompletableFuture().join();
    }

    /** Ends the cache, then the store that it is over. */
    @Override
    public void close() {
        cache.close();
        store.close();
    }
}
