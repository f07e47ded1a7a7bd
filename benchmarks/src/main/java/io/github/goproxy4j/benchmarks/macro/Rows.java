package io.github.goproxy4j.benchmarks.macro;

import io.github.goproxy4j.benchmarks.macro.Requirement.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All rows, in the order of the report. */
final class Rows {
    private static final int FEW = 4;
    private static final int MANY = 32;
    private static final int VERY_MANY = 256;

    private Rows() {}

    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        rows.add(smallFiles("info-32", MANY, List.of()));
        rows.add(smallFiles(
                "info-256",
                VERY_MANY,
                List.of(Requirement.of(Metric.P99, Sense.AT_MOST, 2, Basis.measured(Nginx.NAME, Metric.P99)))));
        rows.add(new HitRow(
                "zip-small",
                "Hit: a zip of 27 KB, 256 connections",
                ModuleKind.SMALL,
                module -> List.of(module.file(module.last(), ".zip")),
                VERY_MANY,
                false,
                List.of(
                        rate(2, PeerTable.SMALL_ZIP_HIT.of(PeerTable.GOPROXY, Metric.REQUESTS)),
                        rate(0.75, Basis.measured(Nginx.NAME, Metric.REQUESTS)))));
        rows.add(tags("list-20", "list of 20 tags", ModuleKind.SMALL, SampleModule::list, PeerTable.LIST_HIT));
        rows.add(tags("latest-20", "latest of 20 tags", ModuleKind.SMALL, SampleModule::latest, PeerTable.LIST_HIT));
        rows.add(tags(
                "list-10000",
                "list of 10,000 tags",
                ModuleKind.MANY_TAGS,
                SampleModule::list,
                PeerTable.LONG_LIST_HIT));
        rows.add(tags(
                "latest-10000",
                "latest of 10,000 tags",
                ModuleKind.MANY_TAGS,
                SampleModule::latest,
                PeerTable.LIST_HIT));
        rows.add(largeZip("zip-8", "8 MB", ModuleKind.ZIP_8MB));
        rows.add(largeZip("zip-200", "200 MB", ModuleKind.LARGE));
        rows.add(new ColdAnswerRow(".info"));
        rows.add(new ColdAnswerRow(".mod"));
        rows.add(new ColdZipRow(
                ModuleKind.MEDIUM,
                "cold-zip-20",
                "2,000 files of 20 MB that deflate to 6 MB",
                PeerTable.COLD_ZIP_MEDIUM));
        rows.add(new ColdZipRow(
                ModuleKind.LARGE, "cold-zip-200", "340 MB that deflate to 217 MB", PeerTable.COLD_ZIP_LARGE));
        rows.add(new TagListRow());
        rows.add(new CallersRow());
        rows.add(new BusyRow());
        rows.add(new FootprintRow(false));
        rows.add(new FootprintRow(true));
        return rows;
    }

    private static Requirement rate(double bound, Basis... bases) {
        return Requirement.of(Metric.REQUESTS, Sense.AT_LEAST, bound, bases);
    }

    private static Row smallFiles(String id, int connections, List<Requirement> more) {
        Basis nginx = Basis.measured(Nginx.NAME, Metric.REQUESTS);
        List<Requirement> requirements = List.of(
                rate(1.5, PeerTable.SMALL_HIT.of(PeerTable.GOPROXY, Metric.REQUESTS)),
                rate(2.6, PeerTable.SMALL_HIT.of(PeerTable.ATHENS, Metric.REQUESTS)),
                rate(0.85, nginx).withVirtualThreads(),
                rate(0.6, nginx).withoutVirtualThreads(),
                Requirement.of(
                        Metric.CPU_PER_REQUEST,
                        Sense.AT_MOST,
                        1,
                        Basis.measured(PeerTable.GOPROXY, Metric.CPU_PER_REQUEST)));
        return new HitRow(
                id,
                "Hit: `.info` and `.mod` of 20 versions in turn, " + connections + " connections",
                ModuleKind.SMALL,
                module -> module.versions().stream()
                        .flatMap(version -> Stream.of(module.file(version, ".info"), module.file(version, ".mod")))
                        .toList(),
                connections,
                false,
                Stream.concat(requirements.stream(), more.stream()).toList());
    }

    private static Row tags(
            String id, String what, ModuleKind kind, Function<SampleModule, String> path, PeerTable.Ratio peers) {
        return new HitRow(
                id,
                "Hit: " + what + ", 32 connections",
                kind,
                module -> List.of(path.apply(module)),
                MANY,
                false,
                List.of(
                        rate(100, peers.of(PeerTable.GOPROXY, Metric.REQUESTS)),
                        rate(100, peers.of(PeerTable.ATHENS, Metric.REQUESTS)),
                        rate(0.8, Basis.measured(Nginx.NAME, Metric.REQUESTS))));
    }

    private static Row largeZip(String id, String size, ModuleKind kind) {
        return new HitRow(
                id,
                "Hit: a zip of " + size + ", 4 connections",
                kind,
                module -> List.of(module.file(module.first(), ".zip")),
                FEW,
                true,
                List.of(
                        Requirement.of(
                                Metric.MIB_PER_SECOND,
                                Sense.AT_LEAST,
                                1,
                                PeerTable.ZIP_HIT.of(PeerTable.GOPROXY, Metric.MIB_PER_SECOND)),
                        Requirement.of(
                                Metric.MIB_PER_SECOND,
                                Sense.AT_LEAST,
                                0.9,
                                Basis.measured(Nginx.NAME, Metric.MIB_PER_SECOND)),
                        Requirement.of(
                                        Metric.CPU_PER_GB,
                                        Sense.AT_MOST,
                                        1.3,
                                        Basis.measured(Nginx.NAME, Metric.CPU_PER_GB))
                                .only(ours -> ours instanceof OurServer server && server.isTomcat())));
    }

    /** Returns those of some ids, or all if none is given. */
    static List<Row> named(List<String> ids) {
        List<String> known = all().stream().map(Row::id).toList();
        for (String id : ids) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException("no row '" + id + "'; there are " + String.join(", ", known));
            }
        }
        return all().stream()
                .filter(row -> ids.isEmpty() || ids.contains(row.id()))
                .toList();
    }
}
