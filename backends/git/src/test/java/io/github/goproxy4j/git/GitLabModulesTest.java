package io.github.goproxy4j.git;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.source.SourceOptions;
import io.github.goproxy4j.source.VersionRules;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.RepositoryFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Git repositories keep the contract of all repositories by GitLab's rules, too. */
final class GitLabModulesTest extends GoModuleRepositoryContract {
    private static final String ROOT = "gitlab.example.com/group/lib";

    @TempDir
    private static Path shared;

    /** A repository whose directory has gone away since it was opened. */
    private static GitModules unmounted;

    @TempDir
    private Path directory;

    private GitModules modules;

    @Override
    protected RepositoryFixture fixture() throws Exception {
        try (GitLabProject project = GitLabProject.create(directory.resolve("lib.git"), ROOT)) {
            project.module("")
                    .tag("v1.0.0")
                    .aPackage("pkg")
                    .module("mod")
                    .tag("v1.1.0")
                    .module("v2")
                    .tag("v2.0.0")
                    .module("bad")
                    .files(Map.of("bad/aux.go", "package bad\n"))
                    .tag("v1.2.0")
                    .module("untagged");
            modules = open(project);
            ModuleVersion pseudo = version(
                    "v1.2.1-0." + GitLabProject.date(6) + "-" + project.sha(6).substring(0, 12));
            return RepositoryFixture.of(modules)
                    .module(project.root(), version("v1.0.0"), version("v1.1.0"), version("v1.2.0"))
                    .module(path("mod"), version("v1.1.0"), version("v1.2.0"))
                    .module(path("v2"), version("v2.0.0"))
                    .module(path("untagged"))
                    .module(path("pkg"))
                    .emptyBelow(project.root())
                    .unknownModule(ModulePath.parse("gitlab.example.com/group/other"))
                    .revision(project.root(), VersionQuery.parse("master"), pseudo)
                    .revision(path("mod"), VersionQuery.HEAD, pseudo)
                    .invalid(new ModuleId(path("bad"), version("v1.2.0")))
                    .publishing(root(project, "v1.3.0"), () -> point("refs/tags/v1.3.0", project.sha(0)))
                    .moving(
                            project.root(),
                            VersionQuery.parse("master"),
                            version("v1.1.0"),
                            () -> point("refs/heads/master", project.sha(2)))
                    .replacing(root(project, "v1.0.0"), () -> point("refs/tags/v1.0.0", project.sha(1)))
                    .unreachable(unmounted);
        }
    }

    private static ModuleId root(GitLabProject project, String version) {
        return new ModuleId(project.root(), version(version));
    }

    /** Has a ref lead to a commit, as a push does. */
    private void point(String ref, String to) throws IOException {
        Path file = directory.resolve("lib.git").resolve(ref);
        Files.createDirectories(file.getParent());
        Files.writeString(file, to + "\n");
    }

    @BeforeAll
    static void unmount() throws IOException {
        Path place = shared.resolve("unmounted.git");
        try (GitLabProject project = GitLabProject.create(place, ROOT)) {
            unmounted = open(project.module("").tag("v1.0.0"));
        }
        Files.move(place, shared.resolve("elsewhere.git"));
    }

    private static GitModules open(GitLabProject project) throws IOException {
        SourceOptions options = SourceOptions.DEFAULTS.withVersionRules(VersionRules.GITLAB);
        return GitModules.open(project.directory(), project.root(), GitLimits.DEFAULT, options);
    }

    private static ModulePath path(String directory) {
        return ModulePath.parse(ROOT + "/" + directory);
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
