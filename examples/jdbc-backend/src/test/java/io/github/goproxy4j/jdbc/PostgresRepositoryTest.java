package io.github.goproxy4j.jdbc;

final class PostgresRepositoryTest extends JdbcRepositoryContract {
    PostgresRepositoryTest() {
        super(TestDatabase.Kind.POSTGRESQL);
    }
}
