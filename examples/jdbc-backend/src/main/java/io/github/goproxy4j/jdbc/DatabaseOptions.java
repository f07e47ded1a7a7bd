package io.github.goproxy4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database, and as whom; the password is never printed. */
final class DatabaseOptions {
    /** {@code async}: with its default file system, H2 loses a database to the first thread that is interrupted. */
    private static final String DEFAULT = "jdbc:h2:async:./goproxy4j-modules";

    private static final String PASSWORD_VARIABLE = "GOPROXY4J_DB_PASSWORD";
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("(?i)(password=)[^&;\\s]*");
    private static final int CONNECTIONS = 8;
    private static final Duration WAIT = Duration.ofSeconds(10);
    /** Longer than any one statement takes, so that a database that hangs does not hang every thread for ever. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "jdbc:postgresql://HOST/NAME or jdbc:h2:async:FILE (default: " + DEFAULT + ")")
    private String url = DEFAULT;

    @Option(
            names = "--db-user",
            paramLabel = "NAME",
            description = "who connects; the password is taken from the variable " + PASSWORD_VARIABLE)
    private @Nullable String user;

    /** Makes sure that the database answers and has the tables, and returns a pool for it, which the caller closes. */
    HikariDataSource open() throws IOException, StartException {
        if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
            throw new StartException("--db is neither a jdbc:postgresql: nor a jdbc:h2: URL");
        }
        try (Connection first = DriverManager.getConnection(url, properties())) {
            Schema.create(first);
        } catch (SQLException e) {
            throw new StartException("the database cannot be used: " + masked(e), e);
        }
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("modules");
        pool.setJdbcUrl(url);
        pool.setDataSourceProperties(properties());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(WAIT.toMillis());
        pool.setInitializationFailTimeout(-1); // it has just answered
        return pool;
    }

    private Properties properties() {
        Properties properties = new Properties();
        String password = System.getenv(PASSWORD_VARIABLE);
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            properties.setProperty("ApplicationName", "goproxy4j");
            properties.setProperty("socketTimeout", Long.toString(SILENCE.toSeconds()));
        }
        return properties;
    }

    /** Drivers repeat a URL that they do not understand. */
    static String masked(SQLException e) {
        return PASSWORD_IN_URL.matcher(String.valueOf(e.getMessage())).replaceAll("$1***");
    }
}
