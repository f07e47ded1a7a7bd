package io.github.goproxy4j;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.util.List;

/** Refuses everything for the same reason. */
record RefusingModules(ModuleAccessException.Reason reason) implements GoModuleRepository {
    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException {
        throw new ModuleAccessException(reason, "because");
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException {
        throw new ModuleAccessException(reason, "because");
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException {
        throw new ModuleAccessException(reason, "because");
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException {
        throw new ModuleAccessException(reason, "because");
    }
}
