package io.github.goproxy4j.benchmarks;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.ModuleVersions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** One module whose answers are ready on the heap: what is measured through it is what is around it. */
final class HeapRepository implements GoModuleRepository {
    static final ModulePath MODULE = ModulePath.parse("git.example.com/group/module");
    private static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");

    private final ModuleVersions versions;
    private final ModuleInfo info;
    private final ModuleBytes mod = ModuleBytes.of(("module " + MODULE + "\n").getBytes(StandardCharsets.UTF_8));
    private final ModuleBytes zip = ModuleBytes.of(new byte[27_000]);

    HeapRepository(int tags) {
        versions = ModuleVersions.of(
                MODULE,
                IntStream.range(0, tags)
                        .mapToObj(i -> ModuleVersion.parse("v1." + i + ".0"))
                        .toList());
        info = ModuleInfo.of(highest(), TIME);
    }

    ModuleVersion highest() {
        return versions.get(versions.size() - 1);
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) {
        return versions;
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException {
        return info;
    }

    @Override
    public ModuleFile mod(ModuleId id) {
        return mod.lease();
    }

    @Override
    public ModuleFile zip(ModuleId id) {
        return zip.lease();
    }
}
