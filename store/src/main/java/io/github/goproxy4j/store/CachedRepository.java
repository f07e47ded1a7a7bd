package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.ModuleVersions;
import io.github.goproxy4j.resolve.LatestResolver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A project's repository, answered for from memory and from a store where these have the answer. */
final class CachedRepository implements GoModuleRepository {
    private final String project;
    private final GoModuleRepository source;
    private final Answers answers;
    private final KeptFiles kept;
    private final ZipFlights zips;

    CachedRepository(String project, GoModuleRepository source, Answers answers, KeptFiles kept, ZipFlights zips) {
        this.project = project;
        this.source = source;
        this.answers = answers;
        this.kept = kept;
        this.zips = zips;
    }

    GoModuleRepository source() {
        return source;
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        return answers.current(
                AnswerKey.versions(project, module),
                source,
                ModuleVersions.class,
                state -> ModuleVersions.of(module, source.versions(module)));
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        AnswerKey key = AnswerKey.info(project, module, query);
        if (query instanceof VersionQuery.Exact exact) {
            Kept known = answers.memory().answer(key);
            if (known != null && known.isForever() && known.value() instanceof ModuleInfo info) {
                return info;
            }
            if (known == null) {
                return exactInfo(key, module, exact);
            }
        }
        return answers.current(key, source, ModuleInfo.class, state -> ask(module, query, state));
    }

    private ModuleInfo ask(ModulePath module, VersionQuery query, Optional<String> state)
            throws ModuleAccessException, IOException {
        return query == VersionQuery.LATEST ? latest(module, state) : source.info(module, query);
    }

    /** That the version to be chosen is refused is for the server to say: for a repository, it has no answer then. */
    private ModuleInfo latest(ModulePath module, Optional<String> state) throws ModuleAccessException, IOException {
        try {
            return new LatestResolver(new AsOf(state)).resolve(module);
        } catch (ModuleAccessException e) {
            switch (e.reason()) {
                case INVALID, GONE ->
                    throw new ModuleAccessException(Reason.NOT_FOUND, String.valueOf(e.getMessage()), e);
                case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND -> throw e;
            }
            throw e;
        }
    }

    /**
     * An answer of the version asked for never changes. One that has another name, as {@code v2.0.0+incompatible} for
     * {@code v2.0.0}, or none, is an answer as to any other query.
     */
    private ModuleInfo exactInfo(AnswerKey key, ModulePath module, VersionQuery.Exact query)
            throws ModuleAccessException, IOException {
        Optional<ModuleId> id = module.checkMajor(query.version().semver()).isEmpty()
                ? Optional.of(new ModuleId(module, query.version()))
                : Optional.empty();
        if (id.isPresent() && answers.memory().refusal(key) == null) {
            Optional<ModuleInfo> stored = kept.info(new StoredVersion(project, id.get()));
            if (stored.isPresent()) {
                return keep(key, stored.get());
            }
        }
        ModuleInfo info = answers.exact(
                key,
                source,
                ModuleInfo.class,
                state -> source.info(module, query),
                answer -> id.isPresent() && answer.version().equals(Optional.of(query.version())));
        id.ifPresent(this::keepSoon);
        return info;
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        AnswerKey key = AnswerKey.mod(project, id);
        Kept known = answers.memory().answer(key);
        ModuleBytes mod = known != null && known.value() instanceof ModuleBytes bytes ? bytes : exactMod(key, id);
        if (mod != SmallFile.LARGE) {
            return mod.lease();
        }
        Optional<ModuleFile> stored = kept.find(new StoredVersion(project, id), VersionFile.MOD);
        return stored.isPresent() ? stored.get() : source.mod(id);
    }

    private ModuleBytes exactMod(AnswerKey key, ModuleId id) throws ModuleAccessException, IOException {
        if (answers.memory().refusal(key) == null) {
            Optional<ModuleBytes> stored = kept.mod(new StoredVersion(project, id));
            if (stored.isPresent()) {
                return keep(key, stored.get());
            }
        }
        ModuleBytes mod = answers.exact(key, source, ModuleBytes.class, state -> modAtSource(id), answer -> true);
        keepSoon(id);
        return mod;
    }

    private ModuleBytes modAtSource(ModuleId id) throws ModuleAccessException, IOException {
        try (ModuleFile file = source.mod(id)) {
            return SmallFile.orLarge(file, zips.options().maxGoModBytes());
        }
    }

    private <T> T keep(AnswerKey key, T stored) {
        Memory memory = answers.memory();
        memory.keep(key, Kept.forever(stored, answers.now()), memory.epoch());
        return stored;
    }

    /** Has the store keep a version that is in memory with its info and its go.mod file, so that both outlast the process. */
    private void keepSoon(ModuleId id) {
        if (!kept.hasStore()) {
            return;
        }
        Kept info = answers.memory().answer(AnswerKey.info(project, id.path(), new VersionQuery.Exact(id.version())));
        Kept mod = answers.memory().answer(AnswerKey.mod(project, id));
        if (info != null
                && info.isForever()
                && info.value() instanceof ModuleInfo text
                && mod != null
                && mod.value() instanceof ModuleBytes bytes
                && bytes != SmallFile.LARGE) {
            kept.keepSoon(new StoredVersion(project, id), text, bytes);
        }
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        AnswerKey key = AnswerKey.zip(project, id);
        Kept known = answers.memory().answer(key);
        if (known != null && known.value() instanceof ModuleBytes bytes) {
            return bytes.lease();
        }
        answers.throwIfRefused(key, source);
        return zips.open(this, new StoredVersion(project, id));
    }

    @Override
    public Optional<String> state(ModulePath module) throws IOException {
        return source.state(module);
    }

    /** What the repository itself says of a version now. */
    ModuleInfo infoAtSource(ModuleId id) throws ModuleAccessException, IOException {
        return source.info(id.path(), new VersionQuery.Exact(id.version()));
    }

    /**
     * The modules as the latest version is computed from them: nothing that may change is older than a state, or, where
     * there is none, than the question.
     */
    private final class AsOf implements GoModuleRepository {
        private final Optional<String> state;

        AsOf(Optional<String> state) {
            this.state = state;
        }

        @Override
        public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
            return answers.asOf(
                    AnswerKey.versions(project, module),
                    state,
                    ModuleVersions.class,
                    before -> ModuleVersions.of(module, source.versions(module)));
        }

        @Override
        public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
            if (query instanceof VersionQuery.Exact) {
                return CachedRepository.this.info(module, query);
            }
            return query == VersionQuery.LATEST
                    ? source.info(module, query)
                    : answers.asOf(
                            AnswerKey.info(project, module, query),
                            state,
                            ModuleInfo.class,
                            before -> source.info(module, query));
        }

        @Override
        public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
            return CachedRepository.this.mod(id);
        }

        @Override
        public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
            return CachedRepository.this.zip(id);
        }
    }
}
