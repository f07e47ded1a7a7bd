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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** The zips of any module that lie in a directory by the names of their versions. */
record ZipsOnDisk(Path directory, BlockingQueue<String> closed) implements GoModuleRepository {
    /** A version whose file is changed as soon as somebody has a lease of it. */
    static final ModuleVersion CHANGED = ModuleVersion.parse("v1.6.6");

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
        Path file = directory.resolve(id.version().toString());
        MappedFile zip = MappedFile.open(file, closed);
        if (id.version().equals(CHANGED)) {
            Files.write(file, new byte[1], StandardOpenOption.APPEND);
        }
        return zip;
    }
}
