package io.github.goproxy4j.git;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.RepositoryFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Git repositories keep the contract of all repositories. */
final class GitModulesTest extends GoModuleRepositoryContract {
    private static final ModulePath M = ModulePath.parse("example.com/m");
    private static final ModulePath SUB = ModulePath.parse("example.com/m/sub");
    private static final ModulePath UNTAGGED = ModulePath.parse("example.com/m/untagged");

    @TempDir
    private static Path shared;

    /** A repository whose directory has gone away since it was opened. */
    private static GitModules unmounted;

    @TempDir
    private Path directory;

    private GitModules modules;

    @Override
    protected RepositoryFixture fixture() throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("LICENSE", "do as you like\n");
        files.put("go.mod", "module example.com/m\n\ngo 1.21\n");
        files.put("m.go", "package m\n");
        files.put("sub/go.mod", "module example.com/m/sub\n");
        files.put("sub/sub.go", "package sub\n");
        files.put("untagged/go.mod", "module example.com/m/untagged\n");
        try (TestRepository git = TestRepository.create(directory.resolve("m.git"))) {
            ObjectId first = git.commit(files);
            git.ref("refs/tags/v0.1.0", first);
            git.ref("refs/tags/sub/v0.2.0", first);
            files.put("m.go", "package m // 1.0\n");
            ObjectId second = git.commit(files, first);
            git.ref("refs/tags/v1.0.0", second);
            files.put("aux.go", "package m\n");
            ObjectId third = git.commit(files, second);
            git.ref("refs/tags/v1.1.0", third);
            files.remove("aux.go");
            ObjectId tip = git.commit(files, third);
            git.ref("refs/heads/main", tip);
            git.jgit().updateRef("HEAD").link("refs/heads/main");
            modules = GitModules.open(git.directory(), M);
            ModuleVersion pseudo =
                    ModuleVersion.parse("v1.1.1-0.20200102030705-" + tip.name().substring(0, 12));
            return RepositoryFixture.of(modules)
                    .module(M, version("v0.1.0"), version("v1.0.0"))
                    .module(SUB, version("v0.2.0"))
                    .module(UNTAGGED)
                    .unknownModule(ModulePath.parse("example.com/m/absent"))
                    .revision(M, VersionQuery.parse("main"), pseudo)
                    .revision(M, VersionQuery.HEAD, pseudo)
                    .invalid(new ModuleId(M, version("v1.1.0")))
                    .publishing(new ModuleId(M, version("v1.2.0")), () -> point("refs/tags/v1.2.0", tip))
                    .moving(M, VersionQuery.parse("main"), version("v0.1.0"), () -> point("refs/heads/main", first))
                    .replacing(new ModuleId(M, version("v0.1.0")), () -> point("refs/tags/v0.1.0", second))
                    .unreachable(unmounted);
        }
    }

    /** Has a ref lead to a commit, as a push does. */
    private void point(String ref, ObjectId to) throws IOException {
        Files.writeString(directory.resolve("m.git").resolve(ref), to.name() + "\n");
    }

    @BeforeAll
    static void unmount() throws Exception {
        Path place = shared.resolve("unmounted.git");
        try (TestRepository git = TestRepository.create(place)) {
            git.ref("refs/heads/main", git.commit(Map.of("go.mod", "module example.com/m\n")));
        }
        unmounted = GitModules.open(place, M);
        Files.move(place, shared.resolve("elsewhere.git"));
    }

    private static ModuleVersion version(String text) {
        return ModuleVersion.parse(text);
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @AfterAll
    static void closeUnmounted() {
        unmounted.close();
    }
}
