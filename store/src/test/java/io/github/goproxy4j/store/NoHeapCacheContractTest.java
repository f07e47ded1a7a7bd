package io.github.goproxy4j.store;

import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.RepositoryFixture;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** The contract, kept by a cache that has room for nothing: zips are shared by those who read them at one time. */
final class NoHeapCacheContractTest extends GoModuleRepositoryContract {
    private final ModuleCache cache =
            ModuleCache.of(new CacheOptions(0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));

    @Override
    protected RepositoryFixture fixture() throws Exception {
        return HeapCacheContractTest.changing(cache);
    }

    @AfterEach
    void close() {
        cache.close();
    }
}
