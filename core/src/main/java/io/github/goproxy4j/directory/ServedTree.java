package io.github.goproxy4j.directory;

import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory tree whose files are found by name, and that nothing outside is ever found in.
 *
 * <p>Links are followed as long as they stay inside; one that leads out is as good as absent. The root itself may be a link,
 * and may come to lead elsewhere while it is served. What a name leads to is looked up before and after a file is opened,
 * so that a link put in its way meanwhile is noticed.
 */
final class ServedTree {
    private static final Logger LOG = LoggerFactory.getLogger(ServedTree.class);
    private static final int ATTEMPTS = 3;
    /** No file system in use has longer names, and each reports an attempt in words of its own. */
    private static final int MAX_NAME_BYTES = 255;
    /** A bound for what one request may hold in memory; three files for each of the versions that are served. */
    private static final int MAX_FILES = 3 * VersionFiles.MAX_VERSIONS;

    private final Path root;
    private final BoundedSet<Path> leadingOut = new BoundedSet<>(1024);

    private ServedTree(Path root) {
        this.root = root;
    }

    static ServedTree of(Path root) throws IOException {
        Path absolute = root.toAbsolutePath();
        if (!Files.readAttributes(absolute, BasicFileAttributes.class).isDirectory()) {
            throw new NotDirectoryException(root.toString());
        }
        return new ServedTree(absolute);
    }

    /**
     * Opens a file.
     *
     * @param name slash-separated names below the root, none of them {@code .} or {@code ..}
     * @return a lease of the file, or empty if there is nothing of that name
     * @throws IOException if it is not known whether there is, or something of that name cannot be read as a file
     */
    Optional<ModuleFile> open(String name) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Path> before = find(name);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            ModuleFile file;
            try {
                file = ModuleFile.open(before.get());
            } catch (NoSuchFileException e) {
                continue;
            }
            boolean unmoved = false;
            try {
                unmoved = find(name).equals(before);
            } finally {
                if (!unmoved) {
                    file.close();
                }
            }
            if (unmoved) {
                return Optional.of(file);
            }
        }
        throw new FileSystemException(name, null, "changes faster than it can be opened");
    }

    /**
     * Finds what has a name.
     *
     * @param name slash-separated names below the root, none of them {@code .} or {@code ..}
     * @return its real path, inside the root's, or empty if there is nothing of that name
     * @throws IOException if it is not known whether there is
     */
    Optional<Path> find(String name) throws IOException {
        // The root has been there: if it cannot be found now, nothing is known about what it holds.
        Path base = root.toRealPath();
        if (hasTooLongName(name)) {
            return Optional.empty();
        }
        Path path;
        Path real;
        try {
            path = base.resolve(name);
        } catch (InvalidPathException e) {
            // Its characters are none of this file system's.
            return Optional.empty();
        }
        try {
            real = path.toRealPath();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (isBelowNothing(base, path)) {
                return Optional.empty();
            }
            throw e;
        }
        if (!real.startsWith(base)) {
            if (leadingOut.add(path)) {
                LOG.warn("not served, because it leads out of the served directory: {}", path);
            }
            return Optional.empty();
        }
        return Optional.of(real);
    }

    /**
     * Returns the names of the files in a directory.
     *
     * @param name slash-separated names below the root, none of them {@code .} or {@code ..}
     * @param wanted which names are asked for
     * @return those of regular files, in no order; none if there is no such directory
     * @throws IOException if they cannot be told
     */
    List<String> files(String name, Predicate<String> wanted) throws IOException {
        List<String> found = new ArrayList<>();
        Optional<Path> directory = find(name);
        if (directory.isEmpty()) {
            return found;
        }
        try {
            if (!attributes(directory.get()).isDirectory()) {
                return found;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.get())) {
                for (Path file : files) {
                    String fileName = file.getFileName().toString();
                    if (wanted.test(fileName) && isFile(file, name + "/" + fileName)) {
                        found.add(fileName);
                    }
                    if (found.size() > MAX_FILES) {
                        throw new FileSystemException(name, null, "more than " + MAX_FILES + " files");
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            // Deleted since it was found.
            found.clear();
        }
        return found;
    }

    private boolean isFile(Path file, String name) throws IOException {
        try {
            BasicFileAttributes attributes = attributes(file);
            if (!attributes.isSymbolicLink()) {
                return attributes.isRegularFile();
            }
            Optional<Path> target = find(name);
            return target.isPresent() && attributes(target.get()).isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean hasTooLongName(String name) {
        int start = 0;
        for (int end; start <= name.length(); start = end + 1) {
            int slash = name.indexOf('/', start);
            end = slash < 0 ? name.length() : slash;
            if (end - start > MAX_NAME_BYTES
                    || name.substring(start, end).getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a path cannot exist, because on the way to it something is missing or is no directory. Java has no exception
     * of its own for the latter, nor for a path that is too long as a whole.
     */
    private static boolean isBelowNothing(Path base, Path path) throws IOException {
        Path current = base;
        for (Path element : base.relativize(path)) {
            current = current.resolve(element);
            try {
                boolean directory =
                        Files.readAttributes(current, BasicFileAttributes.class).isDirectory();
                if (!directory && !current.equals(path)) {
                    return true;
                }
            } catch (NoSuchFileException e) {
                return true;
            }
        }
        return false;
    }
}
