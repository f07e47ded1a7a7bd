package io.github.goproxy4j.benchmarks.macro;

import java.util.OptionalDouble;

/** What a value is compared with. */
interface Basis {
    /** Returns the value to compare with, empty if this run does not have it. */
    OptionalDouble of(RowResult result, String ours);

    /** Returns what it is, for the table. */
    String words();

    /** What another contestant has reached. */
    static Basis measured(String contestant, Metric metric) {
        return scaled(contestant, metric, 1, contestant);
    }

    /** What another contestant has reached, times a factor, in place of something that does not run here. */
    static Basis scaled(String contestant, Metric metric, double factor, String words) {
        return new Basis() {
            @Override
            public OptionalDouble of(RowResult result, String ours) {
                OptionalDouble median = result.median(contestant, metric);
                return median.isPresent() ? OptionalDouble.of(median.getAsDouble() * factor) : median;
            }

            @Override
            public String words() {
                return words;
            }
        };
    }

    /** What the same server has reached in another respect. */
    static Basis own(Metric metric) {
        return new Basis() {
            @Override
            public OptionalDouble of(RowResult result, String ours) {
                return result.median(ours, metric);
            }

            @Override
            public String words() {
                return "its own “" + metric.title() + "”";
            }
        };
    }

    /** A number; without words where the bound says it all. */
    static Basis number(double value, String words) {
        return new Basis() {
            @Override
            public OptionalDouble of(RowResult result, String ours) {
                return OptionalDouble.of(value);
            }

            @Override
            public String words() {
                return words;
            }
        };
    }
}
