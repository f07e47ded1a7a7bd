package io.github.goproxy4j.source;

import io.github.goproxy4j.zip.ZipLimits;
import io.github.goproxy4j.zip.ZipOptions;
import io.github.goproxy4j.zip.ZipReuse;
import java.nio.file.Path;
import java.util.Optional;

/**
 * By whose rules a {@link SourceModuleRepository} finds modules, where and how it makes their zips, and how large they may
 * be. Immutable.
 *
 * @param temporaryDirectory an existing directory on the default file system; empty for the one of the platform
 * @param maxZipBytes the most bytes that a zip may have, from 1 to {@link ZipLimits#MAX_ZIP_BYTES}
 * @param versionRules the rules for modules and versions
 * @param zipOptions how the files of zips are compressed
 */
public record SourceOptions(
        Optional<Path> temporaryDirectory, long maxZipBytes, VersionRules versionRules, ZipOptions zipOptions) {
    /** The platform's temporary directory, the size that clients allow, Go's rules, and zips made in the default way. */
    public static final SourceOptions DEFAULTS =
            new SourceOptions(Optional.empty(), ZipLimits.MAX_ZIP_BYTES, VersionRules.GO, ZipOptions.DEFAULTS);

    /**
     * Creates options.
     *
     * @param temporaryDirectory where zips are made
     * @param maxZipBytes the most bytes of one zip
     * @param versionRules the rules for modules and versions
     * @param zipOptions how the files of zips are compressed
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
        return new SourceOptions(Optional.of(directory), maxZipBytes, versionRules, zipOptions);
    }

    /**
     * Returns these options with another limit.
     *
     * @param bytes the most bytes that a zip may have
     * @return the new options
     * @throws IllegalArgumentException if the limit is out of its range
     */
    public SourceOptions withMaxZipBytes(long bytes) {
        return new SourceOptions(temporaryDirectory, bytes, versionRules, zipOptions);
    }

    /**
     * Returns these options with other rules.
     *
     * @param rules the rules for modules and versions
     * @return the new options
     */
    public SourceOptions withVersionRules(VersionRules rules) {
        return new SourceOptions(temporaryDirectory, maxZipBytes, rules, zipOptions);
    }

    /**
     * Returns these options with another level of compression.
     *
     * @param level from 1, the fastest, to 9, the smallest
     * @return the new options
     * @throws IllegalArgumentException if there is no such level
     */
    public SourceOptions withCompressionLevel(int level) {
        return new SourceOptions(temporaryDirectory, maxZipBytes, versionRules, zipOptions.withLevel(level));
    }

    /**
     * Returns these options with zips that were made before: what is in one of them is copied, and not compressed again.
     *
     * @param reuse where such zips are found
     * @return the new options
     */
    public SourceOptions withReuse(ZipReuse reuse) {
        return new SourceOptions(temporaryDirectory, maxZipBytes, versionRules, zipOptions.withReuse(reuse));
    }
}
