package io.github.goproxy4j.embedding;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.RepositoryFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The repository that the README shows keeps the contract that the README asks for. */
class ToyRepositoryTest extends GoModuleRepositoryContract {
    private static final ModulePath MODULE = ModulePath.parse("example.com/toy");

    @TempDir
    Path root;

    @Override
    protected RepositoryFixture fixture() throws IOException {
        write("v1.0.0", "go.mod", "toy.go");
        write("v1.1.0-rc.1", "go.mod", "toy.go");
        write("v1.2.0", "go.mod", "aux.go"); // a name that Windows, and so Go, refuses
        write("v1.3.0", "toy.go"); // no version: it has no go.mod
        write("v2.0.0", "go.mod"); // no version of this module: it needs another path
        return RepositoryFixture.of(new ToyRepository(MODULE, root))
                .module(MODULE, ModuleVersion.parse("v1.0.0"), ModuleVersion.parse("v1.1.0-rc.1"))
                .unknownModule(ModulePath.parse("example.com/other"))
                .invalid(new ModuleId(MODULE, ModuleVersion.parse("v1.2.0")))
                .publishing(new ModuleId(MODULE, ModuleVersion.parse("v1.4.0")), () -> write("v1.4.0", "go.mod"))
                .unreachable(new ToyRepository(MODULE, root.resolve("unmounted")));
    }

    private void write(String version, String... files) throws IOException {
        Path directory = Files.createDirectories(root.resolve(version));
        for (String file : files) {
            String text = file.equals("go.mod") ? "module example.com/toy\n\ngo 1.21\n" : "package toy // " + version;
            Files.writeString(directory.resolve(file), text);
        }
    }
}
