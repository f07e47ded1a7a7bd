package io.github.goproxy4j.git;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * One file on its way into an archive: keywords first, line ends second, encoding last, as git has it.
 *
 * <p>Nothing is held in memory: where a decision needs the whole file, the file is read twice.
 */
final class BlobExport {
    /** Git archives longer files as they are (its {@code core.bigFileThreshold}). */
    private static final long MAX_CONVERTED = 512L << 20;

    private final ObjectReader reader;
    private final BlobReader blobs;
    private final ObjectId blob;
    private final Conversion conversion;

    BlobExport(ObjectReader reader, BlobReader blobs, ObjectId blob, Conversion conversion) {
        this.reader = reader;
        this.blobs = blobs;
        this.blob = blob;
        this.conversion = conversion;
    }

    long size() throws IOException {
        if (isCopy()) {
            return rawSize();
        }
        try (InputStream in = open()) {
            return drain(in);
        }
    }

    InputStream open() throws IOException {
        if (isCopy()) {
            return raw();
        }
        boolean crlf = endsLinesWithCrlf();
        Optional<WorkingTreeEncoding> encoding = conversion.encoding();
        if (encoding.isPresent() && canEncode(crlf, encoding.get())) {
            return new EncodingInputStream(text(crlf), encoding.get());
        }
        return text(crlf);
    }

    private boolean isCopy() throws IOException {
        return conversion.changesNothing() || rawSize() > MAX_CONVERTED;
    }

    private long rawSize() throws IOException {
        return reader.getObjectSize(blob, Constants.OBJ_BLOB);
    }

    private InputStream raw() throws IOException {
        return blobs.open(reader, blob);
    }

    private InputStream keywords() throws IOException {
        InputStream in = new BufferedInputStream(raw(), 1 << 14);
        return conversion.ident() ? new IdentInputStream(in, blob.name()) : in;
    }

    private InputStream text(boolean crlf) throws IOException {
        return crlf ? new CrlfInputStream(keywords()) : keywords();
    }

    private boolean endsLinesWithCrlf() throws IOException {
        return switch (conversion.lineEnds()) {
            case KEPT -> false;
            case CRLF -> true;
            case CRLF_IF_TEXT -> {
                try (InputStream in = keywords()) {
                    yield TextStatistics.of(in).isTextWithOnlyLf();
                }
            }
        };
    }

    /** Text that cannot be written in the encoding is archived as it is; git prints an error and goes on. */
    private boolean canEncode(boolean crlf, WorkingTreeEncoding encoding) throws IOException {
        try (InputStream in = new EncodingInputStream(text(crlf), encoding)) {
            drain(in);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static long drain(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 14];
        long size = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            size += n;
        }
        return size;
    }
}
