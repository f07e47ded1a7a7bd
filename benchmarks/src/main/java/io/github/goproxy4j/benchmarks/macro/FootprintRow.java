package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAccumulator;

/**
 * How soon after its start a server has answered, and how much memory it takes; plain, and with the options of the JVM that
 * the run was given.
 *
 * @param large whether it also makes a cold zip of 200 MB
 */
record FootprintRow(boolean large) implements Row {
    static final Metric FIRST_ANSWER = Metric.seconds("first answer after the start");
    static final Metric AFTER_START = Metric.mib("resident after the first answer");
    static final Metric PEAK = Metric.mib("peak resident during the cold zip");

    private static final int POLL_MILLIS = 50;

    @Override
    public String id() {
        return large ? "memory" : "start";
    }

    @Override
    public String title() {
        return large
                ? "Memory, everything included, of a server that makes one cold zip of 200 MB; the bound counts with options"
                : "From the start of the process to its first answer (`.info`), and memory then; the bounds count with options";
    }

    @Override
    public Reference reference() {
        return new Reference("", large ? PEAK : FIRST_ANSWER);
    }

    @Override
    public List<Requirement> requirements() {
        Basis one = Basis.number(1, "");
        return large
                ? List.of(Requirement.of(PEAK, Requirement.Sense.AT_MOST, 200, one))
                : List.of(
                        Requirement.of(FIRST_ANSWER, Requirement.Sense.AT_MOST, 1, one),
                        Requirement.of(AFTER_START, Requirement.Sense.AT_MOST, 120, one));
    }

    @Override
    public void measure(Run run, RowResult result) throws IOException {
        SampleModule asked = run.modules().one(ModuleKind.SMALL, "hit0");
        List<SampleModule> all = new ArrayList<>(List.of(asked));
        if (large) {
            all.add(run.modules().one(ModuleKind.LARGE, "cold0"));
        }
        List<Contestant> contestants = contestants(run);
        for (Contestant contestant : contestants) {
            // An archive of classes is written when a JVM with such an option ends.
            attempt(contestant, result, () -> measure(contestant, all.subList(0, 1), run, new RowResult()));
        }
        for (int round = 0; round < run.fewRounds(); round++) {
            for (Contestant contestant : contestants) {
                attempt(contestant, result, () -> measure(contestant, all, run, result));
            }
        }
    }

    /** Returns the contestants of a run, and ours a second time with options. */
    static List<Contestant> contestants(Run run) {
        List<Contestant> contestants = new ArrayList<>();
        for (Contestant contestant : run.fetching()) {
            contestants.add(contestant);
            if (contestant instanceof OurServer ours && !run.options().isEmpty()) {
                contestants.add(ours.with(run.options()));
            }
        }
        return contestants;
    }

    private interface Attempt {
        void make() throws IOException;
    }

    private static void attempt(Contestant contestant, RowResult result, Attempt attempt) {
        if (!result.failures().containsKey(contestant.name())) {
            try {
                attempt.make();
            } catch (IOException e) {
                result.fail(contestant.name(), String.valueOf(e.getMessage()));
            }
        }
    }

    private void measure(Contestant contestant, List<SampleModule> modules, Run run, RowResult result)
            throws IOException {
        try (ServerProcess server = contestant.start(modules, run.workspace())) {
            SampleModule asked = modules.get(0);
            Download.get(server.port(), asked.file(asked.first(), ".info"));
            result.add(contestant.name(), FIRST_ANSWER, server.age());
            result.add(contestant.name(), AFTER_START, server.tree().residentMib());
            if (modules.size() > 1) {
                SampleModule zipped = modules.get(1);
                result.add(contestant.name(), PEAK, peak(server, zipped.file(zipped.first(), ".zip")));
            }
        }
    }

    /** The most of one process is known to the kernel; what several have at once is looked at again and again. */
    private static double peak(ServerProcess server, String path) throws IOException {
        DoubleAccumulator most = new DoubleAccumulator(Math::max, 0);
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> watching = watch.scheduleWithFixedDelay(
                    () -> {
                        try {
                            most.accumulate(server.tree().residentMib());
                        } catch (IOException e) {
                            most.accumulate(0);
                        }
                    },
                    0,
                    POLL_MILLIS,
                    TimeUnit.MILLISECONDS);
            Download.get(server.port(), path);
            watching.cancel(false);
        } finally {
            watch.shutdownNow();
        }
        most.accumulate(server.tree().peakResidentMib());
        return most.get();
    }
}
