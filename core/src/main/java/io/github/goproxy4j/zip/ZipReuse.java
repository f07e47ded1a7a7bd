package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.ModuleId;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.List;

/**
 * Module zips that were made before, of which parts may be copied into new ones: implemented by whoever keeps zips.
 *
 * <p>Thread-safe.
 */
public interface ZipReuse {
    /** No zips. */
    ZipReuse NONE = id -> List.of();

    /**
     * Opens the zips that are most like one which is to be made, such as those of the releases next to it.
     *
     * @param id the version whose zip is to be made
     * @return few zips, the most alike first, each of which the caller closes; empty if there are none
     * @throws IOException if it cannot be found out; then the zip is made without
     */
    List<Zip> like(ModuleId id) throws IOException;

    /** A zip that stays readable until it is closed. All methods are thread-safe. */
    interface Zip extends AutoCloseable {
        /**
         * Returns where its contents are.
         *
         * @return the table
         */
        ZipParts parts();

        /**
         * Opens a part of the zip's bytes.
         *
         * @param from the offset of the first byte
         * @param length how many bytes
         * @return a channel that ends after as many bytes, or earlier if the file does; the caller closes it
         * @throws IOException if they cannot be read
         */
        ReadableByteChannel open(long from, long length) throws IOException;

        @Override
        void close();
    }
}
