package io.github.goproxy4j.store;

import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.RepositoryFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by a cache over a store. */
final class StoreCacheContractTest extends GoModuleRepositoryContract {
    @TempDir
    Path directory;

    private ModuleCache cache;

    @Override
    protected RepositoryFixture fixture() throws Exception {
        cache = ModuleCache.over(new MemoryStore(directory), CacheOptions.DEFAULTS);
        return HeapCacheContractTest.changing(cache);
    }

    @AfterEach
    void close() {
        cache.close();
    }
}
