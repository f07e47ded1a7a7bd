package io.github.goproxy4j.zip;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file's content as somebody else has already compressed it, such as git in a pack: its deflate data (RFC 1951) can go
 * into a zip as they are.
 *
 * <p>Nobody has looked at the data yet: they are on a disk, and may be damaged. Who copies them inflates them on the way and
 * keeps the copy only if the deflate stream ends, what it yields has exactly {@link #size()} bytes, and its Adler-32 is the
 * one that follows the stream. That is the check that git's own format has for content stored whole. It has to fail like
 * content that cannot be read; reading the file the other way then says what is wrong.
 *
 * <p>Used by several threads at once, each with a stream of its own, until whatever it was got from is closed.
 */
public interface DeflatedContent {
    /**
     * Returns the length of the content when it is inflated.
     *
     * @return the number of bytes
     */
    long size();

    /**
     * Opens the compressed data. The caller closes the stream.
     *
     * @return the deflate data from their first block on, without the two bytes in front that zlib has (RFC 1950); behind
     *     their end the four bytes of the content's Adler-32, the highest first; behind those any bytes or none. Only
     *     inflating tells where the end is. The stream is not buffered
     * @throws IOException if they cannot be read
     */
    InputStream open() throws IOException;
}
