package io.github.goproxy4j.jdbc;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Modules of two files. */
final class SmallModule {
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private SmallModule() {}

    static ModuleId id(String path, String version) {
        return new ModuleId(ModulePath.parse(path), ModuleVersion.parse(version));
    }

    /** Writes the files of a module into a new directory. */
    static Path write(Path parent, ModuleId id, String content) throws IOException {
        Path directory = Files.createTempDirectory(parent, "module");
        Files.writeString(directory.resolve("go.mod"), "module " + id.path() + "\n\ngo 1.21\n");
        Files.writeString(directory.resolve("m.go"), "package m\n\n// Content is " + content + "\n");
        return directory;
    }

    static CheckedModule checked(Path parent, ModuleId id, String content) throws PublishException, IOException {
        return CheckedModule.of(id, write(parent, id, content));
    }

    static JdbcPublisher.Outcome publish(TestDatabase database, Path parent, ModuleId id, String content)
            throws PublishException, IOException {
        try (CheckedModule module = checked(parent, id, content)) {
            return new JdbcPublisher(database.pool()).publish(module, TIME);
        }
    }
}
