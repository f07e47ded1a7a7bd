package io.github.goproxy4j.servlet;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.StrongTag;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code example.com/m} with the versions v1.0.0, whose zip is long; v1.1.0, whose zip fails in the middle; and v1.2.0,
 * whose zip is still being made when it is asked for and then fails.
 */
final class OneModule implements GoModuleRepository {
    static final String ZIP = "0123456789abcdef".repeat(20_000);

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException {
        if (!module.toString().equals("example.com/m")) {
            throw ModuleAccessException.notFound("unknown module");
        }
        return List.of(ModuleVersion.parse("v1.0.0"));
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException {
        throw ModuleAccessException.notFound("unknown revision");
    }

    @Override
    public ModuleFile mod(ModuleId id) {
        return ModuleFile.of("module example.com/m\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ModuleFile zip(ModuleId id) {
        return switch (id.version().toString()) {
            case "v1.1.0" -> new Failing(OptionalLong.of(ZIP.length()));
            case "v1.2.0" -> new Failing(OptionalLong.empty());
            default -> ModuleFile.of(ZIP.getBytes(StandardCharsets.UTF_8));
        };
    }

    private record Failing(OptionalLong size) implements ModuleFile {
        @Override
        public Optional<StrongTag> tag() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> lastModified() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }

        @Override
        public InputStream openStream(long from) throws IOException {
            InputStream whole =
                    ModuleFile.of(ZIP.getBytes(StandardCharsets.UTF_8)).openStream(from);
            return new FilterInputStream(whole) {
                private int left = ZIP.length() / 2;

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (left == 0) {
                        throw new IOException("bad sector");
                    }
                    int count = super.read(target, offset, Math.min(left, length));
                    left -= count;
                    return count;
                }
            };
        }

        @Override
        public void close() {}
    }
}
