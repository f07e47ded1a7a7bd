package io.github.goproxy4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.goproxy4j.module.ModuleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a directory through the database to the real go command, which checks what it gets. */
class GoDownloadTest {
    private static final ModuleId ID = SmallModule.id("example.com/Greet", "v1.2.3");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void pasteLine_afterPublishAndServe_downloadsTheModule(TestDatabase.Kind kind) throws Exception {
        assumeTrue(goIsThere(), "needs the go command: install Go 1.21 or newer");
        Path source = SmallModule.write(directory, ID, "published");
        try (TestDatabase database = kind.open(directory)) {
            database.pool().close(); // an H2 file belongs to one process at a time
            String[] publish = {
                "publish",
                "--db",
                database.url(),
                "--module",
                ID.path().toString(),
                "--version",
                ID.version().toString(),
                source.toString()
            };
            String hash = BackendProcess.run(directory, publish).strip().split(" ", -1)[2];
            assertThat(BackendProcess.run(directory, publish)).isEqualTo("already published " + ID + " " + hash + "\n");
            try (BackendProcess server = BackendProcess.serve(directory, database.url())) {
                assertThat(server.pasteLine())
                        .isEqualTo("GOPROXY=" + server.url() + " GONOPROXY=none GOSUMDB=off go mod download " + ID);
                shell(server.pasteLine());
                Path cached = directory.resolve("modcache/cache/download/example.com/!greet/@v");
                assertThat(cached.resolve("v1.2.3.ziphash")).hasContent(hash);
                assertThat(directory.resolve("modcache/example.com/!greet@v1.2.3/m.go"))
                        .hasSameBinaryContentAs(source.resolve("m.go"));
                shell(server.pasteLine().replace("@v1.2.3", "@latest")); // which the server computes
                assertThat(server.log()).isEmpty();
            }
        }
    }

    private void shell(String line) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(directory, "work");
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", line).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GO") || name.endsWith("_proxy"));
        builder.environment().put("HOME", work.toString());
        builder.environment().put("GOMODCACHE", directory.resolve("modcache").toString());
        builder.environment().put("GOENV", "off");
        builder.environment().put("GOTOOLCHAIN", "local");
        builder.environment().put("GOTELEMETRY", "off");
        builder.environment().put("GOFLAGS", "-modcacherw");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean goIsThere() throws InterruptedException {
        try {
            return new ProcessBuilder("go", "version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
