package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.store.CacheOptions;
import io.github.goproxy4j.store.DiskStore;
import io.github.goproxy4j.store.DiskStoreOptions;
import io.github.goproxy4j.store.ModuleCache;
import io.github.goproxy4j.zip.ZipReuse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What {@code --cache} keeps of repositories: in memory and in its directory. */
final class Cache {
    /** An eighth of the heap, for answers; the rest is for those who ask. */
    private static final int SHARE_OF_HEAP = 8;

    private final DiskStore store;
    private final ModuleCache cache;
    private final BooleanSupplier serving;

    private Cache(DiskStore store, ModuleCache cache, BooleanSupplier serving) {
        this.store = store;
        this.cache = cache;
        this.serving = serving;
    }

    /**
     * Opens the cache.
     *
     * @param serving whether what is answered is an answer to a client
     */
    static Cache open(Path directory, Resources resources, BooleanSupplier serving) throws StartException, IOException {
        DiskStore store;
        try {
            store = DiskStore.open(directory, DiskStoreOptions.defaults());
        } catch (IOException e) {
            throw new StartException(directory + ": cannot be made a cache", e);
        }
        resources.add(store::close);
        CacheOptions defaults = CacheOptions.DEFAULTS;
        long bytes = Math.min(defaults.answerBytes(), Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        ModuleCache cache = ModuleCache.over(store, defaults.withAnswerBytes(bytes));
        resources.add(cache::close);
        return new Cache(store, cache, serving);
    }

    /** The zips that are kept of a repository. */
    ZipReuse zips(String name) {
        return store.reuse(name);
    }

    /** A repository that answers from here what it can. */
    GoModuleRepository over(String name, GoModuleRepository source) {
        return new ForClients(source, cache.modules(name, source), serving);
    }

    /**
     * Keeps nothing until the server serves: what it has asked itself before, to say what it has, is not recorded as
     * published, and so must not be answered later as if it were.
     */
    private record ForClients(GoModuleRepository source, GoModuleRepository cached, BooleanSupplier serving)
            implements GoModuleRepository {
        private GoModuleRepository modules() {
            return serving.getAsBoolean() ? cached : source;
        }

        @Override
        public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
            return modules().versions(module);
        }

        @Override
        public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
            return modules().info(module, query);
        }

        @Override
        public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
            return modules().mod(id);
        }

        @Override
        public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
            return modules().zip(id);
        }

        @Override
        public Optional<String> state(ModulePath module) throws IOException {
            return modules().state(module);
        }
    }
}
