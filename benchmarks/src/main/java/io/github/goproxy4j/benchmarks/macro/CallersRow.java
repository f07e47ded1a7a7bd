package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A hundred callers who ask at once for one cold zip, next to a single one. */
record CallersRow() implements Row {
    static final Metric SINGLE = Metric.seconds("a single caller");
    static final Metric LAST = Metric.seconds("the last of 100");
    static final Metric SINGLE_CPU = Metric.seconds("server CPU for one");
    static final Metric ALL_CPU = Metric.seconds("server CPU for 100");

    private static final int CALLERS = 100;

    @Override
    public String id() {
        return "callers";
    }

    @Override
    public String title() {
        return "100 simultaneous callers of one cold zip of 20 MB of source; all bodies are the same";
    }

    @Override
    public Reference reference() {
        return new Reference(GitArchive.NAME, SINGLE);
    }

    @Override
    public List<Requirement> requirements() {
        return List.of(Requirement.of(LAST, Requirement.Sense.AT_MOST, 1.2, Basis.own(SINGLE)));
    }

    @Override
    public void measure(Run run, RowResult result) throws IOException {
        List<SampleModule> warm = run.modules().of(ModuleKind.MEDIUM, "warm", WarmUp.MEDIUM);
        List<SampleModule> cold = run.modules().of(ModuleKind.MEDIUM, "cold", run.rounds());
        List<SampleModule> all = new ArrayList<>(warm);
        all.addAll(cold);
        try (Servers forOne = Servers.start(run.fetching(), all, run.workspace());
                Servers forMany = Servers.start(run.fetching(), all, run.workspace())) {
            forOne.each(0, result, (contestant, server) -> WarmUp.ask(contestant, server, warm));
            forMany.each(0, result, (contestant, server) -> WarmUp.ask(contestant, server, warm));
            for (int round = 0; round < cold.size(); round++) {
                SampleModule module = cold.get(round);
                String path = module.file(module.first(), ".zip");
                result.add(GitArchive.NAME, SINGLE, GitArchive.seconds(module, module.first()));
                forOne.each(round, result, (contestant, server) -> {
                    double before = server.tree().cpuSeconds();
                    result.add(
                            contestant.name(),
                            SINGLE,
                            Download.get(server.port(), path).seconds());
                    result.add(contestant.name(), SINGLE_CPU, server.tree().cpuSeconds() - before);
                });
                forMany.each(round, result, (contestant, server) -> {
                    double before = server.tree().cpuSeconds();
                    List<Download> downloads =
                            Callers.at(server.port(), List.of(path), CALLERS).awaitAll();
                    result.add(contestant.name(), LAST, Callers.slowest(downloads));
                    result.add(contestant.name(), ALL_CPU, server.tree().cpuSeconds() - before);
                    Callers.requireEqual(downloads);
                    ColdZipRow.check(run, server, module, module.first(), downloads.get(0));
                });
            }
        }
    }
}
