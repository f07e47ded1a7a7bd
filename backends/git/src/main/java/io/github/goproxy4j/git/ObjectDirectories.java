package io.github.goproxy4j.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The directories that a repository has its objects in: its own, and those it borrows from.
 *
 * <p>JGit reports an object as missing, too, where the pack that has it cannot be read or a directory is not mounted. Here
 * such an object is one that ought to be there.
 *
 * @param directories all of them, each readable when they were found
 */
record ObjectDirectories(Set<Path> directories) {
    private static final String ALTERNATES = "info/alternates";
    private static final String PACKS = "pack";
    private static final String INDEX = ".idx";

    /** Finds them from the repository's own. */
    static ObjectDirectories find(Path own) throws IOException {
        Set<Path> found = new LinkedHashSet<>();
        add(own, found);
        return new ObjectDirectories(found);
    }

    private static void add(Path directory, Set<Path> found) throws IOException {
        if (!Files.isReadable(directory) || !Files.isDirectory(directory)) {
            throw new IOException("a directory of git objects is out of reach");
        }
        if (!found.add(directory.toRealPath())) {
            return;
        }
        Path alternates = directory.resolve(ALTERNATES);
        if (Files.notExists(alternates)) {
            return;
        }
        for (String line : Files.readAllLines(alternates, StandardCharsets.UTF_8)) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                add(directory.resolve(line), found);
            } catch (InvalidPathException e) {
                throw new IOException("a directory of git objects has no legal name", e);
            }
        }
    }

    /** Whether an object ought to be here: a file has its name, or the index of a pack has it. */
    boolean have(ObjectId object) throws IOException {
        String name = object.name();
        for (Path directory : directories) {
            if (!Files.notExists(directory.resolve(name.substring(0, 2)).resolve(name.substring(2)))) {
                return true;
            }
        }
        return packed(object).isPresent();
    }

    /** An object's place in a pack. */
    record Place(Path pack, long offset) {}

    /** Finds an object in the packs, by their indexes. */
    Optional<Place> packed(ObjectId object) throws IOException {
        for (Path directory : directories) {
            Optional<Place> place = packed(directory.resolve(PACKS), object);
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    private static Optional<Place> packed(Path packs, ObjectId object) throws IOException {
        if (Files.notExists(packs)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> indexes = Files.newDirectoryStream(packs, "*" + INDEX)) {
            for (Path index : indexes) {
                OptionalLong offset = PackIndexFile.find(index, object);
                if (offset.isPresent()) {
                    return Optional.of(new Place(pack(index), offset.getAsLong()));
                }
            }
            return Optional.empty();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** The pack that an index is of. */
    static Path pack(Path index) {
        String name = index.getFileName().toString();
        return index.resolveSibling(name.substring(0, name.length() - INDEX.length()) + ".pack");
    }

    /** Lists the indexes of the packs with the most objects. */
    List<Path> largestIndexes(int max) throws IOException {
        Map<Path, Long> sizes = new HashMap<>();
        for (Path directory : directories) {
            Path packs = directory.resolve(PACKS);
            if (Files.notExists(packs)) {
                continue;
            }
            try (DirectoryStream<Path> indexes = Files.newDirectoryStream(packs, "*" + INDEX)) {
                for (Path index : indexes) {
                    sizes.put(index, Files.size(index));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return sizes.entrySet().stream()
                .sorted(Map.Entry.<Path, Long>comparingByValue().reversed())
                .limit(max)
                .map(Map.Entry::getKey)
                .toList();
    }
}
