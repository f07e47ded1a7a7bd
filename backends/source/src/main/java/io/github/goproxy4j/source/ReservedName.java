package io.github.goproxy4j.source;

import java.util.regex.Pattern;

/**
 * The rule that no file or directory is called {@code .git}, nor anything that Windows or macOS takes for that name: git
 * refuses to archive a commit that has one, so the {@code go} command has no zip of it.
 *
 * <p>Unpacked and looked at with git, such a directory would be a repository with a configuration of its own. Source:
 * {@code verify_path} in git's {@code read-cache.c}, with {@code core.protectNTFS} as it is by default.
 */
final class ReservedName {
    private static final Pattern ELEMENT =
            Pattern.compile("(?:\\A|[/\\\\])(?:\\.git|git~1)[ .]*(?:[/\\\\:]|\\z)", Pattern.CASE_INSENSITIVE);
    private static final String MODULES = ".gitmodules";

    private ReservedName() {}

    static boolean isIn(SourceEntry entry) {
        String path = entry.path();
        return ELEMENT.matcher(path).find()
                || (entry.kind() == SourceEntry.Kind.SYMLINK
                        && path.substring(path.lastIndexOf('/') + 1).equalsIgnoreCase(MODULES));
    }
}
