package io.github.goproxy4j.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command line, as picocli fills it in. */
final class Options {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            converter = ListenConverter.class,
            description = "where to listen; port 0 picks a free one (default: " + ListenAddress.DEFAULT + ")")
    private ListenAddress listen = ListenAddress.parse(ListenAddress.DEFAULT);

    @Option(
            names = "--dir",
            paramLabel = "PATH",
            converter = PathConverter.class,
            description = "serve a GOPROXY file tree, such as $GOMODCACHE/cache/download, at /; repeatable")
    private List<Path> directories = new ArrayList<>();

    @Option(
            names = "--module",
            paramLabel = "PREFIX=REPO",
            converter = MountConverter.class,
            description = "serve the git repository at path REPO as module PREFIX, with the modules in its"
                    + " sub-directories, at /; repeatable")
    private List<ModuleMount> modules = new ArrayList<>();

    @Option(
            names = "--projects",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "serve the projects of a JSON file at /api/v4/projects/...")
    private @Nullable Path projects;

    @Option(
            names = "--pins",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "record in a file which commit each version of a git repository was first served from, so"
                    + " that it stays what it was after a restart; without it, until the server ends")
    private @Nullable Path pins;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            converter = PathConverter.class,
            description =
                    "keep what is served of git repositories: in memory, and every version whose zip was asked for in"
                            + " this directory, which is made if it is missing; without --pins, DIR.pins records the commits")
    private @Nullable Path cache;

    ListenAddress listen() {
        return listen;
    }

    List<Path> directories() {
        return directories;
    }

    List<ModuleMount> modules() {
        return modules;
    }

    Optional<Path> projects() {
        return Optional.ofNullable(projects);
    }

    Optional<Path> cache() {
        return Optional.ofNullable(cache);
    }

    /** What is kept for years needs a record that lasts as long, and that is not deleted with it. */
    Optional<Path> pins() {
        return Optional.ofNullable(pins).or(() -> cache().map(Options::besideIt));
    }

    private static Path besideIt(Path directory) {
        Path name = directory.toAbsolutePath().normalize().getFileName();
        return directory.toAbsolutePath().normalize().resolveSibling((name == null ? "" : name) + ".pins");
    }

    /** Tells whether there is nothing to serve but the demo. */
    boolean isDemo() {
        return directories.isEmpty() && modules.isEmpty() && projects == null;
    }

    /** Refuses what only the whole command line shows to be wrong. */
    void check(CommandLine command) {
        Set<Object> prefixes = new HashSet<>();
        for (ModuleMount mount : modules) {
            if (!prefixes.add(mount.prefix())) {
                throw new ParameterException(
                        command, "Invalid value for option '--module': " + mount.prefix() + " is given twice");
            }
        }
    }

    private static final class ListenConverter implements ITypeConverter<ListenAddress> {
        @Override
        public ListenAddress convert(String value) {
            try {
                return ListenAddress.parse(value);
            } catch (IllegalArgumentException e) {
                throw refused(e);
            }
        }
    }

    private static final class MountConverter implements ITypeConverter<ModuleMount> {
        @Override
        public ModuleMount convert(String value) {
            try {
                return ModuleMount.parse(value);
            } catch (IllegalArgumentException e) {
                throw refused(e);
            }
        }
    }

    private static final class PathConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            if (value.isEmpty()) {
                throw new TypeConversionException("the path is empty");
            }
            try {
                return Path.of(value);
            } catch (IllegalArgumentException e) {
                throw refused(e);
            }
        }
    }

    /** With this type, picocli prints the message as it is. */
    private static TypeConversionException refused(IllegalArgumentException e) {
        return new TypeConversionException(e.getMessage());
    }
}
