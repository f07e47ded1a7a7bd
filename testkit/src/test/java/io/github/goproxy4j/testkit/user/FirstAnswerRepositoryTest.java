package io.github.goproxy4j.testkit.user;

import io.github.goproxy4j.repository.FirstAnswerRepository;
import io.github.goproxy4j.testkit.ChangingRepository;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.InMemoryRepository;
import io.github.goproxy4j.testkit.RepositoryFixture;
import io.github.goproxy4j.testkit.Sample;
import java.util.List;

final class FirstAnswerRepositoryTest extends GoModuleRepositoryContract {
    @Override
    protected RepositoryFixture fixture() throws Exception {
        ChangingRepository source = new ChangingRepository();
        return Sample.fixture(
                FirstAnswerRepository.of(List.of(InMemoryRepository.builder().build(), source, Sample.repository())),
                source);
    }
}
