package io.github.goproxy4j.benchmarks.macro;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What a row has measured: for each contestant and metric one value of each round. */
final class RowResult {
    private final Map<String, Map<Metric, List<Double>>> samples = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    void add(String contestant, Metric metric, double value) {
        samples.computeIfAbsent(contestant, k -> new LinkedHashMap<>())
                .computeIfAbsent(metric, k -> new ArrayList<>())
                .add(value);
    }

    /** Notes why something is not there; only the first reason counts. */
    void fail(String contestant, String reason) {
        failures.putIfAbsent(contestant, reason);
    }

    Set<String> contestants() {
        return Collections.unmodifiableSet(samples.keySet());
    }

    Map<String, String> failures() {
        return Collections.unmodifiableMap(failures);
    }

    Set<Metric> metrics() {
        Set<Metric> metrics = new LinkedHashSet<>();
        samples.values().forEach(each -> metrics.addAll(each.keySet()));
        return metrics;
    }

    OptionalDouble median(String contestant, Metric metric) {
        List<Double> values = sorted(contestant, metric);
        if (values.isEmpty()) {
            return OptionalDouble.empty();
        }
        int middle = values.size() / 2;
        return OptionalDouble.of(
                values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2);
    }

    /** Returns the values in rising order, perhaps none. */
    List<Double> sorted(String contestant, Metric metric) {
        return samples.getOrDefault(contestant, Map.of()).getOrDefault(metric, List.of()).stream()
                .sorted()
                .toList();
    }
}
