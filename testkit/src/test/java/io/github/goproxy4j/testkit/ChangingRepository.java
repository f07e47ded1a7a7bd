package io.github.goproxy4j.testkit;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.zip.InvalidZipException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The sample, and what its users do to it. Its state says how much has been published, moved and replaced. */
public final class ChangingRepository implements GoModuleRepository {
    private record Now(GoModuleRepository repository, String state) {}

    private final InMemoryRepository.Builder builder = Sample.builder();
    private volatile Now now = new Now(builder.build(), "p0 m0 r0");

    /** Creates it as the sample is. */
    public ChangingRepository() throws InvalidZipException {}

    /** Publishes {@link Sample#PUBLISHED}. */
    public void publish() throws InvalidZipException {
        Sample.publish(builder, Sample.PUBLISHED);
        now = new Now(builder.build(), now.state().replace("p0", "p1"));
    }

    /** Has {@link Sample#MASTER_QUERY} stand for {@link Sample#NEXT_MASTER}. */
    public void move() throws InvalidZipException {
        Sample.publish(builder, Sample.NEXT_MASTER);
        builder.revision(Sample.M, Sample.MASTER_QUERY, Sample.NEXT_MASTER.version());
        now = new Now(builder.build(), now.state().replace("m0", "m1"));
    }

    /** Changes no answer: a version that was served keeps its content. */
    void replace() {
        now = new Now(now.repository(), now.state().replace("r0", "r1"));
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        return now.repository().versions(module);
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        return now.repository().info(module, query);
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        return now.repository().mod(id);
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        return now.repository().zip(id);
    }

    @Override
    public Optional<String> state(ModulePath module) {
        return Optional.of(now.state());
    }
}
