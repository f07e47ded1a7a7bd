package io.github.goproxy4j.zip;

/** How large data can get by deflate. */
final class DeflateBound {
    /** Where a block is not stored as it is, though that were smaller, a byte takes 9 bits at most. */
    private static final int NINTH_BIT = 3;

    private static final int FEW_BYTES = 64;

    private DeflateBound() {}

    /**
     * Returns the most bytes that a content may take compressed. No zlib makes more, not even the fast ones that never
     * store a block; data from elsewhere that have more are not taken, so that nobody can blow up a zip by padding.
     */
    static long of(long size) {
        return size + (size >> NINTH_BIT) + FEW_BYTES;
    }
}
