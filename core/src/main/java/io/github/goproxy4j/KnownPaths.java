package io.github.goproxy4j;

import io.github.goproxy4j.repository.ProjectRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Paths that were answered with a file lately, with what they mean: reading a path anew takes longer than all else that the
 * door does for a small file.
 *
 * <p>It says what a path means and nothing of who may ask. A path is kept only once the host and the repository have
 * answered it with a file, so nobody fills it with what does not exist. It has a fixed number of places, one for each path by
 * its hash, and the last one that came keeps the place: whatever clients ask for, it takes no more than about a megabyte, and
 * no longer than to read the path. Thread-safe: a race between two requests loses one of two paths.
 */
final class KnownPaths {
    private static final int PLACES = 1024;
    /** Longer paths are rare, and would make the bound a large one. */
    private static final int MAX_LENGTH = 256;

    private final @Nullable Known[] places = new Known[PLACES];

    private record Known(String rawPath, GitLabRoute route) {}

    /** What a path means, if it is known. */
    Optional<GitLabRoute> find(String rawPath) {
        Known known = places[place(rawPath)];
        return known != null && known.rawPath.equals(rawPath) ? Optional.of(known.route) : Optional.empty();
    }

    void keep(String rawPath, ProjectRef project, ModuleRequest request) {
        if (rawPath.length() <= MAX_LENGTH) {
            places[place(rawPath)] = new Known(rawPath, GitLabRoute.of(project, request));
        }
    }

    private static int place(String rawPath) {
        int hash = rawPath.hashCode();
        return (hash ^ hash >>> 16) & (PLACES - 1);
    }
}
