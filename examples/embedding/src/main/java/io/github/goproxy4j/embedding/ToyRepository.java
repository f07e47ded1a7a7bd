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
        requireKnown(wanted);
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .map(directory -> ModuleVersion.find(directory.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .filter(this::isServed)
                    .toList();
        }
    }

    @Override
    public ModuleInfo info(ModulePath wanted, VersionQuery query) throws ModuleAccessException, IOException {
        requireKnown(wanted);
        if (!(query instanceof VersionQuery.Exact exact)) {
            throw ModuleAccessException.notFound("there are no branches here"); // latest is computed
        }
        Path goMod = directory(exact.version()).resolve("go.mod");
        return ModuleInfo.of(exact.version(), Files.getLastModifiedTime(goMod).toInstant());
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        requireKnown(id.path());
        return ModuleFile.open(directory(id.version()).resolve("go.mod"));
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        requireKnown(id.path());
        ByteArrayOutputStream zip = new ByteArrayOutputStream(); // a toy: its modules are small
        try {
            ModuleZip.writeDirectory(id, directory(id.version()), zip);
        } catch (InvalidZipException e) {
            throw new ModuleAccessException(ModuleAccessException.Reason.INVALID, String.valueOf(e.getMessage()), e);
        }
        return ModuleFile.of(zip.toByteArray());
    }

    private void requireKnown(ModulePath wanted) throws ModuleAccessException {
        if (!wanted.equals(module)) {
            throw ModuleAccessException.notFound("unknown module");
        }
    }

    /** A version has a go.mod file, and fits the module's path: v2.0.0 is none of example.com/m. */
    private boolean isServed(ModuleVersion version) {
        return module.checkMajor(version.semver()).isEmpty()
                && Files.isRegularFile(root.resolve(version.toString()).resolve("go.mod"));
    }

    private Path directory(ModuleVersion version) throws ModuleAccessException {
        if (!isServed(version)) {
            throw ModuleAccessException.notFound("unknown revision " + version);
        }
        return root.resolve(version.toString());
    }
}
