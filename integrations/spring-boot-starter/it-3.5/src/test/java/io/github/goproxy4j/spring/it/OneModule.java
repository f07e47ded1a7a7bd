package io.github.goproxy4j.spring.it;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** {@code example.com/m}, with the version v1.0.0. */
final class OneModule implements GoModuleRepository {
    private static final ModuleId ONLY = new ModuleId(ModulePath.parse("example.com/m"), ModuleVersion.parse("v1.0.0"));
    private static final byte[] GO_MOD = "module example.com/m\n\ngo 1.17\n".getBytes(StandardCharsets.UTF_8);

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException {
        require(module.equals(ONLY.path()));
        return List.of(ONLY.version());
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException {
        require(module.equals(ONLY.path()) && query.equals(new VersionQuery.Exact(ONLY.version())));
        return ModuleInfo.of(ONLY.version(), Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException {
        require(id.equals(ONLY));
        return ModuleFile.of(GO_MOD);
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        require(id.equals(ONLY));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("example.com/m@v1.0.0/go.mod"));
            zip.write(GO_MOD);
            zip.putNextEntry(new ZipEntry("example.com/m@v1.0.0/m.go"));
            zip.write("package m\n".getBytes(StandardCharsets.UTF_8));
        }
        return ModuleFile.of(bytes.toByteArray());
    }

    private static void require(boolean known) throws ModuleAccessException {
        if (!known) {
            throw ModuleAccessException.notFound("unknown revision");
        }
    }
}
