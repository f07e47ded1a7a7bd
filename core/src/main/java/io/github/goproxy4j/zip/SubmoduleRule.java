package io.github.goproxy4j.zip;

import java.util.Collection;
import java.util.TreeSet;

/**
 * Tells which files belong to another module: those in or below a directory, other than the root, that has a go.mod file.
 *
 * <p>Source: {@code checkFiles} in {@code golang.org/x/mod/zip}.
 */
final class SubmoduleRule {
    /** Directories with a slash at the end, none of them within another: so only the greatest below a path matters. */
    private final TreeSet<String> roots = new TreeSet<>();

    /** Makes the rule from the directories that have a go.mod file, with a slash at the end, the root as "". */
    SubmoduleRule(Collection<String> directories) {
        String outer = "";
        for (String directory : new TreeSet<>(directories)) {
            if (!directory.isEmpty() && (outer.isEmpty() || !directory.startsWith(outer))) {
                roots.add(directory);
                outer = directory;
            }
        }
    }

    boolean omits(String path) {
        String root = roots.floor(path);
        return root != null && path.startsWith(root);
    }
}
