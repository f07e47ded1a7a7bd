package io.github.goproxy4j.zip;

import java.io.Flushable;
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

    /**
     * Finds the data of a file.
     *
     * @param out where the zip goes; flushing it fails once nobody waits for the zip
     * @return empty if there are none, they are no good and the file has to be read, or nobody waits any more
     */
    static Optional<KeptData> find(PlannedFile file, Flushable out) {
        Waiting waiting = new Waiting(out);
        PlannedFile.Copy copy = file.copy();
        if (copy != null) {
            KeptData data = new KeptData(FileDigest.of(copy.part()), copy::open);
            try (InputStream in = data.open()) {
                in.transferTo(waiting);
                return Optional.of(data);
            } catch (IOException e) {
                LOG.warn("a part of a zip made before cannot be reused", e);
            }
        }
        Optional<DeflatedContent> deflated = file.deflated();
        if (deflated.isPresent()) {
            try (InflationCheck check = new InflationCheck()) {
                FileDigest digest = check.check(deflated.get(), waiting::write);
                return Optional.of(new KeptData(digest, deflated.get()::open));
            } catch (IOException e) {
                LOG.debug("compressed content cannot be used", e);
            }
        }
        return Optional.empty();
    }

    /** Takes the data nowhere, and fails soon after nobody waits for the zip any more. */
    private static final class Waiting extends OutputStream {
        /** Between two looks: of data that are inflated, no more than a megabyte. */
        private static final int PIECES = 32;

        private final Flushable zip;
        private int pieces;

        Waiting(Flushable zip) {
            this.zip = zip;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (++pieces % PIECES == 0) {
                zip.flush();
            }
        }
    }

    /** Opens the data once more. Reading them fails if they are not what they were. */
    InputStream open() throws IOException {
        return new CheckedData(opening.open(), digest);
    }
}
