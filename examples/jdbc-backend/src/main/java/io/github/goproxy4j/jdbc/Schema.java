package io.github.goproxy4j.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Makes the tables where there are none. */
final class Schema {
    private Schema() {}

    /** Makes the tables; a role that may only read can call it as well, once they are there. */
    static void create(Connection connection) throws SQLException, IOException {
        if (isThere(connection)) {
            return;
        }
        String script = script();
        try {
            run(connection, script);
        } catch (SQLException e) {
            // Where two processes make one table at the same time, PostgreSQL fails one of them, "if not exists" or
            // not.
            run(connection, script);
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from information_schema.tables"
                        + " where table_schema = current_schema and lower(table_name) = 'go_version'")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private static void run(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : script.split(";\\s*", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream("schema.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
