package io.github.goproxy4j.jdbc;

import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A lease of a file in the database.
 *
 * <p>It holds nothing but numbers, no connection: a slow client must not keep one from all others. The bytes stay readable
 * because no row of a file is ever changed or deleted.
 */
final class StoredFile implements ModuleFile {
    private final Database database;
    private final UUID id;
    private final long size;
    private final int chunkSize;
    private final StrongTag tag;
    private final Instant published;
    private volatile boolean closed;

    private StoredFile(Database database, UUID id, long size, int chunkSize, StrongTag tag, Instant published) {
        this.database = database;
        this.id = id;
        this.size = size;
        this.chunkSize = chunkSize;
        this.tag = tag;
        this.published = published;
    }

    static ModuleFile of(Database database, ResultSet row) throws SQLException {
        return new StoredFile(
                database,
                row.getObject("id", UUID.class),
                row.getLong("size"),
                row.getInt("chunk_size"),
                StrongTag.ofDigest(row.getBytes("sha256")),
                JdbcRepository.published(row));
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(size);
    }

    @Override
    public Optional<StrongTag> tag() {
        return Optional.of(tag);
    }

    @Override
    public Optional<Instant> lastModified() {
        return Optional.of(published);
    }

    @Override
    public Optional<Path> path() {
        return Optional.empty();
    }

    @Override
    public InputStream openStream(long from) throws IOException {
        Objects.checkIndex(from, size + 1);
        checkOpen();
        return new ChunkInputStream(this, from);
    }

    /** Whoever reads on after this fails at the next byte. */
    @Override
    public void close() {
        closed = true;
    }

    void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the lease of this file has ended");
        }
    }

    long length() {
        return size;
    }

    int chunkSize() {
        return chunkSize;
    }

    byte[] chunk(long n) throws IOException {
        return Chunks.read(database, id, n, (int) Math.min(chunkSize, size - n * chunkSize));
    }
}
