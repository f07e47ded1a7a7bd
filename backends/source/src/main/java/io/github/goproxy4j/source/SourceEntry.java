package io.github.goproxy4j.source;

/**
 * One entry of a directory tree, other than a directory itself.
 *
 * @param path its path from the root of the repository, with slashes
 * @param kind what it is
 * @param id the id of its content
 */
public record SourceEntry(String path, Kind kind, ObjectId id) {
    /** The kinds of entry. */
    public enum Kind {
        /** A regular file, executable or not. */
        FILE,
        /** A symbolic link; its content is the target. */
        SYMLINK,
        /** A commit of another repository; it has no content here. */
        SUBMODULE
    }
}
