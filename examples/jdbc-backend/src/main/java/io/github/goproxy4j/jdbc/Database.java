package io.github.goproxy4j.jdbc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The one place that takes connections: for the time of a statement or of a transaction, never for that of a transfer. What
 * the database does not do is an {@code IOException}, which clients are told of as a failure, never as something absent.
 */
final class Database {
    private final DataSource connections;

    Database(DataSource connections) {
        this.connections = connections;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException, IOException;
    }

    /** Reads in one statement, so that everything it sees was there at one time. */
    <T> T read(Work<T> statement) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted before the database was asked");
        }
        try (Connection connection = connections.getConnection()) {
            return statement.with(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Writes all or nothing. */
    <T> T transaction(Work<T> work) throws IOException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.with(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static IOException failure(SQLException e) {
        return new IOException("the database failed, SQLSTATE " + e.getSQLState(), e);
    }
}
