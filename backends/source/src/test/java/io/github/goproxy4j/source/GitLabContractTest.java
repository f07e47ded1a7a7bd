package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.RepositoryFixture;

/** The contract that every repository keeps, by GitLab's rules. */
final class GitLabContractTest extends GoModuleRepositoryContract {
    private static final VersionQuery RELEASE = new VersionQuery.Revision("release");
    private static final String STORY = """
            == commit one
            -- LICENSE --
            free
            -- go.mod --
            module example.com/m
            -- m.go --
            package m
            -- pkg/p.go --
            package pkg
            == tag v1.0.0
            == tag v1.1.0
            == branch release
            == commit two
            -- m.go --
            package m // new
            -- sub/go.mod --
            module example.com/m/sub
            == annotated v1.2.0
            == commit bad
            -- bad/go.mod --
            module example.com/m/bad
            -- bad/a*b --
            == tag v1.3.0
            == commit three
            -- bad/a*b (removed) --
            -- v2/go.mod --
            module example.com/m/v2
            == tag v2.0.0
            == commit four
            -- empty/go.mod --
            module example.com/m/empty
            """;

    @Override
    protected RepositoryFixture fixture() {
        ModulePath root = ModulePath.parse("example.com/m");
        Modules modules = Modules.gitLab(STORY);
        return RepositoryFixture.of(modules.repository)
                .module(root, version("v1.0.0"), version("v1.1.0"), version("v1.2.0"), version("v1.3.0"))
                .module(ModulePath.parse("example.com/m/sub"), version("v1.2.0"), version("v1.3.0"))
                .module(ModulePath.parse("example.com/m/v2"), version("v2.0.0"))
                .module(ModulePath.parse("example.com/m/empty"))
                .module(ModulePath.parse("example.com/m/pkg"))
                .emptyBelow(root)
                .unknownModule(ModulePath.parse("example.com/other"))
                .revision(root, RELEASE, version("v1.1.0"))
                .publishing(Modules.id("example.com/m", "v1.4.0"), () -> modules.move("v1.4.0", "two"))
                .moving(root, RELEASE, version("v1.2.0"), () -> modules.moveBranch("release", "two"))
                .replacing(Modules.id("example.com/m", "v1.0.0"), () -> modules.move("v1.0.0", "two"))
                .invalid(Modules.id("example.com/m/bad", "v1.3.0"));
    }

    private static ModuleVersion version(String text) {
        return ModuleVersion.parse(text);
    }
}
