package io.github.goproxy4j.git;

import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.FS_Win32;
import org.eclipse.jgit.util.SystemReader;

/**
 * A file system in which a repository's configuration includes nothing: what {@code include.path} names does not exist.
 *
 * <p>The configuration comes with the repository, so it must not choose which further files of the machine are read.
 */
final class OwnConfigOnly {
    private OwnConfigOnly() {}

    static FS of(Path gitDirectory, Path commonDirectory) {
        Rule rule = new Rule(gitDirectory.toFile(), commonDirectory.toFile());
        return SystemReader.getInstance().isWindows() ? new Windows(rule) : new Posix(rule);
    }

    private record Rule(File gitDirectory, File commonDirectory) {
        /** What JGit itself looks up beside the configuration, and by these names. */
        private static final Set<String> OWN_FILES =
                Set.of("config", "config.worktree", "objects", "refs/", "logs", "logs/refs/", "packed-refs");

        /** A file below a file: there is none, and no {@code ..} behind it leads anywhere. */
        File nowhere() {
            return new File(commonDirectory, "config/nothing");
        }

        boolean allows(File directory, String name) {
            boolean forInclude =
                    directory.equals(gitDirectory) || directory.equals(commonDirectory) || directory.equals(nowhere());
            return !forInclude || OWN_FILES.contains(name);
        }
    }

    private static final class Posix extends FS_POSIX {
        private final Rule rule;

        Posix(Rule rule) {
            this.rule = rule;
        }

        @Override
        public FS newInstance() {
            return new Posix(rule);
        }

        @Override
        public File resolve(File directory, String name) {
            return rule.allows(directory, name) ? super.resolve(directory, name) : rule.nowhere();
        }

        @Override
        public File userHome() {
            return rule.nowhere();
        }
    }

    private static final class Windows extends FS_Win32 {
        private final Rule rule;

        Windows(Rule rule) {
            this.rule = rule;
        }

        @Override
        public FS newInstance() {
            return new Windows(rule);
        }

        @Override
        public File resolve(File directory, String name) {
            return rule.allows(directory, name) ? super.resolve(directory, name) : rule.nowhere();
        }

        @Override
        public File userHome() {
            return rule.nowhere();
        }
    }
}
