package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.testkit.InMemoryRepository;
import io.github.goproxy4j.testkit.RepositoryFixture;
import io.github.goproxy4j.zip.InvalidZipException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** The modules that the tests of this package serve. */
final class Modules {
    static final String KEY = "project 7";
    static final ModulePath M = ModulePath.parse("example.com/m");
    static final ModulePath EMPTY = ModulePath.parse("example.com/empty");
    static final ModulePath UNKNOWN = ModulePath.parse("example.com/unknown");
    static final ModulePath FORBIDDEN = ModulePath.parse("example.com/forbidden");
    static final ModuleId V100 = id("v1.0.0");
    static final ModuleId V110 = id("v1.1.0");
    static final ModuleId INVALID = id("v1.2.0");
    static final ModuleId GONE = id("v1.3.0");
    /** Published by {@link #withNext}. */
    static final ModuleId NEXT = id("v1.4.0");
    /** A version whose zip is too large for memory. */
    static final ModuleId BIG = id("v1.0.1");

    static final ModuleId TIP = id("v1.1.1-0.20200102030405-0123456789ab");
    static final VersionQuery MASTER = VersionQuery.parse("master");
    static final Instant TIME = Instant.parse("2020-01-02T03:04:05Z");

    private Modules() {}

    static ModuleId id(String version) {
        return new ModuleId(M, ModuleVersion.parse(version));
    }

    static VersionQuery exact(ModuleId id) {
        return new VersionQuery.Exact(id.version());
    }

    static InMemoryRepository.Builder builder() throws InvalidZipException {
        InMemoryRepository.Builder builder = InMemoryRepository.builder().module(EMPTY);
        publish(builder, V100);
        publish(builder, V110);
        publish(builder, TIP);
        return builder.refuse(INVALID, Reason.INVALID, "malformed file path \"a:b\": invalid char ':'")
                .refuse(GONE, Reason.GONE, "the tag was moved, and its old content is lost")
                .refuse(FORBIDDEN, Reason.FORBIDDEN, "the module is blocked")
                .revision(M, MASTER, TIP.version())
                .revision(M, VersionQuery.HEAD, TIP.version());
    }

    static void publish(InMemoryRepository.Builder builder, ModuleId id) throws InvalidZipException {
        builder.publish(id, TIME, Map.of("go.mod", "module " + id.path() + "\n", "m.go", "package m // " + id + "\n"));
    }

    static InMemoryRepository withNext() throws InvalidZipException {
        InMemoryRepository.Builder builder = builder().revision(M, MASTER, NEXT.version());
        publish(builder, NEXT);
        return builder.build();
    }

    static InMemoryRepository withBig() throws InvalidZipException {
        return builder()
                .publish(BIG, TIME, Map.of("go.mod", "module " + M + "\n", "big.txt", noise(300_000)))
                .build();
    }

    /** A text that cannot be compressed to less than three quarters. */
    private static String noise(int length) {
        Random random = new Random(42);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (' ' + random.nextInt(94)));
        }
        return text.toString();
    }

    static RepositoryFixture fixture(GoModuleRepository repository) {
        return RepositoryFixture.of(repository)
                .module(M, V100.version(), V110.version())
                .module(EMPTY)
                .unknownModule(UNKNOWN)
                .forbidden(FORBIDDEN)
                .invalid(INVALID)
                .gone(GONE)
                .revision(M, MASTER, TIP.version());
    }

    static byte[] zip(GoModuleRepository repository, ModuleId id) throws ModuleAccessException, IOException {
        try (ModuleFile file = repository.zip(id)) {
            return bytes(file);
        }
    }

    static byte[] mod(GoModuleRepository repository, ModuleId id) throws ModuleAccessException, IOException {
        try (ModuleFile file = repository.mod(id)) {
            return bytes(file);
        }
    }

    static byte[] bytes(ModuleFile file) throws IOException {
        try (InputStream in = file.openStream(0)) {
            return in.readAllBytes();
        }
    }
}
