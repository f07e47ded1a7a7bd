package io.github.goproxy4j.zip;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file's content as somebody else has already compressed it, such as git in a pack: its deflate data (RFC 1951) can go
 * into a zip as they are.
 *
 * <p>Nobody has looked at the data yet: they are on a disk, and may be damaged. Who copies them inflates them on the way and
 * keeps the copy only if the deflate stream ends, what it yields has exactly {@link #size()} bytes, its Adler-32 is the
 * one that follows the stream, and {@link #identity()} knows it. It has to fail like content that cannot be read; reading
 * the file the other way then says what is wrong.
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

    /**
     * Returns what tells whether inflated bytes are this content, and not another whole one.
     *
     * @return a new one, or empty if only the size and the checksum are known
     */
    default Optional<Identity> identity() {
        return Optional.empty();
    }

    /** Tells whether bytes are the content they are taken for, such as by the id of a git blob. One thread uses it, once. */
    interface Identity {
        /**
         * Takes the next bytes of the content, in order.
         *
         * @param bytes an array that is not kept
         * @param offset of the first of them
         * @param length how many
         */
        void update(byte[] bytes, int offset, int length);

        /**
         * Tells whether the bytes so far are the whole content; to be asked once, at the end.
         *
         * @return whether they are
         */
        boolean isConfirmed();
    }
}
