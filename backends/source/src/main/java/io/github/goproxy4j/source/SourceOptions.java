package io.github.goproxy4j.source;

import io.github.goproxy4j.zip.ZipLimits;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a {@link SourceModuleRepository} makes its zips, and how large they may be. Immutable.
 *
 * @param temporaryDirectory an existing directory on the default file system; empty for the one of the platform
 * @param maxZipBytes the most bytes that a zip may have, from 1 to {@link ZipLimits#MAX_ZIP_BYTES}
 */
public record SourceOptions(Optional<Path> temporaryDirectory, long maxZipBytes) {
    /** The platform's temporary directory, and the size that clients allow. */
    public static final SourceOptions DEFAULTS = new SourceOptions(Optional.empty(), ZipLimits.MAX_ZIP_BYTES);

    /**
     * Creates options.
     *
     * @param temporaryDirectory where zips are made
     * @param maxZipBytes the most bytes of one zip
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
        return new SourceOptions(Optional.of(directory), maxZipBytes);
    }

    /**
     * Returns these options with another limit.
     *
     * @param bytes the most bytes that a zip may have
     * @return the new options
     * @throws IllegalArgumentException if the limit is out of its range
     */
    public SourceOptions withMaxZipBytes(long bytes) {
        return new SourceOptions(temporaryDirectory, bytes);
    }
}
