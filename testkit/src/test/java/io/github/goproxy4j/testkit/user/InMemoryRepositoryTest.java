package io.github.goproxy4j.testkit.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.InMemoryRepository;
import io.github.goproxy4j.testkit.RepositoryFixture;
import io.github.goproxy4j.testkit.Sample;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Extends the contract from another package, as its users do. */
final class InMemoryRepositoryTest extends GoModuleRepositoryContract {
    @Override
    protected RepositoryFixture fixture() throws Exception {
        return Sample.fixture(Sample.repository())
                .invalid(Sample.INVALID)
                .gone(Sample.GONE)
                .forbidden(Sample.FORBIDDEN);
    }

    @Test
    void build_laterPublished_isNotInTheRepository() throws Exception {
        InMemoryRepository.Builder builder = InMemoryRepository.builder().module(Sample.M);
        InMemoryRepository repository = builder.build();
        builder.publish(Sample.V100, Instant.EPOCH, Map.of());
        assertThat(repository.versions(Sample.M)).isEmpty();
        assertThat(builder.build().versions(Sample.M)).containsExactly(Sample.V100.version());
    }
}
