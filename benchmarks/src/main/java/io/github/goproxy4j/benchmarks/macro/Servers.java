package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One running server of each contestant, all of the same modules. */
final class Servers implements AutoCloseable {
    private static final long CALM_NANOS = 100_000_000;
    private static final double CALM_CPU_SECONDS = 0.02;
    private static final int CALM_TRIES = 200;

    private final Map<Contestant, ServerProcess> running = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    /** Something that is done to a server. */
    interface Step {
        void take(Contestant contestant, ServerProcess server) throws IOException;
    }

    private Servers() {}

    /** Starts servers; those that do not start are left out from here on. */
    static Servers start(List<Contestant> contestants, List<SampleModule> modules, Workspace workspace) {
        Servers servers = new Servers();
        for (Contestant contestant : contestants) {
            try {
                servers.running.put(contestant, contestant.start(modules, workspace));
            } catch (IOException e) {
                servers.failures.put(contestant.name(), String.valueOf(e.getMessage()));
            }
        }
        return servers;
    }

    /** Takes a step with each server, another one first in each round; those that fail are left out from here on. */
    void each(int round, RowResult result, Step step) {
        List<Map.Entry<Contestant, ServerProcess>> order = new ArrayList<>(running.entrySet());
        Collections.rotate(order, -round);
        for (Map.Entry<Contestant, ServerProcess> each : order) {
            try {
                awaitCalm();
                step.take(each.getKey(), each.getValue());
            } catch (IOException e) {
                failures.put(each.getKey().name(), String.valueOf(e.getMessage()));
                close(each.getValue());
            }
        }
        running.keySet().removeIf(contestant -> failures.containsKey(contestant.name()));
        failures.forEach(result::fail);
    }

    /** Waits until none of them still works on what it was asked before, such as an answer that nobody waits for. */
    private void awaitCalm() throws IOException {
        double used = cpuSeconds();
        for (int i = 0; i < CALM_TRIES; i++) {
            LockSupport.parkNanos(CALM_NANOS);
            double before = used;
            used = cpuSeconds();
            if (used - before <= CALM_CPU_SECONDS) {
                return;
            }
        }
    }

    private double cpuSeconds() throws IOException {
        double seconds = 0;
        for (ServerProcess server : running.values()) {
            seconds += server.tree().cpuSeconds();
        }
        return seconds;
    }

    private void close(ServerProcess server) {
        try {
            server.close();
        } catch (IOException e) {
            failures.put("end of a server", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        running.values().forEach(this::close);
        running.clear();
    }
}
