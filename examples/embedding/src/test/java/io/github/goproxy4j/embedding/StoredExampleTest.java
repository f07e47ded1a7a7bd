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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was served once is served by the next process as well, whatever has become of its source. */
class StoredExampleTest {
    private static final ModulePath MODULE = ModulePath.parse("example.com/toy");

    @TempDir
    Path root;

    @TempDir
    Path directory;

    @Test
    void zip_servedOnce_outlivesTheProcessAndItsSource() throws Exception {
        GoProject project = new GoProject("toy", true, new ToyRepository(MODULE, root));
        Path version = Files.createDirectories(root.resolve("v1.0.0"));
        Files.writeString(version.resolve("go.mod"), "module example.com/toy\n\ngo 1.21\n");
        byte[] zip;
        try (StoredExample example = new StoredExample((ref, caller) -> project, directory)) {
            // What is asked for is kept soon after it was sent; what was warmed, when that is done.
            example.warm(project, new ModuleId(MODULE, ModuleVersion.parse("v1.0.0")));
            zip = zip(example.door());
        }
        Files.delete(version.resolve("go.mod"));
        try (StoredExample example = new StoredExample((ref, caller) -> project, directory)) {
            assertThat(zip(example.door())).isEqualTo(zip);
        }
    }

    private static byte[] zip(GoModuleProxy door) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (ModuleResponse response = door.handle(new ProxyRequest(
                "GET", "/example.com/toy/@v/v1.0.0.zip", Optional.empty(), RequestHeaders.NONE, Optional.empty()))) {
            assertThat(response.status()).isEqualTo(200);
            response.writeTo(body);
        }
        return body.toByteArray();
    }
}
