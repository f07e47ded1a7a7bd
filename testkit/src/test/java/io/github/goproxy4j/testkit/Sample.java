package io.github.goproxy4j.testkit;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.zip.InvalidZipException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A repository with one of everything that the contract has rules for. */
public final class Sample {
    public static final ModulePath M = ModulePath.parse("example.com/M");
    public static final ModulePath M2 = ModulePath.parse("example.com/M/v2");
    public static final ModulePath EMPTY = ModulePath.parse("example.com/empty");
    public static final ModulePath UNKNOWN = ModulePath.parse("example.com/unknown");
    public static final ModuleId V100 = id(M, "v1.0.0");
    public static final ModuleId V110 = id(M, "v1.1.0-II");
    public static final ModuleId INVALID = id(M, "v1.2.0");
    public static final ModuleId GONE = id(M, "v1.3.0");
    public static final ModuleId MASTER = id(M, "v1.1.1-0.20200102030405-0123456789ab");
    public static final ModuleId V200 = id(M2, "v2.0.0");
    public static final ModulePath FORBIDDEN = ModulePath.parse("example.com/forbidden");
    /** What {@link ChangingRepository} has later. */
    public static final ModuleId PUBLISHED = id(M, "v1.4.0");
    /** What {@link ChangingRepository} has {@link #MASTER_QUERY} stand for later. */
    public static final ModuleId NEXT_MASTER = id(M, "v1.1.1-0.20200102030406-ba9876543210");

    static final ModuleId LARGE = id(ModulePath.parse("example.com/large"), "v1.0.0");
    static final ModuleId STALLED = id(ModulePath.parse("example.com/stalled"), "v1.0.0");

    public static final VersionQuery MASTER_QUERY = VersionQuery.parse("Master");
    /** All versions that are there with everything. */
    public static final List<ModuleId> COMPLETE = List.of(V100, V110, MASTER, V200);

    private static final Instant TIME = Instant.parse("2020-01-02T03:04:05Z");

    private Sample() {}

    static ModuleId id(ModulePath module, String version) {
        return new ModuleId(module, ModuleVersion.parse(version));
    }

    public static InMemoryRepository repository() throws InvalidZipException {
        return builder().build();
    }

    static InMemoryRepository.Builder builder() throws InvalidZipException {
        InMemoryRepository.Builder builder =
                InMemoryRepository.builder().module(EMPTY).publish(V100, TIME, Map.of("m.go", "package m // v1.0.0\n"));
        for (ModuleId id : List.of(V110, MASTER, V200)) {
            publish(builder, id);
        }
        return builder.refuse(INVALID, Reason.INVALID, "malformed file path \"a:b\": invalid char ':'")
                .refuse(GONE, Reason.GONE, "the tag was moved, and its old content is lost")
                .refuse(FORBIDDEN, Reason.FORBIDDEN, "the module is blocked")
                .revision(M, MASTER_QUERY, MASTER.version())
                .revision(M, VersionQuery.HEAD, MASTER.version())
                .revision(M, VersionQuery.LATEST, V100.version());
    }

    static void publish(InMemoryRepository.Builder builder, ModuleId id) throws InvalidZipException {
        builder.publish(
                id,
                TIME,
                Map.of("go.mod", "module " + id.path() + "\n\ngo 1.20\n", "m.go", "package m // " + id + "\n"));
    }

    /** A repository that cannot tell anything. */
    static GoModuleRepository unreachable() throws InvalidZipException {
        return new Forwarding(repository()) {
            @Override
            public List<ModuleVersion> versions(ModulePath module) throws IOException {
                throw new IOException("no answer");
            }

            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
                throw new IOException("no answer");
            }

            @Override
            public ModuleFile mod(ModuleId id) throws IOException {
                throw new IOException("no answer");
            }

            @Override
            public ModuleFile zip(ModuleId id) throws IOException {
                throw new IOException("no answer");
            }
        };
    }

    /** What {@link #repository} holds but for what it refuses. */
    public static RepositoryFixture fixture(GoModuleRepository repository) {
        return RepositoryFixture.of(repository)
                .module(M, V100.version(), V110.version())
                .module(EMPTY)
                .module(M2, V200.version())
                .unknownModule(UNKNOWN)
                .revision(M, MASTER_QUERY, MASTER.version());
    }

    /** All that a repository over {@link ChangingRepository} is known to do. */
    public static RepositoryFixture fixture(GoModuleRepository repository, ChangingRepository source) {
        return fixture(repository)
                .invalid(INVALID)
                .gone(GONE)
                .forbidden(FORBIDDEN)
                .publishing(PUBLISHED, source::publish)
                .moving(M, MASTER_QUERY, NEXT_MASTER.version(), source::move)
                .replacing(V100, source::replace);
    }
}
