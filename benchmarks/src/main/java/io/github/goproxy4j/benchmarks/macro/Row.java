package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.util.List;

/** One work that all are measured at. */
interface Row {
    /** The name on the command line. */
    String id();

    /** What is measured and how. */
    String title();

    /** The contestant and the metric that the others' ratios in the table are to, as far as there is such a column. */
    Reference reference();

    List<Requirement> requirements();

    /** Measures; a contestant that fails is noted in the result, and the others go on. */
    void measure(Run run, RowResult result) throws IOException;

    /**
     * What the ratios in a table are to.
     *
     * @param contestant whose value is 1
     * @param metric of which metric
     */
    record Reference(String contestant, Metric metric) {}
}
