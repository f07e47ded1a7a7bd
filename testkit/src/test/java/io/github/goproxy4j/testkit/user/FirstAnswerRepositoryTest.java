package io.github.goproxy4j.testkit.user;

import io.github.goproxy4j.repository.FirstAnswerRepository;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.InMemoryRepository;
import io.github.goproxy4j.testkit.RepositoryFixture;
import io.github.goproxy4j.testkit.Sample;
import java.util.List;

final class FirstAnswerRepositoryTest extends GoModuleRepositoryContract {
    @Override
    protected RepositoryFixture fixture() throws Exception {
        return Sample.fixture(FirstAnswerRepository.of(
                        List.of(InMemoryRepository.builder().build(), Sample.repository(), Sample.repository())))
                .invalid(Sample.INVALID)
                .gone(Sample.GONE);
    }
}
