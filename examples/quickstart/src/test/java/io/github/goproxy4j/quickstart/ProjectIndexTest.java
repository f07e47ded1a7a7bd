package io.github.goproxy4j.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.PrefixRepository;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectIndexTest {
    @Test
    void visibilityOf_group_isTheWidestOfItsProjects() {
        Map<Project, GoModuleRepository> modules = new LinkedHashMap<>();
        add(modules, "a/private", Visibility.PRIVATE);
        add(modules, "a/b/internal", Visibility.INTERNAL);
        add(modules, "a/b/private", Visibility.PRIVATE);
        add(modules, "a/b/c/private", Visibility.PRIVATE);
        add(modules, "d/public", Visibility.PUBLIC);
        add(modules, "d/private", Visibility.PRIVATE);
        ProjectIndex index = new ProjectIndex(modules);
        assertThat(index.visibilityOf("a")).contains(Visibility.INTERNAL);
        assertThat(index.visibilityOf("a/b")).contains(Visibility.INTERNAL);
        assertThat(index.visibilityOf("a/b/c")).contains(Visibility.PRIVATE);
        assertThat(index.visibilityOf("d")).contains(Visibility.PUBLIC);
        assertThat(index.visibilityOf("d/public")).isEmpty();
        assertThat(index.visibilityOf("e")).isEmpty();
    }

    private static void add(Map<Project, GoModuleRepository> modules, String path, Visibility visibility) {
        ModulePath module = ModulePath.parse("x.y/" + path);
        modules.put(
                new Project(modules.size() + 1L, path, Path.of("."), module, visibility, true, true, false),
                PrefixRepository.of(Map.of()));
    }
}
