package io.github.goproxy4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.RepositoryFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a repository, kept in a database. */
abstract class JdbcRepositoryContract extends GoModuleRepositoryContract {
    private static final ModuleId V100 = SmallModule.id("example.com/M", "v1.0.0");
    private static final ModuleId V110 = SmallModule.id("example.com/M", "v1.1.0-RC.1");
    private static final ModuleId PSEUDO = SmallModule.id("example.com/M", "v1.1.1-0.20200102030405-0123456789ab");
    private static final ModuleId V200 = SmallModule.id("example.com/M/v2", "v2.0.0");
    private static final ModuleId GONE = SmallModule.id("example.com/M", "v1.2.0");
    private static final ModuleId ONLY_GONE = SmallModule.id("example.com/empty", "v1.0.0");

    private final TestDatabase.Kind kind;
    private TestDatabase database;

    @TempDir
    private Path directory;

    JdbcRepositoryContract(TestDatabase.Kind kind) {
        this.kind = kind;
    }

    @Override
    protected RepositoryFixture fixture() throws Exception {
        database = kind.open(directory);
        for (ModuleId id : new ModuleId[] {V100, V110, PSEUDO, V200, GONE, ONLY_GONE}) {
            SmallModule.publish(database, directory, id, id.toString());
        }
        JdbcPublisher publisher = new JdbcPublisher(database.pool());
        publisher.withdraw(GONE, "it deletes files");
        publisher.withdraw(ONLY_GONE, "published by mistake");
        HikariDataSource closed = new HikariDataSource();
        closed.close();
        return RepositoryFixture.of(new JdbcRepository(database.pool()))
                .module(V100.path(), V100.version(), V110.version())
                .module(V200.path(), V200.version())
                .module(ONLY_GONE.path())
                .unknownModule(SmallModule.id("example.com/other", "v1.0.0").path())
                .gone(GONE)
                .unreachable(new JdbcRepository(closed));
    }

    @AfterEach
    void close() throws Exception {
        if (database != null) {
            database.close();
        }
    }
}
