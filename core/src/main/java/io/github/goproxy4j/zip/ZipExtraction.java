package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.ModuleId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Unpacks a module zip that has been checked. Source: {@code Unzip} in {@code golang.org/x/mod/zip}. */
final class ZipExtraction {
    private ZipExtraction() {}

    static void extract(ModuleId id, Path zip, Path directory) throws InvalidZipException, IOException {
        requireEmpty(directory);
        try (ZipArchive archive = ZipArchive.open(zip)) {
            ZipCheck.check(id, archive).requireValid();
            Files.createDirectories(directory);
            String prefix = id + "/";
            try {
                for (ZipArchive.Entry entry : archive.entries()) {
                    String path = entry.name().substring(prefix.length());
                    if (!path.isEmpty() && !path.endsWith("/")) {
                        write(archive, entry, directory.resolve(path));
                    }
                }
            } catch (IOException e) {
                clear(directory, e);
                throw e;
            } catch (InvalidPathException e) {
                IOException unwritable = new IOException("a file name of the module cannot be written here", e);
                clear(directory, unwritable);
                throw unwritable;
            }
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            if (children.iterator().hasNext()) {
                throw new IOException("target directory exists and is not empty");
            }
        }
    }

    private static void write(ZipArchive archive, ZipArchive.Entry entry, Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (InputStream in = archive.open(entry)) {
            Files.copy(in, file);
        }
    }

    /** Empties the directory again after a failure; what cannot be deleted is told with the failure. */
    private static void clear(Path directory, IOException failure) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException error)
                        throws IOException {
                    if (error != null) {
                        throw error;
                    }
                    if (!visited.equals(directory)) {
                        Files.delete(visited);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
