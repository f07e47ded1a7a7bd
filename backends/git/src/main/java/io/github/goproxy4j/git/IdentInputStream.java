package io.github.goproxy4j.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Replaces {@code $Id$} and {@code $Id: anything $} by {@code $Id: }, the blob's id and {@code  $}.
 *
 * <p>A keyword with a line end in it is none. One with a space in front of its last character is another system's and is
 * kept. Source: gitattributes(5), ident, and {@code convert.c} for the spaces.
 */
final class IdentInputStream extends ByteFilter {
    /** A keyword of this length is no honest one, and is refused rather than held in memory. */
    private static final int MAX_KEYWORD = 1 << 20;

    private final byte[] expanded;
    /** Read from the blob and not yet looked at, after {@link #ready} is used up. */
    private byte[] ahead = {};

    private int aheadPosition;
    private byte[] ready = {};
    private int readyPosition;

    IdentInputStream(InputStream in, String blobId) {
        super(in);
        expanded = ("Id: " + blobId + " $").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    int next() throws IOException {
        if (readyPosition < ready.length) {
            return ready[readyPosition++] & 0xFF;
        }
        int b = source();
        if (b == '$') {
            afterDollar();
        }
        return b;
    }

    private int source() throws IOException {
        return aheadPosition < ahead.length ? ahead[aheadPosition++] & 0xFF : in.read();
    }

    /** Looks whether a keyword follows: then its replacement is ready, otherwise what was read is looked at again. */
    private void afterDollar() throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        if (isKeyword(seen)) {
            ready = expanded;
            readyPosition = 0;
        } else {
            seen.write(ahead, aheadPosition, ahead.length - aheadPosition);
            ahead = seen.toByteArray();
            aheadPosition = 0;
        }
    }

    private boolean isKeyword(ByteArrayOutputStream seen) throws IOException {
        if (take(seen) != 'I' || take(seen) != 'd') {
            return false;
        }
        int b = take(seen);
        if (b != ':') {
            return b == '$';
        }
        boolean first = true;
        boolean space = false;
        for (b = take(seen); b != '$'; b = take(seen)) {
            if (b < 0 || b == '\n' || space) {
                return false;
            }
            // The one right behind the colon is where it belongs.
            space = b == ' ' && !first;
            first = false;
            if (seen.size() > MAX_KEYWORD) {
                throw new IOException("a keyword $Id: of more than " + MAX_KEYWORD + " bytes");
            }
        }
        return true;
    }

    private int take(ByteArrayOutputStream seen) throws IOException {
        int b = source();
        if (b >= 0) {
            seen.write(b);
        }
        return b;
    }
}
