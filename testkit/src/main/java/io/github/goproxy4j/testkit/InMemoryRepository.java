package io.github.goproxy4j.testkit;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.zip.InvalidZipException;
import io.github.goproxy4j.zip.ModuleZip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository in memory, for tests: as plain as one can be that keeps the whole contract.
 *
 * <p>It is filled by a {@link Builder} and does not change afterwards. Thread-safe.
 */
public final class InMemoryRepository implements GoModuleRepository {
    private final Map<ModulePath, Module> modules;

    private final Map<ModulePath, Refusal> refused;

    private InMemoryRepository(Map<ModulePath, Module> modules, Map<ModulePath, Refusal> refused) {
        this.modules = modules;
        this.refused = refused;
    }

    /**
     * Begins a repository.
     *
     * @return a builder of a repository that knows nothing yet
     */
    public static Builder builder() {
        return new Builder();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, and never handed out but as a file
    private record Version(ModuleInfo info, byte[] mod, byte[] zip) {}

    private record Refusal(ModuleAccessException.Reason reason, String message) {}

    private record Module(
            Map<ModuleVersion, Version> versions,
            Map<ModuleVersion, Refusal> refusals,
            Map<VersionQuery, ModuleVersion> revisions) {
        Module() {
            this(new HashMap<>(), new HashMap<>(), new HashMap<>());
        }

        Module copy() {
            return new Module(Map.copyOf(versions), Map.copyOf(refusals), Map.copyOf(revisions));
        }
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException {
        List<ModuleVersion> versions =
                new ArrayList<>(require(module).versions().keySet());
        versions.addAll(require(module).refusals().keySet());
        return List.copyOf(versions);
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException {
        requireNotRefused(module);
        Optional<ModuleVersion> version = query instanceof VersionQuery.Exact exact
                ? Optional.of(exact.version())
                : Optional.ofNullable(require(module).revisions().get(query));
        if (version.isEmpty() || module.checkMajor(version.get().semver()).isPresent()) {
            throw ModuleAccessException.notFound("unknown revision " + query.text());
        }
        return require(new ModuleId(module, version.get())).info();
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException {
        return ModuleFile.of(require(id).mod());
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException {
        return ModuleFile.of(require(id).zip());
    }

    /** The same for ever, because nothing changes. */
    @Override
    public Optional<String> state(ModulePath module) {
        return Optional.of("unchanging");
    }

    private void requireNotRefused(ModulePath path) throws ModuleAccessException {
        Refusal refusal = refused.get(path);
        if (refusal != null) {
            throw new ModuleAccessException(refusal.reason(), refusal.message());
        }
    }

    private Module require(ModulePath path) throws ModuleAccessException {
        requireNotRefused(path);
        Module module = modules.get(path);
        if (module == null) {
            throw ModuleAccessException.notFound("unknown module");
        }
        return module;
    }

    private Version require(ModuleId id) throws ModuleAccessException {
        Module module = require(id.path());
        Refusal refusal = module.refusals().get(id.version());
        if (refusal != null) {
            throw new ModuleAccessException(refusal.reason(), refusal.message());
        }
        Version version = module.versions().get(id.version());
        if (version == null) {
            throw ModuleAccessException.notFound("unknown revision " + id.version());
        }
        return version;
    }

    /** What fills a repository; used by one thread. */
    public static final class Builder {
        private final Map<ModulePath, Module> modules = new HashMap<>();
        private final Map<ModulePath, Refusal> refused = new HashMap<>();

        private Builder() {}

        /**
         * Makes a module known, with or without versions.
         *
         * @param module the module
         * @return this
         */
        public Builder module(ModulePath module) {
            known(module);
            return this;
        }

        private Module known(ModulePath module) {
            return modules.computeIfAbsent(module, m -> new Module());
        }

        /**
         * Publishes a version of a module.
         *
         * @param id the version
         * @param time the time of its commit
         * @param files the content of each file by its path in the module; without a {@code go.mod} the version gets one
         *     that has only the module line, as Go makes it
         * @return this
         * @throws InvalidZipException if Go's rules refuse the files
         */
        public Builder publish(ModuleId id, Instant time, Map<String, String> files) throws InvalidZipException {
            List<TextFile> sources = new ArrayList<>();
            files.forEach((path, text) -> sources.add(new TextFile(path, text.getBytes(StandardCharsets.UTF_8))));
            ByteArrayOutputStream zip = new ByteArrayOutputStream();
            try {
                ModuleZip.write(id, sources, zip);
            } catch (IOException e) {
                throw new IllegalStateException("nothing here reads or writes outside memory", e);
            }
            String text = files.get("go.mod");
            byte[] mod = text == null ? GoMod.synthesize(id.path()) : text.getBytes(StandardCharsets.UTF_8);
            known(id.path())
                    .versions()
                    .put(id.version(), new Version(ModuleInfo.of(id.version(), time), mod, zip.toByteArray()));
            return this;
        }

        /**
         * Refuses a version: it is listed, but neither its info nor its files are handed out.
         *
         * @param id the version
         * @param reason why
         * @param message the reason in words
         * @return this
         */
        public Builder refuse(ModuleId id, ModuleAccessException.Reason reason, String message) {
            known(id.path()).refusals().put(id.version(), new Refusal(reason, message));
            return this;
        }

        /**
         * Refuses a module with everything that was or will be published of it.
         *
         * @param module the module
         * @param reason why
         * @param message the reason in words
         * @return this
         */
        public Builder refuse(ModulePath module, ModuleAccessException.Reason reason, String message) {
            refused.put(module, new Refusal(reason, message));
            return this;
        }

        /**
         * Resolves a branch or another query.
         *
         * @param module the module
         * @param query the query; an exact version is resolved to itself whatever is said here
         * @param version a published version
         * @return this
         */
        public Builder revision(ModulePath module, VersionQuery query, ModuleVersion version) {
            known(module).revisions().put(query, version);
            return this;
        }

        /**
         * Makes the repository.
         *
         * @return a repository that later changes of this builder do not change
         */
        public InMemoryRepository build() {
            Map<ModulePath, Module> copy = new HashMap<>();
            modules.forEach((path, module) -> copy.put(path, module.copy()));
            return new InMemoryRepository(Map.copyOf(copy), Map.copyOf(refused));
        }
    }
}
