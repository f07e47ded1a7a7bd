package io.github.goproxy4j.it;

import io.github.goproxy4j.module.ModulePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A version of a module that the Go proxy has, and where a repository has the same.
 *
 * @param path the module's path
 * @param version its version
 * @param root the module path that the repository's root stands for
 * @param directory the directory with the module's files, empty for the root
 */
record PublishedModule(ModulePath path, String version, String root, String directory) {
    /**
     * Reads a list, one module on a line: its path and version and, unless the module is the root of the repository, the
     * path of that root and the module's directory. What follows a {@code #} is a comment.
     */
    static List<PublishedModule> list(String resource) {
        try (InputStream in = Objects.requireNonNull(PublishedModule.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .map(line -> of(line.split(" +")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PublishedModule of(String... fields) {
        ModulePath path = ModulePath.parse(fields[0]);
        return switch (fields.length) {
            case 2 -> new PublishedModule(path, fields[1], rootOf(path), "");
            case 4 -> new PublishedModule(path, fields[1], fields[2], fields[3]);
            default -> throw new IllegalArgumentException(Arrays.toString(fields));
        };
    }

    /** Only of gopkg.in, whose majors are repositories of their own, is the major a part of the root. */
    private static String rootOf(ModulePath path) {
        return path.pathMajor().startsWith(".") ? path.toString() : path.prefix();
    }

    /** The name by which {@code go} calls it. */
    String id() {
        return path + "@" + version;
    }

    /** The tag of the version: less what {@code go} has put behind it, and behind the directory, of which a major is no part. */
    String tag() {
        String bare = version.replace("+incompatible", "");
        String major = path.major();
        if (directory.isEmpty() || directory.equals(major)) {
            return bare;
        }
        return (directory.endsWith("/" + major)
                        ? directory.substring(0, directory.length() - major.length() - 1)
                        : directory)
                + "/" + bare;
    }
}
