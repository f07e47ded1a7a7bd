package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds names, of files or of the directories above them, that one file system could not hold beside each other: because
 * it ignores case, or because a name is a file and a directory.
 *
 * <p>Names are compared after Unicode simple case folding. Source: {@code collisionChecker} in
 * {@code golang.org/x/mod/zip}.
 */
final class CollisionChecker {
    /** What all names may cost together, so that a few names with many slashes cannot take all memory. */
    private static final long BUDGET = 64L << 20;

    /** What a name costs beside its characters. */
    private static final int OVERHEAD = 64;

    private final Map<String, Name> names = new HashMap<>();
    private long spent;

    /** A name that was seen, and what is wrong with the directories above it. */
    private static final class Name {
        final String path;
        final boolean isDirectory;
        Optional<String> parentsError = Optional.empty();

        Name(String path, boolean isDirectory) {
            this.path = path;
            this.isDirectory = isDirectory;
        }
    }

    /**
     * Adds a file or directory and the directories above it.
     *
     * @return what it collides with, or empty
     * @throws IOException if the names added so far take too much memory
     */
    Optional<String> add(String path, boolean isDirectory) throws IOException {
        List<Name> added = new ArrayList<>();
        Optional<String> error = climb(path, isDirectory, added);
        added.forEach(name -> name.parentsError = error);
        return error;
    }

    private Optional<String> climb(String file, boolean fileIsDirectory, List<Name> added) throws IOException {
        String path = file;
        String folded = GoText.fold(file);
        boolean isDirectory = fileIsDirectory;
        while (true) {
            Name known = names.get(folded);
            if (known != null) {
                // The directories above a known one were added with it; they need not be looked at again.
                String error = collision(known, path, isDirectory);
                return error != null ? Optional.of(error) : known.parentsError;
            }
            spent += path.length() + OVERHEAD;
            if (spent > BUDGET) {
                throw new IOException("too many or too long file names");
            }
            Name name = new Name(path, isDirectory);
            names.put(folded, name);
            added.add(name);
            int slash = path.lastIndexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            path = path.substring(0, slash);
            folded = folded.substring(0, folded.lastIndexOf('/'));
            isDirectory = true;
        }
    }

    private static @Nullable String collision(Name known, String path, boolean isDirectory) {
        if (!path.equals(known.path)) {
            return "case-insensitive file name collision: " + GoText.quote(known.path) + " and " + GoText.quote(path);
        }
        if (isDirectory != known.isDirectory) {
            return "entry " + GoText.quote(path) + " is both a file and a directory";
        }
        return isDirectory ? null : "multiple entries for file " + GoText.quote(path);
    }
}
