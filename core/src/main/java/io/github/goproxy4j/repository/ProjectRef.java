package io.github.goproxy4j.repository;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * How a request names a project: by number, by full path, or not at all; or several at once, by their group or as all that
 * there are.
 *
 * <p>The text comes from a URL and has been decoded once; nobody has looked the project up yet. All forms are values: a host
 * may have them as keys of a map.
 */
public sealed interface ProjectRef {
    /** The project of a plain GOPROXY URL, which names none. */
    ProjectRef ROOT = new Root();

    /** All projects of the host. */
    ProjectRef INSTANCE = new Instance();

    /** A name that no project and no group can have. */
    ProjectRef UNKNOWN = new Unknown();

    /** No project: see {@link #ROOT}. */
    record Root() implements ProjectRef {}

    /**
     * A project's number.
     *
     * @param number the number, not negative
     */
    record Id(long number) implements ProjectRef {
        /**
         * Creates the reference.
         *
         * @param number the number
         * @throws IllegalArgumentException if the number is negative
         */
        public Id {
            if (number < 0) {
                throw new IllegalArgumentException("negative project id");
            }
        }
    }

    /**
     * A project's path among the host's projects, such as {@code group/subgroup/project}.
     *
     * @param path slash-separated elements of letters, digits and {@code . _ - ~ + @}; none is empty, {@code .} or
     *     {@code ..}
     */
    record FullPath(String path) implements ProjectRef {
        /**
         * Creates the reference.
         *
         * @param path the path
         * @throws IllegalArgumentException if the text is no such path
         */
        public FullPath {
            NamespacePath.require(path);
        }
    }

    /**
     * All projects of a group and of its subgroups, the group by its number.
     *
     * @param number the number, not negative
     */
    record GroupId(long number) implements ProjectRef {
        /**
         * Creates the reference.
         *
         * @param number the number
         * @throws IllegalArgumentException if the number is negative
         */
        public GroupId {
            if (number < 0) {
                throw new IllegalArgumentException("negative group id");
            }
        }
    }

    /**
     * All projects of a group and of its subgroups, the group by its path, such as {@code group/subgroup}.
     *
     * @param path of the same form as that of a project
     */
    record GroupPath(String path) implements ProjectRef {
        /**
         * Creates the reference.
         *
         * @param path the path
         * @throws IllegalArgumentException if the text is no such path
         */
        public GroupPath {
            NamespacePath.require(path);
        }
    }

    /** All projects of the host: see {@link #INSTANCE}. */
    record Instance() implements ProjectRef {}

    /**
     * What a request names that has sent something impossible for an id: see {@link #UNKNOWN}. A host answers as for any
     * other project that it does not have, so that nothing tells the two apart, least of all whether a login is asked for.
     */
    record Unknown() implements ProjectRef {}

    /**
     * Reads the decoded {@code :id} of a GitLab path: a number if it has only digits, else a full path.
     *
     * @param text the decoded path segment
     * @return the reference, or empty if no project can have such a name
     */
    static Optional<ProjectRef> parse(String text) {
        return parse(text, Id::new, FullPath::new);
    }

    /**
     * Reads the decoded {@code :id} of a GitLab path of groups: a number if it has only digits, else a path.
     *
     * @param text the decoded path segment
     * @return the reference, or empty if no group can have such a name
     */
    static Optional<ProjectRef> parseGroup(String text) {
        return parse(text, GroupId::new, GroupPath::new);
    }

    private static Optional<ProjectRef> parse(
            String text, LongFunction<ProjectRef> byNumber, Function<String, ProjectRef> byPath) {
        try {
            boolean isNumber = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
            return Optional.of(isNumber ? byNumber.apply(Long.parseLong(text)) : byPath.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
