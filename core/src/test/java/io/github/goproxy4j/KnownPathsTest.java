package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a door does with a path that it has answered before. */
class KnownPathsTest {
    private static final String PATH = "/projects/7/packages/go/example.com/m/@v/v1.0.0.mod";

    private final MemoryModules modules = new MemoryModules().with("example.com/m", "v1.0.0");
    private final List<ProjectRef> opened = new ArrayList<>();
    private final AtomicBoolean isOpen = new AtomicBoolean(true);
    private final GoModuleProxy proxy = GoModuleProxy.of((project, caller) -> {
        opened.add(project);
        if (!isOpen.get()) {
            throw ModuleAccessException.notFound("no such project");
        }
        return new GoProject("7", true, modules);
    });

    private static Asked get(GoModuleProxy door, String path, String... headers) {
        return Asked.send(
                door, new ProxyRequest("GET", path, Optional.empty(), Asked.headers(headers), Optional.empty()));
    }

    @Test
    void get_again_asksTheHostAgain() {
        assertThat(get(proxy, PATH).status()).isEqualTo(200);
        assertThat(get(proxy, PATH).status()).isEqualTo(200);
        isOpen.set(false);
        assertThat(get(proxy, PATH).status()).isEqualTo(404);
        assertThat(opened).containsOnly(new ProjectRef.Id(7)).hasSize(3);
        assertThat(modules.calls).hasSize(2);
    }

    @Test
    void get_again_readsCredentialsAndConditionsAgain() {
        String tag = get(proxy, PATH).header("ETag");
        assertThat(get(proxy, PATH, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(get(proxy, PATH, "JOB-TOKEN", "a", "PRIVATE-TOKEN", "b").status())
                .isEqualTo(400);
    }

    @Test
    void get_versionThatAppears_isFoundThen() {
        String path = "/projects/7/packages/go/example.com/m/@v/v1.1.0.mod";
        assertThat(get(proxy, path).status()).isEqualTo(404);
        modules.with("example.com/m", "v1.1.0");
        assertThat(get(proxy, path).status()).isEqualTo(200);
    }

    /** {@code "a~"} and {@code "b_"} have the same hash, so these two paths have the same place. */
    @Test
    void get_pathsOfTheSamePlace_areNotMixedUp() {
        modules.query("example.com/m", "a~", "v1.0.0").query("example.com/m", "b_", "v1.9.0");
        GoModuleProxy root = GoModuleProxy.of(GoProjects.ofPublicRoot(modules));
        String first = "/example.com/m/@v/a~.info";
        String second = "/example.com/m/@v/b_.info";
        assertThat(first).hasSameHashCodeAs(second);
        for (int i = 0; i < 2; i++) {
            assertThat(get(root, first).body()).contains("v1.0.0");
            assertThat(get(root, second).body()).contains("v1.9.0");
        }
    }
}
