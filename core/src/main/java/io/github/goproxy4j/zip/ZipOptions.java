package io.github.goproxy4j.zip;

/**
 * How a module zip is made: how hard its files are compressed, and which zips made before may have compressed them already.
 * Immutable. None of it changes what is in the zip, and so its hash.
 *
 * @param level the level of {@link java.util.zip.Deflater}, from 1, the fastest, to 9, the smallest
 * @param reuse the zips made before
 */
public record ZipOptions(int level, ZipReuse reuse) {
    /** The level that is used where none is given: some 60 to 100 % faster than level 6, for 5 to 10 % more bytes. */
    public static final int DEFAULT_LEVEL = 3;

    /** The default level, and no zips made before. */
    public static final ZipOptions DEFAULTS = new ZipOptions(DEFAULT_LEVEL, ZipReuse.NONE);

    private static final int MAX_LEVEL = 9;

    /**
     * Creates options.
     *
     * @param level how hard files are compressed
     * @param reuse the zips made before
     * @throws IllegalArgumentException if there is no such level
     */
    public ZipOptions {
        if (level < 1 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("the compression level must be from 1 to " + MAX_LEVEL);
        }
    }

    /**
     * Returns these options with another level.
     *
     * @param value the level, from 1 to 9
     * @return the new options
     * @throws IllegalArgumentException if there is no such level
     */
    public ZipOptions withLevel(int value) {
        return new ZipOptions(value, reuse);
    }

    /**
     * Returns these options with other zips made before.
     *
     * @param zips where they are found
     * @return the new options
     */
    public ZipOptions withReuse(ZipReuse zips) {
        return new ZipOptions(level, zips);
    }
}
