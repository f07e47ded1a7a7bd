package io.github.goproxy4j.jdbc;

import io.github.goproxy4j.module.ModuleId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Publishes versions to a database: each once, all of it or nothing, and the first one wins. Thread-safe if the data source
 * is, and safe beside other processes.
 */
public final class JdbcPublisher {
    private static final int MAX_REASON = 400;

    private final Database database;

    /**
     * Creates the publisher.
     *
     * @param connections gives connections to a database that has the tables
     */
    public JdbcPublisher(DataSource connections) {
        this.database = new Database(connections);
    }

    /** What has become of a version that was to be published. */
    public enum Outcome {
        /** It was not there, and is now. */
        PUBLISHED,
        /** It was there with the same content. */
        ALREADY_PUBLISHED
    }

    /** What is known of a version that is there. */
    private record Published(String h1, @Nullable String withdrawn) {}

    /**
     * Publishes a version.
     *
     * @param module its content
     * @param time when it was made, cut to seconds
     * @return what has become of it
     * @throws PublishException if it is there with other content, or was withdrawn
     * @throws IOException if the database fails; nothing is published then
     */
    public Outcome publish(CheckedModule module, Instant time) throws PublishException, IOException {
        Optional<Published> before = find(module.id());
        if (before.isPresent()) {
            return compare(module, before.get());
        }
        try {
            database.transaction(connection -> insert(connection, module, time));
            return Outcome.PUBLISHED;
        } catch (IOException e) {
            // The key of the versions lets one of two publishers in. Whether that is what failed is asked, not guessed.
            Optional<Published> meanwhile = find(module.id());
            return compare(module, meanwhile.orElseThrow(() -> e));
        }
    }

    /** The version comes last: until then nothing is locked that another publisher could wait for. */
    private static boolean insert(Connection connection, CheckedModule module, Instant time)
            throws SQLException, IOException {
        UUID mod = Chunks.write(connection, new ByteArrayInputStream(module.mod()), module.mod().length);
        UUID zip;
        try (InputStream in = Files.newInputStream(module.zip())) {
            zip = Chunks.write(connection, in, Files.size(module.zip()));
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into go_version"
                + " (module, version, published, h1, mod_file, zip_file) values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, module.id().path().toString());
            insert.setString(2, module.id().version().toString());
            insert.setObject(3, time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
            insert.setString(4, module.hash().text());
            insert.setObject(5, mod);
            insert.setObject(6, zip);
            return insert.executeUpdate() == 1;
        }
    }

    private static Outcome compare(CheckedModule module, Published published) throws PublishException {
        if (published.withdrawn() != null) {
            throw new PublishException(module.id() + " was withdrawn, and no version is published twice");
        }
        if (!published.h1().equals(module.hash().text())) {
            throw new PublishException(module.id() + " is published with other content: it has " + published.h1()
                    + ", this is " + module.hash());
        }
        return Outcome.ALREADY_PUBLISHED;
    }

    /**
     * Withdraws a version: it is listed no more, and gone for who asks for it. Transfers that are running go on, because its
     * bytes stay in the database. A version that was withdrawn before keeps its reason.
     *
     * @param id the version
     * @param reason why, for the user of the {@code go} command: one line
     * @throws PublishException if there is no such version, or the reason is no line of 1 to 400 characters
     * @throws IOException if the database fails
     */
    public void withdraw(ModuleId id, String reason) throws PublishException, IOException {
        if (reason.isBlank()
                || reason.length() > MAX_REASON
                || reason.codePoints().anyMatch(Character::isISOControl)) {
            throw new PublishException("a reason is one line of 1 to " + MAX_REASON + " characters");
        }
        if (find(id).isEmpty()) {
            throw new PublishException(id + " is not published");
        }
        database.transaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update go_version set withdrawn = ?"
                    + " where module = ? and version = ? and withdrawn is null")) {
                update.setString(1, reason);
                update.setString(2, id.path().toString());
                update.setString(3, id.version().toString());
                return update.executeUpdate();
            }
        });
    }

    private Optional<Published> find(ModuleId id) throws IOException {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select h1, withdrawn from go_version where module = ? and version = ?")) {
                select.setString(1, id.path().toString());
                select.setString(2, id.version().toString());
                ResultSet row = select.executeQuery();
                return row.next()
                        ? Optional.of(new Published(row.getString(1), row.getString(2)))
                        : Optional.<Published>empty();
            }
        });
    }
}
