package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.RepositoryFixture;

/** The contract that every repository keeps. */
final class SourceContractTest extends GoModuleRepositoryContract {
    private static final VersionQuery RELEASE = new VersionQuery.Revision("release");
    private static final String STORY = """
            == commit one
            -- LICENSE --
            free
            -- go.mod --
            module example.com/m
            -- m.go --
            package m
            == tag v1.0.0
            == tag v1.1.0
            == branch release
            == commit two
            -- m.go --
            package m // new
            -- sub/go.mod --
            module example.com/m/sub
            -- empty/go.mod --
            module example.com/m/empty
            == annotated v1.2.0
            == tag sub/v0.1.0
            == commit bad
            -- bad/go.mod --
            module example.com/m/bad
            -- bad/a*b --
            == tag bad/v0.1.0
            == head two
            """;

    @Override
    protected RepositoryFixture fixture() {
        ModulePath root = ModulePath.parse("example.com/m");
        Modules modules = Modules.of(STORY);
        return RepositoryFixture.of(modules.repository)
                .module(root, version("v1.0.0"), version("v1.1.0"), version("v1.2.0"))
                .module(ModulePath.parse("example.com/m/sub"), version("v0.1.0"))
                .module(ModulePath.parse("example.com/m/empty"))
                .unknownModule(ModulePath.parse("example.com/m/nothing"))
                .unknownModule(ModulePath.parse("example.com/other"))
                .revision(root, RELEASE, version("v1.1.0"))
                .publishing(Modules.id("example.com/m", "v1.3.0"), () -> modules.move("v1.3.0", "two"))
                .moving(root, RELEASE, version("v1.2.0"), () -> modules.moveBranch("release", "two"))
                .replacing(Modules.id("example.com/m", "v1.0.0"), () -> modules.move("v1.0.0", "two"))
                .revision(root, VersionQuery.HEAD, version("v1.2.0"))
                .invalid(Modules.id("example.com/m/bad", "v0.1.0"));
    }

    private static ModuleVersion version(String text) {
        return ModuleVersion.parse(text);
    }
}
