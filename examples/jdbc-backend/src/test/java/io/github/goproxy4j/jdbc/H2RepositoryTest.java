package io.github.goproxy4j.jdbc;

final class H2RepositoryTest extends JdbcRepositoryContract {
    H2RepositoryTest() {
        super(TestDatabase.Kind.H2);
    }
}
