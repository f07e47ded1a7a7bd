package io.github.goproxy4j.testkit.user;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.PrefixRepository;
import io.github.goproxy4j.testkit.ChangingRepository;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.InMemoryRepository;
import io.github.goproxy4j.testkit.RepositoryFixture;
import io.github.goproxy4j.testkit.Sample;
import java.util.Map;

final class PrefixRepositoryTest extends GoModuleRepositoryContract {
    @Override
    protected RepositoryFixture fixture() throws Exception {
        ChangingRepository source = new ChangingRepository();
        return Sample.fixture(
                PrefixRepository.of(Map.of(
                        ModulePath.parse("example.com"),
                        source,
                        ModulePath.parse("example.com/m"),
                        InMemoryRepository.builder().build())),
                source);
    }
}
