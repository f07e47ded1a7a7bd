package io.github.goproxy4j.servlet;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** The zips of any module that lie in a directory by the names of their versions. */
record ZipsOnDisk(Path directory, BlockingQueue<String> closed) implements GoModuleRepository {
    @Override
    public List<ModuleVersion> versions(ModulePath module) {
        return List.of();
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException {
        throw ModuleAccessException.notFound("unknown revision");
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException {
        throw ModuleAccessException.notFound("unknown revision");
    }

    @Override
    public ModuleFile zip(ModuleId id) throws IOException {
        return MappedFile.open(directory.resolve(id.version().toString()), closed);
    }
}
