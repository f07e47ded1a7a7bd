package io.github.goproxy4j.jdbc;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The modules that were published to a database by {@link JdbcPublisher}.
 *
 * <p>It has versions and nothing else: no branches, and no answer of its own to {@code latest}, which the server computes. A
 * version that was withdrawn is listed no more and is {@code GONE}. Thread-safe if the data source is.
 */
public final class JdbcRepository implements GoModuleRepository {
    private static final String FILE = "select v.withdrawn, v.published, f.id, f.size, f.chunk_size, f.sha256"
            + " from go_file f join go_version v on f.id = v.";
    private static final String MOD = FILE + "mod_file where v.module = ? and v.version = ?";
    private static final String ZIP = FILE + "zip_file where v.module = ? and v.version = ?";

    private final Database database;

    /**
     * Creates the repository.
     *
     * @param connections gives connections to a database that has the tables; a pool, as each request takes several
     */
    public JdbcRepository(DataSource connections) {
        this.database = new Database(connections);
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        List<ModuleVersion> versions = new ArrayList<>();
        boolean known = database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select version, withdrawn from go_version where module = ?")) {
                select.setString(1, module.toString());
                ResultSet rows = select.executeQuery();
                boolean any = false;
                while (rows.next()) {
                    any = true;
                    if (rows.getString(2) == null) {
                        versions.add(ModuleVersion.parse(rows.getString(1)));
                    }
                }
                return any;
            }
        });
        if (!known) {
            throw ModuleAccessException.notFound("unknown module");
        }
        return versions;
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        if (!(query instanceof VersionQuery.Exact exact)) {
            throw ModuleAccessException.notFound("there are no branches here"); // latest is computed
        }
        ModuleVersion version = allowed(module, exact.version());
        return ModuleInfo.of(version, published(module, version));
    }

    /** Returns the version itself, or the one that Go uses where the path forbids it: v2.0.0+incompatible for v2.0.0. */
    private ModuleVersion allowed(ModulePath module, ModuleVersion version) throws ModuleAccessException, IOException {
        Optional<String> misfit = module.checkMajor(version.semver());
        if (misfit.isEmpty()) {
            return version;
        }
        List<ModuleVersion> versions = versions(module);
        return ModuleVersion.find(version + ModuleVersion.INCOMPATIBLE)
                .filter(versions::contains)
                .orElseThrow(() -> ModuleAccessException.invalid(version + " is no version of it: " + misfit.get()));
    }

    private Instant published(ModulePath module, ModuleVersion version) throws ModuleAccessException, IOException {
        Optional<Row<Instant>> row = database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select withdrawn, published from go_version where module = ? and version = ?")) {
                return one(select, module, version, JdbcRepository::published);
            }
        });
        return served(version, row);
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        return open(id, MOD);
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        return open(id, ZIP);
    }

    private ModuleFile open(ModuleId id, String sql) throws ModuleAccessException, IOException {
        Optional<Row<ModuleFile>> row = database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                return one(select, id.path(), id.version(), found -> StoredFile.of(database, found));
            }
        });
        return served(id.version(), row);
    }

    /** Two numbers that never get smaller, because no row is deleted: one grows whenever an answer may change. */
    @Override
    public Optional<String> state(ModulePath module) throws IOException {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select count(*), count(withdrawn) from go_version where module = ?")) {
                select.setString(1, module.toString());
                ResultSet row = select.executeQuery();
                row.next();
                return Optional.of(row.getLong(1) + "-" + row.getLong(2));
            }
        });
    }

    /** What a row of a version has, and why it was withdrawn, if it was. */
    private record Row<T>(@Nullable String withdrawn, T content) {}

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> Optional<Row<T>> one(
            PreparedStatement select, ModulePath module, ModuleVersion version, Reader<T> reader) throws SQLException {
        select.setString(1, module.toString());
        select.setString(2, version.toString());
        ResultSet row = select.executeQuery();
        return row.next() ? Optional.of(new Row<>(row.getString("withdrawn"), reader.read(row))) : Optional.empty();
    }

    private static <T> T served(ModuleVersion version, Optional<Row<T>> found) throws ModuleAccessException {
        Row<T> row = found.orElseThrow(() -> ModuleAccessException.notFound("unknown revision " + version));
        if (row.withdrawn() != null) {
            throw new ModuleAccessException(Reason.GONE, version + " was withdrawn: " + row.withdrawn());
        }
        return row.content();
    }

    static Instant published(ResultSet row) throws SQLException {
        return row.getObject("published", OffsetDateTime.class).toInstant();
    }
}
