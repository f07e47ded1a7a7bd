package io.github.goproxy4j.store;

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
import java.util.concurrent.atomic.AtomicInteger;

/** A repository whose answers tests change, hold up, fail and count. */
final class Source implements GoModuleRepository {
    /** What happens before an answer. */
    interface Before {
        void answer() throws ModuleAccessException, IOException;
    }

    /** How a zip is had. */
    interface Zips {
        ModuleFile open(ModuleId id) throws ModuleAccessException, IOException;
    }

    private static final Before NOTHING = () -> {};

    final AtomicInteger states = new AtomicInteger();
    final AtomicInteger versions = new AtomicInteger();
    final AtomicInteger infos = new AtomicInteger();
    final AtomicInteger mods = new AtomicInteger();
    final AtomicInteger zips = new AtomicInteger();

    private volatile GoModuleRepository answers;
    private volatile Optional<String> state = Optional.of("1");
    private volatile Before beforeState = NOTHING;
    private volatile Before before = NOTHING;
    private volatile Zips opening = id -> this.answers.zip(id);

    Source() throws InvalidZipException {
        this(Modules.builder().build());
    }

    Source(GoModuleRepository answers) {
        this.answers = answers;
    }

    Source withoutState() {
        state = Optional.empty();
        return this;
    }

    Source state(String now) {
        state = Optional.of(now);
        return this;
    }

    void answers(GoModuleRepository now) {
        answers = now;
    }

    void before(Before now) {
        before = now;
    }

    void beforeState(Before now) {
        beforeState = now;
    }

    void fail() {
        before = () -> {
            throw new IOException("the source fails");
        };
    }

    void failWithState() {
        fail();
        beforeState = before;
    }

    void recover() {
        before = NOTHING;
        beforeState = NOTHING;
    }

    void zips(Zips now) {
        opening = now;
    }

    /** All questions but those for the state. */
    int asked() {
        return versions.get() + infos.get() + mods.get() + zips.get();
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        versions.incrementAndGet();
        before.answer();
        return answers.versions(module);
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        infos.incrementAndGet();
        before.answer();
        return answers.info(module, query);
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        mods.incrementAndGet();
        before.answer();
        return answers.mod(id);
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        zips.incrementAndGet();
        before.answer();
        return opening.open(id);
    }

    @Override
    public Optional<String> state(ModulePath module) throws IOException {
        states.incrementAndGet();
        try {
            beforeState.answer();
        } catch (ModuleAccessException e) {
            throw new IOException(e);
        }
        return state;
    }
}
