package io.github.goproxy4j.repository;

/**
 * A small file in memory with its tag, which is computed once for all leases that are handed out of it.
 *
 * <p>For whoever answers with the same bytes many times, such as a cache. Immutable and thread-safe.
 */
public final class ModuleBytes {
    private final byte[] bytes;
    private final StrongTag tag;

    private ModuleBytes(byte[] bytes, StrongTag tag) {
        this.bytes = bytes;
        this.tag = tag;
    }

    /**
     * Computes the tag of a content.
     *
     * @param bytes the content; not copied, so the caller must not change it
     * @return the file
     */
    public static ModuleBytes of(byte[] bytes) {
        return new ModuleBytes(bytes, StrongTag.of(bytes));
    }

    /**
     * Returns the length.
     *
     * @return the number of bytes
     */
    public int size() {
        return bytes.length;
    }

    /**
     * Returns a lease of the bytes.
     *
     * @return a new lease, which the caller closes
     */
    public ModuleFile lease() {
        return new BytesFile(bytes, tag);
    }

    byte[] bytes() {
        return bytes;
    }
}
