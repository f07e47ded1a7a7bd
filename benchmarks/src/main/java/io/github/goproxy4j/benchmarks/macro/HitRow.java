package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Requests, over and over, for what has been asked for before.
 *
 * @param id the name on the command line
 * @param title what is measured
 * @param kind of which module
 * @param paths the paths that are asked for in turn
 * @param connections how many connections ask at once
 * @param large whether bytes are counted, not requests
 * @param requirements what must be reached
 */
record HitRow(
        String id,
        String title,
        ModuleKind kind,
        Function<SampleModule, List<String>> paths,
        int connections,
        boolean large,
        List<Requirement> requirements)
        implements Row {
    private static final double GB = 1e9;

    @Override
    public Reference reference() {
        return new Reference(Nginx.NAME, large ? Metric.MIB_PER_SECOND : Metric.REQUESTS);
    }

    @Override
    public void measure(Run run, RowResult result) throws IOException {
        Servers servers = run.hits().of(kind, run);
        List<String> asked = paths.apply(HitServers.module(kind, run));
        servers.each(
                0, result, (contestant, server) -> run.wrk().run(server.port(), asked, connections, run.seconds()));
        for (int round = 0; round < run.rounds(); round++) {
            servers.each(round, result, (contestant, server) -> {
                double before = server.tree().cpuSeconds();
                Wrk.Load load = run.wrk().run(server.port(), asked, connections, run.seconds());
                add(result, contestant.name(), load, server.tree().cpuSeconds() - before);
            });
        }
    }

    private void add(RowResult result, String name, Wrk.Load load, double cpu) {
        if (large) {
            result.add(name, Metric.MIB_PER_SECOND, load.mibPerSecond());
            result.add(name, Metric.CPU_PER_GB, cpu / (load.bytes() / GB));
        } else {
            result.add(name, Metric.REQUESTS, load.requestsPerSecond());
            result.add(name, Metric.P99, load.p99());
            result.add(name, Metric.CPU_PER_REQUEST, cpu * 1e6 / load.requests());
        }
    }
}
