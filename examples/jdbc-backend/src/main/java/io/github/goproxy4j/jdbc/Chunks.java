package io.github.goproxy4j.jdbc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Files in pieces of a fixed size, the last one shorter.
 *
 * <p>Chunks rather than large objects: they are read from any offset in one statement without a transaction, they are
 * deleted by plain SQL, and they mean the same in both databases.
 */
final class Chunks {
    /** One is in memory for each running transfer, and each costs a round trip to the database. */
    static final int SIZE = 128 * 1024;

    private Chunks() {}

    /**
     * Writes a file in the transaction of a connection.
     *
     * @param size how many bytes the stream is going to have
     * @return the file's id
     */
    static UUID write(Connection connection, InputStream in, long size) throws SQLException, IOException {
        UUID id = UUID.randomUUID();
        try (PreparedStatement file = connection.prepareStatement(
                        "insert into go_file (id, size, chunk_size, sha256) values (?, ?, ?, ?)");
                PreparedStatement chunk =
                        connection.prepareStatement("insert into go_chunk (file, n, bytes) values (?, ?, ?)");
                PreparedStatement digest = connection.prepareStatement("update go_file set sha256 = ? where id = ?")) {
            file.setObject(1, id);
            file.setLong(2, size);
            file.setInt(3, SIZE);
            file.setBytes(4, new byte[0]);
            file.executeUpdate();
            digest.setBytes(1, writeAll(chunk, id, in, size));
            digest.setObject(2, id);
            digest.executeUpdate();
        }
        return id;
    }

    private static byte[] writeAll(PreparedStatement insert, UUID id, InputStream in, long size)
            throws SQLException, IOException {
        MessageDigest sha256 = sha256();
        long written = 0;
        for (long n = 0; written < size; n++) {
            byte[] bytes = in.readNBytes((int) Math.min(SIZE, size - written));
            if (bytes.length == 0) {
                throw new EOFException("the file got shorter while it was read");
            }
            sha256.update(bytes);
            insert.setObject(1, id);
            insert.setLong(2, n);
            insert.setBytes(3, bytes);
            insert.executeUpdate();
            written += bytes.length;
        }
        return sha256.digest();
    }

    /** Reads one piece; that it is missing, or has another length, is a failure of the database and not the file's end. */
    static byte[] read(Database database, UUID file, long n, int length) throws IOException {
        byte[] bytes = database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select bytes from go_chunk where file = ? and n = ?")) {
                select.setObject(1, file);
                select.setLong(2, n);
                ResultSet row = select.executeQuery();
                return row.next() ? row.getBytes(1) : new byte[0];
            }
        });
        if (bytes.length != length) {
            throw new EOFException(
                    "chunk " + n + " of file " + file + " has " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
