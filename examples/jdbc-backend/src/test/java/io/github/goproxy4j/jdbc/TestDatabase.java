package io.github.goproxy4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A database of its own for one test, with the tables in it, and a pool of connections to it. */
final class TestDatabase implements AutoCloseable {
    /** The databases that everything is tested with. */
    enum Kind {
        H2 {
            @Override
            TestDatabase open(Path directory) throws Exception {
                // With a cache of 16 KiB chunks are read from the file, as those of a large database are.
                return new TestDatabase("jdbc:h2:async:" + directory.resolve("modules") + ";CACHE_SIZE=16", () -> {});
            }
        },
        POSTGRESQL {
            @Override
            TestDatabase open(Path directory) throws Exception {
                String server = PostgresServer.url();
                String schema = "t" + UUID.randomUUID().toString().replace("-", "");
                execute(server, "create schema " + schema);
                return new TestDatabase(
                        server + "&currentSchema=" + schema,
                        () -> execute(server, "drop schema " + schema + " cascade"));
            }
        };

        /** Makes a database; H2's is below the directory. */
        abstract TestDatabase open(Path directory) throws Exception;
    }

    private interface Cleaning {
        void run() throws SQLException;
    }

    private final String url;
    private final Cleaning cleaning;
    private HikariDataSource pool;

    private TestDatabase(String url, Cleaning cleaning) throws Exception {
        this.url = url;
        this.cleaning = cleaning;
        try (Connection connection = DriverManager.getConnection(url)) {
            Schema.create(connection);
        }
        pool = connect(url);
    }

    private static HikariDataSource connect(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMinimumIdle(0);
        pool.setMaximumPoolSize(4);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What {@code --db} takes. */
    String url() {
        return url;
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Ends all connections and makes new ones: H2 has everything on the disk then, and nothing in memory. */
    void reopen() {
        pool.close();
        pool = connect(url);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String table) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        pool.close();
        cleaning.run();
    }
}
