package io.github.goproxy4j.benchmarks.macro;

import java.util.Locale;

/**
 * What other proxies reached on two cores that they shared with {@code wrk}, next to nginx and {@code git archive} in the same
 * run. Where a peer does not run here, its ratio stands in for it.
 */
final class PeerTable {
    static final String GOPROXY = "goproxy";
    static final String ATHENS = "athens";

    static final Ratio SMALL_HIT = new Ratio(Nginx.NAME, 38_000 / 72_000.0, 21_600 / 72_000.0);
    static final Ratio SMALL_ZIP_HIT = new Ratio(Nginx.NAME, 25_800 / 66_700.0, 12_200 / 66_700.0);
    static final Ratio LIST_HIT = new Ratio(Nginx.NAME, 136 / 65_000.0, 200 / 65_000.0);
    static final Ratio LONG_LIST_HIT = new Ratio(Nginx.NAME, 26 / 32_600.0, 75 / 32_600.0);
    static final Ratio ZIP_HIT = new Ratio(Nginx.NAME, 2_680 / 2_930.0, 2_380 / 2_930.0);
    static final Ratio COLD_INFO_SMALL = new Ratio(GitArchive.NAME, 0.17 / 0.69, 0.22 / 0.69);

    /** For larger modules as well, for which it is too good: both fetch all of a repository. */
    static final Ratio COLD_INFO_MEDIUM = new Ratio(GitArchive.NAME, 4.6 / 0.69, 3.6 / 0.69);

    static final Ratio COLD_ZIP_MEDIUM = new Ratio(GitArchive.NAME, 3.2 / 0.69, 3.2 / 0.69);
    static final Ratio COLD_ZIP_LARGE = new Ratio(GitArchive.NAME, 36 / 15.8, 38 / 15.8);

    /** Milliseconds of the slowest of a hundred small hits while 30 zips are made; there is no ratio. */
    static final double BUSY_P99 = 24;

    private PeerTable() {}

    /**
     * Ratios of the peers.
     *
     * @param baseline to whom
     * @param goproxy goproxy/goproxy's value by the baseline's
     * @param athens Athens' value by the baseline's
     */
    record Ratio(String baseline, double goproxy, double athens) {
        /** What a peer has reached here, or would have by the table. */
        Basis[] of(String peer, Metric metric, Metric baselineMetric) {
            double ratio = peer.equals(GOPROXY) ? goproxy : athens;
            String words = peer + String.format(Locale.ROOT, " (by the table: %.3g × %s)", ratio, baseline);
            return new Basis[] {Basis.measured(peer, metric), Basis.scaled(baseline, baselineMetric, ratio, words)};
        }

        Basis[] of(String peer, Metric metric) {
            return of(peer, metric, metric);
        }
    }
}
