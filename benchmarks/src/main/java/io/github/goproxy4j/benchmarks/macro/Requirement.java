package io.github.goproxy4j.benchmarks.macro;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * A ratio that ours must reach.
 *
 * @param metric what is compared
 * @param sense how
 * @param bound the ratio
 * @param whom which of ours it is for
 * @param bases what it is compared with: the first of these that the run has
 */
record Requirement(Metric metric, Sense sense, double bound, Predicate<Contestant> whom, List<Basis> bases) {
    private static final int VIRTUAL_THREADS = 21;

    /** How two values are compared. */
    enum Sense {
        /** Ours is a rate: ours by theirs. */
        AT_LEAST("≥ %s × %s"),
        /** Ours is a time: theirs by ours. */
        FASTER("≥ %s × as fast as %s"),
        /** Ours is a cost: ours by theirs. */
        AT_MOST("≤ %s × %s");

        private final String form;

        Sense(String form) {
            this.form = form;
        }

        private double ratio(double ours, double theirs) {
            return this == FASTER ? theirs / ours : ours / theirs;
        }

        private boolean isMet(double ratio, double bound) {
            return this == AT_MOST ? ratio <= bound : ratio >= bound;
        }
    }

    static Requirement of(Metric metric, Sense sense, double bound, Basis... bases) {
        return new Requirement(metric, sense, bound, ours -> true, List.of(bases));
    }

    /** The same for those JDKs that have virtual threads. */
    Requirement withVirtualThreads() {
        return only(ours -> ours.jdk() >= VIRTUAL_THREADS);
    }

    /** The same for those JDKs that have none. */
    Requirement withoutVirtualThreads() {
        return only(ours -> ours.jdk() < VIRTUAL_THREADS);
    }

    /** The same for some. */
    Requirement only(Predicate<Contestant> these) {
        return new Requirement(metric, sense, bound, these, bases);
    }

    /** Returns what is required, with what it is compared with in this run. */
    String words(RowResult result, String ours) {
        Basis basis = basis(result, ours).orElse(bases.get(0));
        String number = String.valueOf(bound).replaceAll("\\.0$", "");
        String words = String.format(Locale.ROOT, sense.form, number, basis.words());
        return metric.title() + ": " + (basis.words().isEmpty() ? words.replace(" × ", "") : words);
    }

    private Optional<Basis> basis(RowResult result, String ours) {
        return bases.stream().filter(each -> each.of(result, ours).isPresent()).findFirst();
    }

    /** Returns the ratio of a server and whether it is enough, for the table. */
    String verdict(RowResult result, Contestant ours) {
        if (!whom.test(ours)) {
            return "";
        }
        OptionalDouble value = result.median(ours.name(), metric);
        Optional<Basis> basis = basis(result, ours.name());
        if (value.isEmpty() || basis.isEmpty()) {
            return value.isEmpty() ? "not measured" : "nothing to compare with";
        }
        double ratio = sense.ratio(
                value.getAsDouble(), basis.get().of(result, ours.name()).getAsDouble());
        String verdict = sense.isMet(ratio, bound) ? "met" : "**not met**";
        return String.format(Locale.ROOT, ratio >= 100 ? "%,.0f %s" : "%.3g %s", ratio, verdict);
    }
}
