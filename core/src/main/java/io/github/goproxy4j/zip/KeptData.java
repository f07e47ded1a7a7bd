package io.github.goproxy4j.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deflate data of any length that are there already, in another zip or elsewhere, have been read once, and were what they
 * have to be.
 *
 * @param digest what they were
 * @param opening opens them again
 */
record KeptData(FileDigest digest, Opening opening) {
    private static final Logger LOG = LoggerFactory.getLogger(KeptData.class);

    /** Opens the data. */
    interface Opening {
        InputStream open() throws IOException;
    }

    /** Finds the data of a file; empty if there are none, or they are no good and the file has to be read. */
    static Optional<KeptData> find(PlannedFile file) {
        PlannedFile.Copy copy = file.copy();
        if (copy != null) {
            KeptData data = new KeptData(FileDigest.of(copy.part()), copy::open);
            try (InputStream in = data.open()) {
                in.transferTo(OutputStream.nullOutputStream());
                return Optional.of(data);
            } catch (IOException e) {
                LOG.warn("a part of a zip made before cannot be reused", e);
            }
        }
        Optional<DeflatedContent> deflated = file.deflated();
        if (deflated.isPresent()) {
            try (InflationCheck check = new InflationCheck()) {
                FileDigest digest = check.check(deflated.get(), InflationCheck.Sink.NONE);
                return Optional.of(new KeptData(digest, deflated.get()::open));
            } catch (IOException e) {
                LOG.debug("compressed content cannot be used", e);
            }
        }
        return Optional.empty();
    }

    /** Opens the data once more. Reading them fails if they are not what they were. */
    InputStream open() throws IOException {
        return new CheckedData(opening.open(), digest);
    }
}
