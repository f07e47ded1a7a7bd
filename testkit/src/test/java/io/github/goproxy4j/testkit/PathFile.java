package io.github.goproxy4j.testkit;

import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A file that has a path, the same for all leases of the same bytes. */
final class PathFile extends Forwarding.File {
    private static final Map<StrongTag, Path> ZIPS = new ConcurrentHashMap<>();

    private final Place place;
    private final boolean deletes;
    private Optional<Path> path = Optional.empty();

    /** Where the bytes are written to. */
    interface Place {
        Path write(byte[] bytes) throws IOException;
    }

    PathFile(ModuleFile to, Place place, boolean deletes) {
        super(to);
        this.place = place;
        this.deletes = deletes;
    }

    static Path onDisk(byte[] bytes) throws IOException {
        Path file = Path.of(
                System.getProperty("java.io.tmpdir"), StrongTag.of(bytes).text());
        Files.write(file, bytes);
        return file;
    }

    /** In a file system that is no default one; it stays open until the process ends. */
    static Path inZip(byte[] bytes) {
        return ZIPS.computeIfAbsent(StrongTag.of(bytes), tag -> {
            try {
                Path zip = Files.createTempDirectory("goproxy4j").resolve("files.zip");
                FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"));
                return Files.write(files.getPath("file"), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public synchronized Optional<Path> path() {
        if (path.isEmpty()) {
            try {
                path = Optional.of(place.write(ContractRules.bytes(this)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return path;
    }

    @Override
    public synchronized void close() {
        if (deletes) {
            path().ifPresent(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        super.close();
    }
}
