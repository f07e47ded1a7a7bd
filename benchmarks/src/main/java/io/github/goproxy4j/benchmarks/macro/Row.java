package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.util.List;

/** One work that all are measured at. */
interface Row {
    /** The name on the command line. */
    String id();

    /** What is measured and how. */
    String title();

    /** What the ratios in the table are to; there are none if nobody is so called. */
    Reference reference();

    List<Requirement> requirements();

    /** Measures; a contestant that fails is noted in the result, and the others go on. */
    void measure(Run run, RowResult result) throws IOException;

    /**
     * What the ratios in a table are to.
     *
     * @param contestant whose value is 1
     * @param metric what that value is of
     * @param compared what the others are compared by
     */
    record Reference(String contestant, Metric metric, Metric compared) {
        Reference(String contestant, Metric metric) {
            this(contestant, metric, metric);
        }
    }
}
