package io.github.goproxy4j.embedding;

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
        for (String version : new String[] {"v1.0.0", "v1.1.0-rc.1", "v2.0.0"}) {
            Path directory = Files.createDirectories(root.resolve(version));
            Files.writeString(directory.resolve("go.mod"), "module example.com/toy\n\ngo 1.21\n");
            Files.writeString(directory.resolve("toy.go"), "package toy // " + version + "\n");
        }
        // None of these is a version: v2.0.0 above, of another major; a directory without go.mod; a file.
        Files.createDirectories(root.resolve("v1.2.0"));
        Files.writeString(root.resolve("v1.3.0"), "a file");
        return RepositoryFixture.of(new ToyRepository(MODULE, root))
                .module(MODULE, ModuleVersion.parse("v1.0.0"), ModuleVersion.parse("v1.1.0-rc.1"))
                .unknownModule(ModulePath.parse("example.com/other"))
                .unreachable(new ToyRepository(MODULE, root.resolve("unmounted")));
    }
}
