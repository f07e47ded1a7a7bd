package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page with what was measured. What stands outside of the two marks in it was written by hand, and stays.
 *
 * @param page the file
 * @param before what stands before the first mark
 * @param after what stands after the second mark
 */
record Report(Path page, String before, String after) {
    private static final String BEGIN = "<!-- Measured: written by the macro benchmark. -->\n";
    private static final String END = "<!-- End of what was measured. -->\n";
    private static final String TITLE = "# Performance\n\n";

    /** Reads a page, or begins one; fails if there is a page that lacks the marks. */
    static Report open(Path page) throws IOException {
        if (!Files.exists(page)) {
            return new Report(page, TITLE, "");
        }
        String old = Files.readString(page);
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " lacks the marks " + BEGIN.strip() + " and " + END.strip());
        }
        return new Report(page, old.substring(0, begin), old.substring(end + END.length()));
    }

    /** Puts what was measured between the marks. */
    void write(String measured) throws IOException {
        Files.writeString(page, before + BEGIN + "\n" + measured + END + after);
    }
}
