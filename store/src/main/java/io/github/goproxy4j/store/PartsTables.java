package io.github.goproxy4j.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.goproxy4j.zip.ZipParts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The tables of parts of zips, of which those used lately are in memory as long as nobody else needs it. */
final class PartsTables {
    private static final int MAX_TABLES = 64;

    /** Opens a file of a version that is whole as far as can be told. */
    interface Opening {
        Optional<OpenFile> open(FileName name) throws IOException;
    }

    private record Table(String sha256, ZipParts parts) {}

    private final Opening opening;
    private final RareLog log;
    private final Cache<StoredVersion, Table> recent = Caffeine.newBuilder()
            .maximumSize(MAX_TABLES)
            .softValues()
            .executor(Runnable::run)
            .build();

    PartsTables(Opening opening, RareLog log) {
        this.opening = opening;
        this.log = log;
    }

    /** Finds the table of a version; empty if there is none that is whole. */
    Optional<ZipParts> find(StoredVersion version) {
        try {
            Optional<OpenFile> file = opening.open(new FileName(version, StoredFile.PARTS));
            if (file.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(read(version, file.get()));
            } finally {
                file.get().release();
            }
        } catch (IOException e) {
            log.warn("a table of the parts of a zip cannot be read", version.id() + ": " + e);
            return Optional.empty();
        }
    }

    private ZipParts read(StoredVersion version, OpenFile file) throws IOException {
        String sha256 = file.tag().orElseThrow().text();
        Table known = recent.getIfPresent(version);
        if (known != null && known.sha256().equals(sha256)) {
            return known.parts();
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (bytes.hasRemaining()) {
            file.read(bytes, bytes.position());
        }
        if (!Sha256.of(bytes.array()).equals(sha256)) {
            throw new IOException("its bytes have changed");
        }
        ZipParts parts = ZipParts.read(bytes.array());
        recent.put(version, new Table(sha256, parts));
        return parts;
    }
}
