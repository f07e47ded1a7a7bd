package io.github.goproxy4j.zip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that goes into a zip.
 *
 * @param file the file
 * @param size the length that was checked
 * @param copy where another zip has its content compressed, or null
 */
record PlannedFile(SourceFile file, long size, @Nullable Copy copy) {
    private static final Logger LOG = LoggerFactory.getLogger(PlannedFile.class);

    /**
     * A content in another zip.
     *
     * @param zip the zip
     * @param part where in it
     */
    record Copy(ZipReuse.Zip zip, ZipParts.Part part) {
        /** Opens the compressed data, unchecked. */
        InputStream open() throws IOException {
            return Channels.newInputStream(zip.open(part.offset(), part.compressedSize()));
        }
    }

    /** How many bytes are held in memory while the file is on its way, or more. */
    long weight() {
        return copy == null ? size : copy.part().compressedSize();
    }

    /** The content as it is already compressed elsewhere than in a zip. */
    Optional<DeflatedContent> deflated() {
        try {
            return file.deflated().filter(deflated -> deflated.size() == size);
        } catch (IOException e) {
            LOG.debug("compressed content cannot be looked for", e);
            return Optional.empty();
        }
    }
}
