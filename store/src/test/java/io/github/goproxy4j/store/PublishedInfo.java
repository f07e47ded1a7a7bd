package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A repository that has published one info for everything. */
record PublishedInfo(String json) implements GoModuleRepository {
    @Override
    public List<ModuleVersion> versions(ModulePath module) {
        return List.of();
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws IOException {
        return ModuleInfo.published(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException {
        throw ModuleAccessException.notFound("unknown revision");
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException {
        throw ModuleAccessException.notFound("unknown revision");
    }
}
