package io.github.goproxy4j.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the lines of a {@link PinFile}. What is behind the last line end is no line: whoever wrote it did not come to its
 * end, so nobody has been told that it is recorded.
 */
final class PinLineReader {
    private static final int BUFFER_BYTES = 1 << 16;
    /** The most that a line may have, with its end. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private final InputStream in;
    private long end;
    private long number;

    PinLineReader(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
    }

    /**
     * Reads a line.
     *
     * @return the line without its end, with a replacement for each byte that is not ASCII; empty if there is no whole line
     *     any more
     */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long read = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            read++;
            if (b == '\n') {
                end += read;
                number++;
                return Optional.of(line.toString(StandardCharsets.US_ASCII));
            }
            // What is longer is damaged however it goes on.
            if (read <= MAX_LINE_BYTES) {
                line.write(b);
            }
        }
        return Optional.empty();
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /** How many bytes all lines that were read have. */
    long end() {
        return end;
    }
}
