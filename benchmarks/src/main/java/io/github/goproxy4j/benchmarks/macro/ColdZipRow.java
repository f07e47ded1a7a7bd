package io.github.goproxy4j.benchmarks.macro;

import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The zips of two releases of a repository that was never asked before, one after the other.
 *
 * @param kind of which modules
 * @param id the name on the command line
 * @param size how large they are, in words
 * @param peers what other proxies take
 */
record ColdZipRow(ModuleKind kind, String id, String size, PeerTable.Ratio peers) implements Row {
    static final Metric FIRST_BYTE = Metric.seconds("first byte");
    static final Metric LAST_BYTE = Metric.seconds("last byte");
    static final Metric NEXT = Metric.seconds("next release, last byte");

    @Override
    public String title() {
        return "Cold zip of a repository that was never seen, " + size
                + ", and of its next release, which has 80 % of the" + " bytes unchanged";
    }

    @Override
    public Reference reference() {
        return new Reference(GitArchive.NAME, LAST_BYTE);
    }

    @Override
    public List<Requirement> requirements() {
        return List.of(
                Requirement.of(LAST_BYTE, Requirement.Sense.FASTER, 2, Basis.measured(GitArchive.NAME, LAST_BYTE)),
                Requirement.of(LAST_BYTE, Requirement.Sense.FASTER, 4.5, peers.of(PeerTable.GOPROXY, LAST_BYTE)),
                Requirement.of(FIRST_BYTE, Requirement.Sense.AT_MOST, 0.1, Basis.own(LAST_BYTE)),
                Requirement.of(NEXT, Requirement.Sense.FASTER, 8, Basis.measured(GitArchive.NAME, NEXT)));
    }

    @Override
    public void measure(Run run, RowResult result) throws IOException {
        List<SampleModule> warm = new ArrayList<>(run.modules().of(ModuleKind.SMALL, "warm", WarmUp.SMALL));
        warm.addAll(run.modules().of(ModuleKind.MEDIUM, "warm", WarmUp.MEDIUM));
        List<SampleModule> cold =
                run.modules().of(kind, "cold", kind == ModuleKind.LARGE ? run.fewRounds() : run.rounds());
        List<SampleModule> all = new ArrayList<>(warm);
        all.addAll(cold);
        try (Servers servers = Servers.start(run.fetching(), all, run.workspace())) {
            servers.each(0, result, (contestant, server) -> WarmUp.ask(contestant, server, warm));
            for (int round = 0; round < cold.size(); round++) {
                SampleModule module = cold.get(round);
                result.add(GitArchive.NAME, LAST_BYTE, GitArchive.seconds(module, module.first()));
                result.add(GitArchive.NAME, NEXT, GitArchive.seconds(module, module.last()));
                boolean checked = round == 0;
                servers.each(round, result, (contestant, server) -> {
                    Download first = get(server, module, module.first());
                    pause();
                    Download next = get(server, module, module.last());
                    result.add(contestant.name(), FIRST_BYTE, first.firstByte());
                    result.add(contestant.name(), LAST_BYTE, first.seconds());
                    result.add(contestant.name(), NEXT, next.seconds());
                    if (checked) {
                        check(run, server, module, module.first(), first);
                        check(run, server, module, module.last(), next);
                    }
                });
            }
        }
    }

    /** A release comes some time after the one before: its zip is on the disk by then. */
    private static void pause() throws IOException {
        try {
            TimeUnit.SECONDS.sleep(3);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two releases");
        }
    }

    private static Download get(ServerProcess server, SampleModule module, ModuleVersion version) throws IOException {
        return Download.get(server.port(), module.file(version, ".zip"));
    }

    /** Fails if a zip is not what git says, or other bytes than those that came cold. */
    static void check(Run run, ServerProcess server, SampleModule module, ModuleVersion version, Download cold)
            throws IOException {
        Path file = Files.createTempFile(run.workspace().directory(), "warm", ".zip");
        try {
            Download warm = Download.save(server.port(), module.file(version, ".zip"), file);
            if (warm.bytes() != cold.bytes() || warm.checksum() != cold.checksum()) {
                throw new IOException("the cold zip of " + module.id(version) + " has other bytes than the kept one");
            }
            run.reference().check(module, version, file);
        } finally {
            Files.delete(file);
        }
    }
}
