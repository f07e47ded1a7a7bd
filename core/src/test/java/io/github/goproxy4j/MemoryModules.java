package io.github.goproxy4j;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Modules in memory, which count what was asked of them and which leases and streams are open. */
public final class MemoryModules implements GoModuleRepository {
    public static final Instant TIME = Instant.parse("2024-02-03T04:05:06Z");

    private final Map<ModulePath, List<ModuleVersion>> versions = new LinkedHashMap<>();
    private final Map<ModulePath, Map<VersionQuery, ModuleInfo>> infos = new HashMap<>();
    private final Map<VersionQuery, ModuleAccessException.Reason> refusals = new HashMap<>();
    private final Map<ModuleId, byte[]> mods = new HashMap<>();
    private final Map<ModuleId, byte[]> zips = new HashMap<>();

    /** What was asked, such as {@code info example.com/m HEAD}. */
    public final List<String> calls = new ArrayList<>();

    public final AtomicInteger openLeases = new AtomicInteger();
    public final AtomicInteger openStreams = new AtomicInteger();
    public final AtomicInteger openedStreams = new AtomicInteger();

    /** Adds a module without versions. */
    public MemoryModules known(String module) {
        versions.computeIfAbsent(ModulePath.parse(module), m -> new ArrayList<>());
        return this;
    }

    /** Adds a version with a go.mod file of one line. */
    public MemoryModules with(String module, String version) {
        return with(module, version, "module " + module + "\n\ngo 1.21\n");
    }

    public MemoryModules with(String module, String version, String goMod) {
        ModulePath path = ModulePath.parse(module);
        ModuleVersion parsed = ModuleVersion.parse(version);
        listed(module, version);
        query(module, version, ModuleInfo.of(parsed, TIME));
        mods.put(new ModuleId(path, parsed), goMod.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds a version to what {@link #versions} returns, and nothing else. */
    public MemoryModules listed(String module, String version) {
        known(module);
        versions.get(ModulePath.parse(module)).add(ModuleVersion.parse(version));
        return this;
    }

    public MemoryModules query(String module, String query, ModuleInfo answer) {
        infos.computeIfAbsent(ModulePath.parse(module), m -> new HashMap<>()).put(VersionQuery.parse(query), answer);
        return this;
    }

    public MemoryModules query(String module, String query, String version) {
        return query(module, query, ModuleInfo.of(ModuleVersion.parse(version), TIME));
    }

    /** Makes a query one that is refused, whatever else is known of it. */
    public MemoryModules refused(String query, ModuleAccessException.Reason reason) {
        refusals.put(VersionQuery.parse(query), reason);
        return this;
    }

    public MemoryModules zip(String module, String version, byte[] zip) {
        zips.put(new ModuleId(ModulePath.parse(module), ModuleVersion.parse(version)), zip);
        return this;
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException {
        calls.add("versions " + module);
        return found(versions.get(module), "unknown module");
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException {
        calls.add("info " + module + " " + query.text());
        if (refusals.containsKey(query)) {
            throw new ModuleAccessException(refusals.get(query), "because");
        }
        return found(infos.getOrDefault(module, Map.of()).get(query), "unknown revision " + query.text());
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException {
        calls.add("mod " + id);
        return new Lease(found(mods.get(id), "unknown revision " + id.version()));
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException {
        calls.add("zip " + id);
        return new Lease(found(zips.get(id), "unknown revision " + id.version()));
    }

    private static <T> T found(T value, String otherwise) throws ModuleAccessException {
        if (value == null) {
            throw ModuleAccessException.notFound(otherwise);
        }
        return value;
    }

    private final class Lease implements ModuleFile {
        private final ModuleFile file;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Lease(byte[] bytes) {
            this.file = ModuleFile.of(bytes);
            openLeases.incrementAndGet();
        }

        @Override
        public OptionalLong size() {
            return file.size();
        }

        @Override
        public Optional<io.github.goproxy4j.repository.StrongTag> tag() {
            return file.tag();
        }

        @Override
        public Optional<Instant> lastModified() {
            return Optional.of(TIME.plusMillis(789));
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }

        @Override
        public InputStream openStream(long from) throws IOException {
            openStreams.incrementAndGet();
            openedStreams.incrementAndGet();
            return new FilterInputStream(file.openStream(from)) {
                @Override
                public void close() throws IOException {
                    super.close();
                    openStreams.decrementAndGet();
                }
            };
        }

        @Override
        public void close() {
            if (open.getAndSet(false)) {
                openLeases.decrementAndGet();
                file.close();
            }
        }
    }
}
