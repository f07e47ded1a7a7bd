package io.github.goproxy4j.store;

/** The files of a version. */
public enum VersionFile {
    /** What is known of the version: {@code .info}. */
    INFO,
    /** The version's go.mod file: {@code .mod}. */
    MOD,
    /** The version's zip. */
    ZIP
}
