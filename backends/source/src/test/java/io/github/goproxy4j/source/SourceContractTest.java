package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.RepositoryFixture;

/** The contract that every repository keeps. */
final class SourceContractTest extends GoModuleRepositoryContract {
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
        return RepositoryFixture.of(Modules.of(STORY).repository)
                .module(root, version("v1.0.0"), version("v1.1.0"), version("v1.2.0"))
                .module(ModulePath.parse("example.com/m/sub"), version("v0.1.0"))
                .module(ModulePath.parse("example.com/m/empty"))
                .unknownModule(ModulePath.parse("example.com/m/nothing"))
                .unknownModule(ModulePath.parse("example.com/other"))
                .revision(root, new VersionQuery.Revision("release"), version("v1.1.0"))
                .revision(root, VersionQuery.HEAD, version("v1.2.0"))
                .invalid(Modules.id("example.com/m/bad", "v0.1.0"));
    }

    private static ModuleVersion version(String text) {
        return ModuleVersion.parse(text);
    }
}
