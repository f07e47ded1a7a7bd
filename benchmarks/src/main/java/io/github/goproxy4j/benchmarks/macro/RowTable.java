package io.github.goproxy4j.benchmarks.macro;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A row's part of the report, in Markdown. */
final class RowTable {
    private final Row row;
    private final RowResult result;
    private final StringBuilder text = new StringBuilder();

    private RowTable(Row row, RowResult result) {
        this.row = row;
        this.result = result;
    }

    /** Writes what was measured, and what ours had to reach. */
    static String of(Row row, RowResult result, List<Contestant> contestants) {
        RowTable table = new RowTable(row, result);
        table.text.append("### ").append(row.title()).append("\n\n");
        table.measured();
        table.required(contestants.stream().filter(Contestant::isOurs).toList());
        result.failures()
                .forEach((who, why) -> table.text
                        .append("- ")
                        .append(who)
                        .append(" failed: ")
                        .append(why.replaceAll("\\s+", " "))
                        .append('\n'));
        return table.text.append('\n').toString();
    }

    private void measured() {
        List<Metric> metrics = List.copyOf(result.metrics());
        Row.Reference reference = row.reference();
        OptionalDouble one = result.median(reference.contestant(), reference.metric());
        List<String> head = new ArrayList<>(List.of(""));
        metrics.forEach(metric -> head.add(metric.title()));
        Metric compared = reference.compared();
        if (one.isPresent()) {
            head.add("“" + compared.title() + "” ÷ " + reference.contestant());
        }
        line(head);
        line(head.stream().map(cell -> "---").toList());
        for (String contestant : result.contestants()) {
            List<String> cells = new ArrayList<>(List.of(contestant));
            metrics.forEach(metric -> cells.add(cell(contestant, metric)));
            if (one.isPresent()) {
                OptionalDouble value =
                        contestant.equals(reference.contestant()) ? one : result.median(contestant, compared);
                cells.add(value.isEmpty() ? "" : number(value.getAsDouble() / one.getAsDouble(), 3));
            }
            line(cells);
        }
        text.append('\n');
    }

    /** The median, and in brackets the lowest and the highest. */
    private String cell(String contestant, Metric metric) {
        List<Double> values = result.sorted(contestant, metric);
        if (values.isEmpty()) {
            return "";
        }
        String median = number(result.median(contestant, metric).orElseThrow(), metric.decimals());
        return values.size() == 1
                ? median
                : median + " (" + number(values.get(0), metric.decimals()) + "–"
                        + number(values.get(values.size() - 1), metric.decimals()) + ")";
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private void required(List<Contestant> ours) {
        List<Contestant> measured = ours.stream()
                .filter(each -> result.contestants().contains(each.name()))
                .toList();
        if (row.requirements().isEmpty() || measured.isEmpty()) {
            return;
        }
        List<String> head = new ArrayList<>(List.of("must reach"));
        measured.forEach(contestant -> head.add(contestant.name()));
        line(head);
        line(head.stream().map(cell -> "---").toList());
        for (Requirement requirement : row.requirements()) {
            if (measured.stream().anyMatch(requirement.whom())) {
                List<String> cells = new ArrayList<>(
                        List.of(requirement.words(result, measured.get(0).name())));
                measured.forEach(contestant -> cells.add(requirement.verdict(result, contestant)));
                line(cells);
            }
        }
        text.append('\n');
    }

    private void line(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
