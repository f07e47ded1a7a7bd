package io.github.goproxy4j.store;

import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.InMemoryRepository;
import io.github.goproxy4j.testkit.RepositoryFixture;
import org.junit.jupiter.api.AfterEach;

/** The contract of a repository, kept by one that is answered for from memory. */
final class HeapCacheContractTest extends GoModuleRepositoryContract {
    private final ModuleCache cache = ModuleCache.of(CacheOptions.DEFAULTS);

    @Override
    protected RepositoryFixture fixture() throws Exception {
        return changing(cache);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    /** A fixture whose repository is published to and changed. */
    static RepositoryFixture changing(ModuleCache cache) throws Exception {
        InMemoryRepository.Builder builder = Modules.builder();
        Source source = new Source(builder.build());
        return Modules.fixture(cache.modules(Modules.KEY, source))
                .publishing(Modules.NEXT, () -> {
                    Modules.publish(builder, Modules.NEXT);
                    source.answers(builder.build());
                    source.state("published");
                })
                .moving(Modules.M, Modules.MASTER, Modules.V110.version(), () -> {
                    source.answers(builder.revision(Modules.M, Modules.MASTER, Modules.V110.version())
                            .build());
                    source.state("moved");
                })
                .replacing(Modules.V100, () -> source.state("replaced"));
    }
}
