package io.github.goproxy4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A version is published once, as a whole, by whoever is first. */
class JdbcPublisherTest {
    private static final ModuleId ID = SmallModule.id("example.com/m", "v1.0.0");
    private static final int PUBLISHERS = 4;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void publish_sameContentAgain_keepsTheFirst(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = kind.open(directory)) {
            assertThat(SmallModule.publish(database, directory, ID, "one")).isEqualTo(JdbcPublisher.Outcome.PUBLISHED);
            assertThat(SmallModule.publish(database, directory, ID, "one"))
                    .isEqualTo(JdbcPublisher.Outcome.ALREADY_PUBLISHED);
            assertThat(database.count("go_file")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void publish_otherContent_isRefusedAndChangesNothing(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = kind.open(directory)) {
            SmallModule.publish(database, directory, ID, "one");
            ModuleHash before = hash(database);
            assertThatExceptionOfType(PublishException.class)
                    .isThrownBy(() -> SmallModule.publish(database, directory, ID, "other"))
                    .withMessageStartingWith("example.com/m@v1.0.0 is published with other content: it has " + before);
            assertThat(hash(database)).isEqualTo(before);
            assertThat(database.count("go_file")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void publish_severalAtOnce_oneWinsAndTheOthersLeaveNothing(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = kind.open(directory)) {
            JdbcPublisher publisher = new JdbcPublisher(database.pool());
            CyclicBarrier start = new CyclicBarrier(PUBLISHERS);
            List<Callable<Optional<ModuleHash>>> publishers = new ArrayList<>();
            for (int i = 0; i < PUBLISHERS; i++) {
                String content = "number " + i;
                publishers.add(() -> {
                    try (CheckedModule module = SmallModule.checked(directory, ID, content)) {
                        start.await();
                        publisher.publish(module, SmallModule.TIME);
                        return Optional.of(module.hash());
                    } catch (PublishException e) {
                        assertThat(e).hasMessageContaining("is published with other content");
                        return Optional.empty();
                    }
                });
            }
            ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
            List<ModuleHash> winners = new ArrayList<>();
            try {
                for (Future<Optional<ModuleHash>> publishing : threads.invokeAll(publishers)) {
                    publishing.get().ifPresent(winners::add);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(winners).containsExactly(hash(database));
            assertThat(database.count("go_file")).isEqualTo(2);
        }
    }

    /** The go.mod file is written first, so the transaction has something to take back. */
    @ParameterizedTest
    @EnumSource
    void publish_failsHalfway_leavesNothing(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = kind.open(directory);
                CheckedModule module = SmallModule.checked(directory, ID, "one")) {
            Files.delete(module.zip());
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new JdbcPublisher(database.pool()).publish(module, SmallModule.TIME));
            assertThat(database.count("go_file")).isZero();
            assertThat(database.count("go_chunk")).isZero();
            assertNotServed(Reason.NOT_FOUND, database);
            assertThat(SmallModule.publish(database, directory, ID, "two")).isEqualTo(JdbcPublisher.Outcome.PUBLISHED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withdraw_isGoneAndNeverPublishedAgain(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = kind.open(directory)) {
            SmallModule.publish(database, directory, ID, "one");
            new JdbcPublisher(database.pool()).withdraw(ID, "it deletes files");
            assertNotServed(Reason.GONE, database);
            assertThat(new JdbcRepository(database.pool()).versions(ID.path())).isEmpty();
            assertThatExceptionOfType(PublishException.class)
                    .isThrownBy(() -> SmallModule.publish(database, directory, ID, "one"))
                    .withMessageContaining("was withdrawn");
        }
    }

    @ParameterizedTest
    @EnumSource
    void withdraw_whileAFileIsOpen_leavesItsBytes(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = kind.open(directory)) {
            SmallModule.publish(database, directory, ID, "one");
            ModuleHash before = hash(database);
            try (ModuleFile zip = new JdbcRepository(database.pool()).zip(ID)) {
                new JdbcPublisher(database.pool()).withdraw(ID, "it deletes files");
                assertThat(hash(zip)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void state_isAnotherAfterEachChange(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = kind.open(directory)) {
            JdbcRepository repository = new JdbcRepository(database.pool());
            List<Optional<String>> states = new ArrayList<>(List.of(repository.state(ID.path())));
            for (String version : List.of("v1.0.0", "v1.1.0")) {
                SmallModule.publish(database, directory, SmallModule.id("example.com/m", version), version);
                states.add(repository.state(ID.path()));
            }
            new JdbcPublisher(database.pool()).withdraw(ID, "it deletes files");
            states.add(repository.state(ID.path()));
            SmallModule.publish(database, directory, SmallModule.id("example.com/other", "v1.0.0"), "other");
            assertThat(states).doesNotHaveDuplicates().doesNotContain(Optional.empty());
            assertThat(repository.state(ID.path())).isEqualTo(states.get(3));
        }
    }

    private static void assertNotServed(Reason reason, TestDatabase database) {
        JdbcRepository repository = new JdbcRepository(database.pool());
        assertThatExceptionOfType(ModuleAccessException.class)
                .isThrownBy(() -> repository.info(ID.path(), new VersionQuery.Exact(ID.version())))
                .returns(reason, ModuleAccessException::reason);
        assertThatExceptionOfType(ModuleAccessException.class)
                .isThrownBy(() -> repository.zip(ID))
                .returns(reason, ModuleAccessException::reason);
        assertThatExceptionOfType(ModuleAccessException.class)
                .isThrownBy(() -> repository.mod(ID))
                .returns(reason, ModuleAccessException::reason);
    }

    private ModuleHash hash(TestDatabase database) throws ModuleAccessException, IOException {
        try (ModuleFile zip = new JdbcRepository(database.pool()).zip(ID)) {
            return hash(zip);
        }
    }

    private ModuleHash hash(ModuleFile zip) throws IOException {
        Path copy = Files.createTempDirectory(directory, "copy").resolve("m.zip");
        try (InputStream in = zip.openStream(0)) {
            Files.copy(in, copy);
        }
        return ModuleHash.ofZip(copy);
    }
}
