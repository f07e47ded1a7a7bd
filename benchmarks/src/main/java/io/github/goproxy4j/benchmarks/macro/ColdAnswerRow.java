package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first question to a repository, for one small file.
 *
 * @param extension which file
 */
record ColdAnswerRow(String extension) implements Row {
    static final Metric SMALL = Metric.millis("small module");
    static final Metric MEDIUM = Metric.millis("20 MB module");
    static final Metric LARGE = Metric.millis("200 MB module");

    /** What the peers' ratios are to. */
    static final Metric ARCHIVE = Metric.millis("zip of the 20 MB module");

    @Override
    public String id() {
        return "cold-" + extension.substring(1);
    }

    @Override
    public String title() {
        return "Cold `" + extension + "`: the first question to a repository";
    }

    @Override
    public Reference reference() {
        return new Reference(GitArchive.NAME, ARCHIVE, MEDIUM);
    }

    @Override
    public List<Requirement> requirements() {
        return List.of(
                Requirement.of(
                        SMALL,
                        Requirement.Sense.FASTER,
                        20,
                        PeerTable.COLD_INFO_SMALL.of(PeerTable.GOPROXY, SMALL, ARCHIVE)),
                Requirement.of(
                        MEDIUM,
                        Requirement.Sense.FASTER,
                        20,
                        PeerTable.COLD_INFO_MEDIUM.of(PeerTable.GOPROXY, MEDIUM, ARCHIVE)),
                Requirement.of(
                        LARGE,
                        Requirement.Sense.FASTER,
                        20,
                        PeerTable.COLD_INFO_MEDIUM.of(PeerTable.GOPROXY, LARGE, ARCHIVE)));
    }

    @Override
    public void measure(Run run, RowResult result) throws IOException {
        Map<Metric, List<SampleModule>> cold = new LinkedHashMap<>();
        cold.put(SMALL, run.modules().of(ModuleKind.SMALL, "cold", run.rounds()));
        cold.put(MEDIUM, run.modules().of(ModuleKind.MEDIUM, "cold", run.rounds()));
        cold.put(LARGE, run.modules().of(ModuleKind.LARGE, "cold", run.fewRounds()));
        List<SampleModule> warm = run.modules().of(ModuleKind.SMALL, "warm", WarmUp.SMALL);
        List<SampleModule> all = new ArrayList<>(warm);
        cold.values().forEach(all::addAll);
        try (Servers servers = Servers.start(run.fetching(), all, run.workspace())) {
            servers.each(0, result, (contestant, server) -> WarmUp.ask(contestant, server, warm));
            for (int i = 0; i < run.rounds(); i++) {
                int round = i;
                SampleModule archived = cold.get(MEDIUM).get(round);
                result.add(GitArchive.NAME, ARCHIVE, GitArchive.seconds(archived, archived.first()) * 1e3);
                cold.forEach((metric, modules) -> {
                    if (round < modules.size()) {
                        SampleModule module = modules.get(round);
                        servers.each(
                                round,
                                result,
                                (contestant, server) -> result.add(
                                        contestant.name(),
                                        metric,
                                        Download.get(server.port(), module.file(module.first(), extension))
                                                        .seconds()
                                                * 1e3));
                    }
                });
            }
        }
    }
}
