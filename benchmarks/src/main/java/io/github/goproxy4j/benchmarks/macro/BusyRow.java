package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a small hit takes while 30 cold zips are made. */
record BusyRow() implements Row {
    static final Metric ALONE = Metric.millis("p99 alone");
    static final Metric BUSY = Metric.millis("p99 while zips are made");
    static final Metric SLOWEST = Metric.millis("slowest while zips are made");
    static final Metric LEFT = new Metric("zips of 30 not finished at the end of the load", 0);

    private static final int CONNECTIONS = 4;

    @Override
    public String id() {
        return "busy";
    }

    @Override
    public String title() {
        return "A small hit (`.info`, 4 connections) while 30 cold zips of 10 MB of source each are made";
    }

    @Override
    public Reference reference() {
        return new Reference("", BUSY);
    }

    @Override
    public List<Requirement> requirements() {
        return List.of(
                Requirement.of(BUSY, Requirement.Sense.AT_MOST, 10, Basis.own(ALONE)),
                Requirement.of(
                        BUSY,
                        Requirement.Sense.AT_MOST,
                        0.5,
                        Basis.measured(PeerTable.GOPROXY, BUSY),
                        Basis.number(PeerTable.BUSY_P99, "goproxy's 24 ms of the table, on another machine")));
    }

    @Override
    public void measure(Run run, RowResult result) throws IOException {
        List<SampleModule> warm = run.modules().of(ModuleKind.MEDIUM, "warm", 1);
        SampleModule hit = run.modules().one(ModuleKind.SMALL, "hit0");
        SampleModule cold = run.modules().one(ModuleKind.THIRTY_RELEASES, "cold0");
        List<SampleModule> all = new ArrayList<>(warm);
        all.addAll(List.of(hit, cold));
        List<String> zips = cold.versions().stream()
                .map(version -> cold.file(version, ".zip"))
                .toList();
        List<String> hits = List.of(hit.file(hit.first(), ".info"));
        for (int round = 0; round < run.fewRounds(); round++) {
            try (Servers servers = Servers.start(run.fetching(), all, run.workspace())) {
                servers.each(round, result, (contestant, server) -> {
                    WarmUp.ask(contestant, server, warm);
                    Download.get(server.port(), hits.get(0));
                    run.wrk().run(server.port(), hits, CONNECTIONS, run.seconds());
                    Wrk.Load alone = run.wrk().run(server.port(), hits, CONNECTIONS, run.seconds());
                    Callers callers = Callers.at(server.port(), zips, 1);
                    Wrk.Load busy = run.wrk().run(server.port(), hits, CONNECTIONS, run.seconds());
                    long left = callers.waiting();
                    callers.awaitAll();
                    result.add(contestant.name(), ALONE, alone.p99());
                    result.add(contestant.name(), BUSY, busy.p99());
                    result.add(contestant.name(), SLOWEST, busy.slowest());
                    result.add(contestant.name(), LEFT, (double) left);
                });
            }
        }
    }
}
