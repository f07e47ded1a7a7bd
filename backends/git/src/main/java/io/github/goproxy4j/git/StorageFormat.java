package io.github.goproxy4j.git;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.lib.StoredConfig;

/**
 * The rule for which repositories can be read: JGit would read objects of another format wrongly, and does not know every
 * extension of the format.
 */
final class StorageFormat {
    /** What git's {@code extensions} may say without changing how objects and refs are to be read here. */
    private static final Set<String> HARMLESS_EXTENSIONS = Set.of(
            "noop",
            "noop-v1",
            "partialclone",
            "preciousobjects",
            "worktreeconfig",
            "relativeworktrees",
            "refstorage",
            "objectformat");

    private StorageFormat() {}

    static void check(Path directory, StoredConfig config) throws GitRepositoryException {
        String format = config.getString("extensions", null, "objectFormat");
        if (format != null && !format.equalsIgnoreCase("sha1")) {
            throw new GitRepositoryException(
                    "git repository with " + format + " object ids, only sha1 can be read: " + directory);
        }
        for (String extension : config.getNames("extensions")) {
            if (!HARMLESS_EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT))) {
                throw new GitRepositoryException(
                        "git repository with the unknown extension " + extension + ": " + directory);
            }
        }
    }
}
