package io.github.goproxy4j.git;

import java.io.IOException;
import java.io.InputStream;

/** What git counts in a file to guess whether it is text, and whether its line ends need care. */
final class TextStatistics {
    private long loneCr;
    private long loneLf;
    private long crLf;
    private long nul;
    private long printable;
    private long nonPrintable;

    private TextStatistics() {}

    static TextStatistics of(InputStream in) throws IOException {
        TextStatistics statistics = new TextStatistics();
        byte[] buffer = new byte[1 << 14];
        int previous = -1;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            for (int i = 0; i < n; i++) {
                previous = statistics.add(previous, buffer[i] & 0xFF);
            }
        }
        if (previous == '\r') {
            statistics.loneCr++;
        }
        if (previous == 0x1A) {
            // The end-of-file mark of old systems counts only inside a file.
            statistics.nonPrintable--;
        }
        return statistics;
    }

    private int add(int previous, int b) {
        if (previous == '\r') {
            if (b == '\n') {
                crLf++;
                return b;
            }
            loneCr++;
        }
        switch (b) {
            case '\r' -> {}
            case '\n' -> loneLf++;
            case '\b', '\t', 0x1B, '\f' -> printable++;
            case 0 -> {
                nul++;
                nonPrintable++;
            }
            default -> {
                if (b < 0x20 || b == 0x7F) {
                    nonPrintable++;
                } else {
                    printable++;
                }
            }
        }
        return b;
    }

    /** Tells whether a file of which it is not known that it is text gets CRLF line ends. */
    boolean isTextWithOnlyLf() {
        boolean binary = nul > 0 || (printable >> 7) < nonPrintable;
        return loneLf > 0 && loneCr == 0 && crLf == 0 && !binary;
    }
}
