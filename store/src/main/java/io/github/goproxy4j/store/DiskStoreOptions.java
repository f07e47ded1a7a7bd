package io.github.goproxy4j.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * What can be chosen of a {@link DiskStore}.
 *
 * @param maxBytes how many bytes the files of all versions may have together; temporary files and what is in quarantine come
 *     on top
 * @param inspectionPeriod how long after one look at all bytes that are kept the next one begins; zero for none
 * @param clock tells when versions were used
 */
public record DiskStoreOptions(long maxBytes, Duration inspectionPeriod, Clock clock) {
    private static final long DEFAULT_MAX_BYTES = 10L << 30;
    private static final Duration DEFAULT_INSPECTION_PERIOD = Duration.ofDays(7);

    /**
     * Checks the options.
     *
     * @param maxBytes the bound
     * @param inspectionPeriod the period
     * @param clock the clock
     * @throws IllegalArgumentException if the bound is not positive, or the period negative
     */
    public DiskStoreOptions {
        Objects.requireNonNull(clock, "clock");
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("a store needs room");
        }
        if (inspectionPeriod.isNegative()) {
            throw new IllegalArgumentException("a negative period");
        }
    }

    /**
     * Returns what a store has if nothing is chosen: 10 GiB, inspected every 7 days.
     *
     * @return the options
     */
    public static DiskStoreOptions defaults() {
        return new DiskStoreOptions(DEFAULT_MAX_BYTES, DEFAULT_INSPECTION_PERIOD, Clock.systemUTC());
    }

    /**
     * Returns these options with another bound.
     *
     * @param bytes how many bytes may be kept
     * @return new options
     */
    public DiskStoreOptions withMaxBytes(long bytes) {
        return new DiskStoreOptions(bytes, inspectionPeriod, clock);
    }

    /**
     * Returns these options with another period.
     *
     * @param period how long after one inspection the next one begins; zero for none
     * @return new options
     */
    public DiskStoreOptions withInspectionPeriod(Duration period) {
        return new DiskStoreOptions(maxBytes, period, clock);
    }

    /**
     * Returns these options with another clock.
     *
     * @param other the clock
     * @return new options
     */
    public DiskStoreOptions withClock(Clock other) {
        return new DiskStoreOptions(maxBytes, inspectionPeriod, other);
    }
}
