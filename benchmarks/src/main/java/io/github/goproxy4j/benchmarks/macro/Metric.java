package io.github.goproxy4j.benchmarks.macro;

/**
 * Something that is measured.
 *
 * @param title what it is, as it stands over a column
 * @param decimals how many digits after the point tell something
 */
record Metric(String title, int decimals) {
    static final Metric REQUESTS = new Metric("requests/s", 0);
    static final Metric P99 = new Metric("p99, ms", 2);
    static final Metric CPU_PER_REQUEST = new Metric("server CPU, µs/request", 1);
    static final Metric MIB_PER_SECOND = new Metric("MiB/s", 0);
    static final Metric CPU_PER_GB = new Metric("server CPU, s/GB", 3);

    static Metric millis(String what) {
        return new Metric(what + ", ms", 2);
    }

    static Metric seconds(String what) {
        return new Metric(what + ", s", 3);
    }

    static Metric mib(String what) {
        return new Metric(what + ", MiB", 0);
    }
}
