package io.github.goproxy4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of several chunks, read while clients are slow, threads are interrupted and rows are missing. */
class StoredFileTest {
    private static final ModuleId ID = SmallModule.id("example.com/m", "v1.0.0");
    /** More than the pool has connections. */
    private static final int READERS = 20;

    @TempDir
    Path directory;

    /** Publishes three and a half chunks that DEFLATE cannot make smaller. */
    private TestDatabase published(TestDatabase.Kind kind) throws Exception {
        TestDatabase database = kind.open(directory);
        Path module = SmallModule.write(directory, ID, "large");
        byte[] noise = new byte[Chunks.SIZE * 7 / 2];
        new Random(1).nextBytes(noise);
        Files.write(module.resolve("noise.bin"), noise);
        try (CheckedModule checked = CheckedModule.of(ID, module)) {
            new JdbcPublisher(database.pool()).publish(checked, SmallModule.TIME);
        }
        database.reopen();
        return database;
    }

    private static byte[] bytes(ModuleFile file) throws IOException {
        try (InputStream in = file.openStream(0)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @EnumSource
    void stream_fromAnyOffset_crossesChunks(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = published(kind);
                ModuleFile zip = new JdbcRepository(database.pool()).zip(ID)) {
            byte[] all = bytes(zip);
            assertThat(all.length).isGreaterThan(3 * Chunks.SIZE);
            for (int from : new int[] {Chunks.SIZE - 1, Chunks.SIZE, Chunks.SIZE + 1, 3 * Chunks.SIZE, all.length}) {
                try (InputStream in = zip.openStream(from)) {
                    assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(all, from, all.length));
                }
                try (InputStream in = zip.openStream(0)) {
                    in.skipNBytes(from);
                    assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(all, from, all.length));
                }
            }
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> zip.openStream(all.length + 1L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyOpenFiles_holdNoConnection(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = published(kind)) {
            JdbcRepository repository = new JdbcRepository(database.pool());
            List<ModuleFile> leases = new ArrayList<>();
            List<InputStream> streams = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                ModuleFile lease = repository.zip(ID);
                leases.add(lease);
                InputStream in = lease.openStream(0);
                streams.add(in);
                in.readNBytes(Chunks.SIZE + 1); // and now the client is slow
            }
            assertThat(database.pool().getHikariPoolMXBean().getActiveConnections())
                    .isZero();
            assertThat(streams.get(0).readAllBytes())
                    .isEqualTo(streams.get(READERS - 1).readAllBytes());
            leases.forEach(ModuleFile::close);
        }
    }

    /** A shorter file would be taken for the whole one by whoever does not know its size. */
    @ParameterizedTest
    @EnumSource
    void missingChunk_isAFailureAndNotTheEnd(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = published(kind);
                ModuleFile zip = new JdbcRepository(database.pool()).zip(ID)) {
            database.execute("delete from go_chunk where n = 3");
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> bytes(zip));
            database.execute("update go_chunk set bytes = ''");
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> bytes(zip));
        }
    }

    /** Servers interrupt their threads when they stop; that must be the failure of one request and of no other. */
    @ParameterizedTest
    @EnumSource
    void interruptedReader_failsAndLeavesTheDatabaseToOthers(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = published(kind);
                ModuleFile zip = new JdbcRepository(database.pool()).zip(ID)) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> bytes(zip));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(bytes(zip)).hasSizeGreaterThan(3 * Chunks.SIZE);
        }
    }

    /** Past the check for an interrupt, in the middle of what the driver does. */
    @ParameterizedTest
    @EnumSource
    void interruptInTheMiddle_leavesTheDatabaseToOthers(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = published(kind);
                ModuleFile zip = new JdbcRepository(database.pool()).zip(ID)) {
            byte[] all = bytes(zip);
            for (int i = 0; i < READERS; i++) {
                Thread reader = new Thread(() -> {
                    try {
                        for (; ; ) {
                            bytes(zip);
                        }
                    } catch (IOException e) {
                        // as it should
                    }
                });
                reader.start();
                bytes(zip);
                reader.interrupt();
                reader.join();
            }
            assertThat(bytes(zip)).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closedFile_failsAtTheNextByteAndAsksTheDatabaseNoMore(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = published(kind)) {
            ModuleFile zip = new JdbcRepository(database.pool()).zip(ID);
            try (InputStream in = zip.openStream(0)) {
                in.read();
                zip.close();
                database.pool().close();
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(in::read)
                        .withMessage("the lease of this file has ended");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void databaseThatIsDown_isNeverNotFound(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = published(kind)) {
            JdbcRepository repository = new JdbcRepository(database.pool());
            ModuleFile zip = repository.zip(ID);
            database.pool().close();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> bytes(zip));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> repository.zip(ID));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> repository.state(ID.path()));
            zip.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingTables_areAFailureAndNeverNotFound(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = published(kind)) {
            database.execute("drop table go_version");
            JdbcRepository repository = new JdbcRepository(database.pool());
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> repository.versions(ID.path()));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> repository.zip(ID));
        }
    }

    @ParameterizedTest
    @EnumSource
    void versionThatThePathForbids_isInvalidOrTheIncompatibleOne(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = published(kind)) {
            ModuleId old = SmallModule.id("example.com/m", "v2.0.0+incompatible");
            Path module = SmallModule.write(directory, old, "old");
            Files.delete(module.resolve("go.mod"));
            try (CheckedModule checked = CheckedModule.of(old, module)) {
                new JdbcPublisher(database.pool()).publish(checked, SmallModule.TIME);
            }
            JdbcRepository repository = new JdbcRepository(database.pool());
            assertThat(repository.info(ID.path(), VersionQuery.parse("v2.0.0")).version())
                    .contains(old.version());
            assertThatExceptionOfType(ModuleAccessException.class)
                    .isThrownBy(() -> repository.info(ID.path(), VersionQuery.parse("v3.0.0")))
                    .returns(ModuleAccessException.Reason.INVALID, ModuleAccessException::reason)
                    .withMessage("v3.0.0 is no version of it: should be v0 or v1, not v3");
        }
    }
}
