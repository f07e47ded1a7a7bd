package io.github.goproxy4j.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.git.GitRuntime;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.source.VersionRules;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DemoProjectTest {
    @Test
    void create_twice_isTheSameCommit() throws Exception {
        GitRuntime.quiet();
        assertThat(head()).isEqualTo(head());
    }

    @Test
    void delete_created_isGone() throws Exception {
        Path directory = DemoProject.create();
        assertThat(directory).isNotEmptyDirectory();
        DemoProject.delete(directory);
        assertThat(directory).doesNotExist();
    }

    private static ModuleInfo head() throws Exception {
        try (Resources resources = new Resources()) {
            Path directory = DemoProject.create();
            resources.add(() -> DemoProject.delete(directory));
            ModulePath module = ModulePath.parse(DemoProject.MODULE);
            GoModuleRepository modules = GitRepositories.of(Optional.empty(), Optional.empty(), resources, () -> true)
                    .open("demo", directory, module, VersionRules.GO);
            return modules.info(module, VersionQuery.HEAD);
        }
    }
}
