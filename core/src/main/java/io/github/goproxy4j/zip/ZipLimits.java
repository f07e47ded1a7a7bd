package io.github.goproxy4j.zip;

/** How large the {@code go} command allows a module to be. Source: the constants of {@code golang.org/x/mod/zip}. */
public final class ZipLimits {
    /** The most bytes that a module zip may have, and the most that its files may have together uncompressed. */
    public static final long MAX_ZIP_BYTES = 500L << 20;

    /** The most bytes that the go.mod file in a module's root may have. */
    public static final long MAX_GO_MOD_BYTES = 16L << 20;

    /** The most bytes that the LICENSE file in a module's root may have. */
    public static final long MAX_LICENSE_BYTES = 16L << 20;

    /**
     * The most entries that are read from a zip. Go has no such limit; this one bounds the memory that a hostile zip can
     * take, and is a multiple of what the largest public modules have.
     */
    static final int MAX_READ_ENTRIES = 1 << 18;

    private ZipLimits() {}
}
