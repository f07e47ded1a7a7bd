package io.github.goproxy4j.repository;

import java.util.Optional;

/**
 * How a request names a project: by number, by full path, or not at all.
 *
 * <p>The text comes from a URL and has been decoded once; nobody has looked the project up yet.
 */
public sealed interface ProjectRef {
    /** The project of a plain GOPROXY URL, which names none. */
    ProjectRef ROOT = new Root();

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
        private static final int MAX_LENGTH = 1024;

        /**
         * Creates the reference.
         *
         * @param path the path
         * @throws IllegalArgumentException if the text is no such path
         */
        public FullPath {
            if (path.length() > MAX_LENGTH || !isLegal(path)) {
                throw new IllegalArgumentException("not a project path");
            }
        }

        private static boolean isLegal(String path) {
            for (String element : path.split("/", -1)) {
                if (element.isEmpty() || element.equals(".") || element.equals("..")) {
                    return false;
                }
            }
            return path.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || "/._-~+@".indexOf(c) >= 0);
        }
    }

    /**
     * Reads the decoded {@code :id} of a GitLab path: a number if it has only digits, else a full path.
     *
     * @param text the decoded path segment
     * @return the reference, or empty if no project can have such a name
     */
    static Optional<ProjectRef> parse(String text) {
        try {
            if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.of(new Id(Long.parseLong(text)));
            }
            return Optional.of(new FullPath(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
