package com.example.containers;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.StrongTag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Modules, and one more whose zips cannot be read to their ends: that of v1.0.0 has a length, that of v1.1.0 has none. */
public final class BrokenZips implements GoModuleRepository {
    /** The module. */
    public static final String MODULE = "example.com/broken";

    private static final int READABLE = 4 << 20;

    private final GoModuleRepository others;

    BrokenZips(GoModuleRepository others) {
        this.others = others;
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        return others.versions(module);
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        return others.info(module, query);
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        return others.mod(id);
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        if (!id.path().toString().equals(MODULE)) {
            return others.zip(id);
        }
        boolean hasLength = id.version().toString().equals("v1.0.0");
        return new BrokenFile(hasLength ? OptionalLong.of(2 * READABLE) : OptionalLong.empty());
    }

    private record BrokenFile(OptionalLong size) implements ModuleFile {
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
        public InputStream openStream(long from) {
            return new InputStream() {
                private long at = from;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (at >= READABLE) {
                        throw new IOException("bad sector");
                    }
                    int count = (int) Math.min(length, READABLE - at);
                    Arrays.fill(target, offset, offset + count, (byte) 'x');
                    at += count;
                    return count;
                }
            };
        }

        @Override
        public void close() {}
    }
}
