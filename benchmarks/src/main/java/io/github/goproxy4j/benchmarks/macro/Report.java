package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page with what was measured. What stands outside of the two marks in it was written by hand, and stays. */
final class Report {
    private static final String BEGIN = "<!-- Measured: written by the macro benchmark. -->\n";
    private static final String END = "<!-- End of what was measured. -->\n";
    private static final String TITLE = "# Performance\n\n";

    private Report() {}

    /** Writes the page, or replaces its measured part. */
    static void write(Path page, String measured) throws IOException {
        String before = TITLE;
        String after = "";
        if (Files.exists(page)) {
            String old = Files.readString(page);
            int begin = old.indexOf(BEGIN);
            int end = old.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new IOException(page + " lacks the marks " + BEGIN.strip() + " and " + END.strip());
            }
            before = old.substring(0, begin);
            after = old.substring(end + END.length());
        }
        Files.writeString(page, before + BEGIN + "\n" + measured + END + after);
    }
}
