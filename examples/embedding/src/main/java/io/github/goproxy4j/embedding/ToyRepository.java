package io.github.goproxy4j.embedding;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One module; each directory {@code v1.0.0}, {@code v1.1.0}, … below a root holds the files of a version, a go.mod among them. */
public final class ToyRepository implements GoModuleRepository {
    private final ModulePath module;
    private final Path root;

    /** Creates the repository of a module. */
    public ToyRepository(ModulePath module, Path root) {
        this.module = module;
        this.root = root;
    }

    @Override
    public List<ModuleVersion> versions(ModulePath wanted) throws ModuleAccessException, IOException {
        if (!wanted.equals(module)) {
            throw ModuleAccessException.notFound("unknown module");
        }
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .filter(directory -> Files.isRegularFile(directory.resolve("go.mod")))
                    .map(directory -> ModuleVersion.find(directory.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .filter(version -> module.checkMajor(version.semver()).isEmpty()) // v2.0.0 needs another path
                    .toList();
        }
    }

    @Override
    public ModuleInfo info(ModulePath wanted, VersionQuery query) throws ModuleAccessException, IOException {
        if (!(query instanceof VersionQuery.Exact exact)) {
            throw ModuleAccessException.notFound("there are no branches here"); // latest is computed
        }
        Path goMod = directory(wanted, exact.version()).resolve("go.mod");
        return ModuleInfo.of(exact.version(), Files.getLastModifiedTime(goMod).toInstant());
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        return ModuleFile.open(directory(id.path(), id.version()).resolve("go.mod"));
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        Path directory = directory(id.path(), id.version());
        ByteArrayOutputStream zip = new ByteArrayOutputStream(); // a toy: its modules are small
        try {
            ModuleZip.writeDirectory(id, directory, zip);
        } catch (InvalidZipException e) {
            throw new ModuleAccessException(ModuleAccessException.Reason.INVALID, String.valueOf(e.getMessage()), e);
        }
        return ModuleFile.of(zip.toByteArray());
    }

    private Path directory(ModulePath wanted, ModuleVersion version) throws ModuleAccessException, IOException {
        if (!versions(wanted).contains(version)) {
            throw ModuleAccessException.notFound("unknown revision " + version);
        }
        return root.resolve(version.toString());
    }
}
