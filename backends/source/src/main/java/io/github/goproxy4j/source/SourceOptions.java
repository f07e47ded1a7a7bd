package io.github.goproxy4j.source;

import io.github.goproxy4j.zip.ZipLimits;
import java.nio.file.Path;
import java.util.Optional;

/**
 * By whose rules a {@link SourceModuleRepository} finds modules, where it makes their zips, and how large they may be.
 * Immutable.
 *
 * @param temporaryDirectory an existing directory on the default file system; empty for the one of the platform
 * @param maxZipBytes the most bytes that a zip may have, from 1 to {@link ZipLimits#MAX_ZIP_BYTES}
 * @param versionRules the rules for modules and versions
 */
public record SourceOptions(Optional<Path> temporaryDirectory, long maxZipBytes, VersionRules versionRules) {
    /** The platform's temporary directory, the size that clients allow, and Go's rules. */
    public static final SourceOptions DEFAULTS =
            new SourceOptions(Optional.empty(), ZipLimits.MAX_ZIP_BYTES, VersionRules.GO);

    /**
     * Creates options.
     *
     * @param temporaryDirectory where zips are made
     * @param maxZipBytes the most bytes of one zip
     * @param versionRules the rules for modules and versions
     * @throws IllegalArgumentException if the limit is out of its range
     */
    public SourceOptions {
        if (maxZipBytes < 1 || maxZipBytes > ZipLimits.MAX_ZIP_BYTES) {
            throw new IllegalArgumentException("maxZipBytes must be from 1 to " + ZipLimits.MAX_ZIP_BYTES);
        }
    }

    /**
     * Returns these options with another temporary directory.
     *
     * @param directory an existing directory on the default file system
     * @return the new options
     */
    public SourceOptions withTemporaryDirectory(Path directory) {
        return new SourceOptions(Optional.of(directory), maxZipBytes, versionRules);
    }

    /**
     * Returns these options with another limit.
     *
     * @param bytes the most bytes that a zip may have
     * @return the new options
     * @throws IllegalArgumentException if the limit is out of its range
     */
    public SourceOptions withMaxZipBytes(long bytes) {
        return new SourceOptions(temporaryDirectory, bytes, versionRules);
    }

    /**
     * Returns these options with other rules.
     *
     * @param rules the rules for modules and versions
     * @return the new options
     */
    public SourceOptions withVersionRules(VersionRules rules) {
        return new SourceOptions(temporaryDirectory, maxZipBytes, rules);
    }
}
