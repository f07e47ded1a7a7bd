package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.GoProjects;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GoModuleProxyTest {
    private final MemoryModules modules = new MemoryModules()
            .with("example.com/m", "v1.0.0")
            .with("example.com/m", "v1.10.0")
            .with("example.com/m", "v1.9.0")
            .query("example.com/m", "master", "v1.10.0")
            .zip("example.com/m", "v1.0.0", "zip".getBytes(StandardCharsets.UTF_8))
            .with("github.com/Azure/x", "v1.0.0-RC1");
    private final GoProjects root = GoProjects.ofPublicRoot(modules);

    @Test
    void list_isSortedLines() {
        Asked list = Asked.get(root, "/example.com/m/@v/list");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).isEqualTo("v1.0.0\nv1.9.0\nv1.10.0\n");
        assertThat(list.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void latest_isHighestRelease() {
        Asked latest = Asked.get(root, "/example.com/m/@latest");
        assertThat(latest.body()).isEqualTo("{\"Version\":\"v1.10.0\",\"Time\":\"2024-02-03T04:05:06Z\"}");
        assertThat(latest.header("Content-Type")).isEqualTo("application/json");
        assertThat(Asked.get(root, "/example.com/m/@v/latest.info")).isEqualTo(latest);
    }

    @Test
    void zip_isBytesOfRepository() {
        Asked zip = Asked.get(root, "/example.com/m/@v/v1.0.0.zip");
        assertThat(zip.body()).isEqualTo("zip");
        assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
        assertThat(zip.contentLength()).hasValue(3);
        assertThat(modules.openLeases).hasValue(0);
    }
}
