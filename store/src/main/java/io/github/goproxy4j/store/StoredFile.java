package io.github.goproxy4j.store;

import java.util.Optional;

/** The files that a version may have on the disk, in the order in which they are put there: who sees the last has them all. */
enum StoredFile {
    ZIP(".zip"),
    /** The zip's hash, as a module cache has it. */
    ZIPHASH(".ziphash"),
    /** Where the contents of the zip lie, for zips to come. */
    PARTS(".parts"),
    MOD(".mod"),
    INFO(".info");

    private final String suffix;

    StoredFile(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }

    static StoredFile of(VersionFile file) {
        return switch (file) {
            case INFO -> INFO;
            case MOD -> MOD;
            case ZIP -> ZIP;
        };
    }

    static Optional<StoredFile> ofSuffix(String suffix) {
        for (StoredFile file : values()) {
            if (file.suffix.equals(suffix)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
