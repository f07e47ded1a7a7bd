package io.github.goproxy4j.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.ProxyRequest;
import io.github.goproxy4j.auth.RequestHeaders;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.GoProject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The toy repository has no state: without the web hook its new version would be seen some seconds later. */
class CachedExampleTest {
    private static final ModulePath MODULE = ModulePath.parse("example.com/toy");

    @TempDir
    Path root;

    @Test
    void pushed_newVersion_isListedAtOnce() throws Exception {
        GoProject project = new GoProject("toy", true, new ToyRepository(MODULE, root));
        try (CachedExample example = new CachedExample((ref, caller) -> project)) {
            write("v1.0.0");
            assertThat(list(example.door())).isEqualTo("v1.0.0\n");
            write("v1.1.0");
            example.pushed(project, Optional.of(new ModuleId(MODULE, ModuleVersion.parse("v1.1.0"))));
            assertThat(list(example.door())).isEqualTo("v1.0.0\nv1.1.0\n");
        }
    }

    private static String list(GoModuleProxy door) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (ModuleResponse response = door.handle(new ProxyRequest(
                "GET", "/example.com/toy/@v/list", Optional.empty(), RequestHeaders.NONE, Optional.empty()))) {
            response.writeTo(body);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private void write(String version) throws IOException {
        Path directory = Files.createDirectories(root.resolve(version));
        Files.writeString(directory.resolve("go.mod"), "module example.com/toy\n\ngo 1.21\n");
    }
}
