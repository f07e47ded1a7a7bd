package io.github.goproxy4j.store;

import java.time.Duration;

/**
 * How much a {@link ModuleCache} keeps in memory, and for how long it gives an answer without asking again.
 *
 * <p>Times count only for what may change: versions and queries. They matter little for repositories that have a {@linkplain
 * io.github.goproxy4j.repository.GoModuleRepository#state state}, which is asked on every request instead.
 *
 * @param answerBytes about how many bytes of the heap answers may take
 * @param refusalBytes about how many bytes refusals may take; apart from answers, which many of them do not displace
 * @param maxGoModBytes up to which length a go.mod file is kept in memory
 * @param maxZipBytes up to which length a zip is kept in memory
 * @param freshFor how long an answer without a state is given without a look at the repository
 * @param revalidateFor for how long after that it is still given while it is asked for again in the background
 * @param staleIfErrorFor for how long after it was last known to be right an answer is given because the repository fails
 * @param refusedFor how long a refusal without a state is given, and one of an exact version at all
 */
public record CacheOptions(
        long answerBytes,
        long refusalBytes,
        int maxGoModBytes,
        int maxZipBytes,
        Duration freshFor,
        Duration revalidateFor,
        Duration staleIfErrorFor,
        Duration refusedFor) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * 64 MiB of answers and 4 MiB of refusals, go.mod files up to 1 MiB, zips up to 64 KiB; fresh for 5 seconds, given for
     * 30 more while asked for again, for an hour if the repository fails; refusals for 5 seconds.
     */
    public static final CacheOptions DEFAULTS = new CacheOptions(
            64L << 20,
            4L << 20,
            1 << 20,
            1 << 16,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofSeconds(5));

    /**
     * Checks the options.
     *
     * @param answerBytes about how many bytes of the heap answers may take
     * @param refusalBytes about how many bytes refusals may take
     * @param maxGoModBytes up to which length a go.mod file is kept in memory
     * @param maxZipBytes up to which length a zip is kept in memory
     * @param freshFor how long an answer without a state is given
     * @param revalidateFor for how long after that it is still given
     * @param staleIfErrorFor for how long an answer is given because the repository fails
     * @param refusedFor how long a refusal is given
     * @throws IllegalArgumentException if a number is negative, or a time is, or longer than a year
     */
    public CacheOptions {
        if (answerBytes < 0 || refusalBytes < 0 || maxGoModBytes < 0 || maxZipBytes < 0) {
            throw new IllegalArgumentException("a negative number of bytes");
        }
        requireTime(freshFor);
        requireTime(revalidateFor);
        requireTime(staleIfErrorFor);
        requireTime(refusedFor);
    }

    private static void requireTime(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("not a time from nothing to a year: " + time);
        }
    }

    /**
     * Returns these options with another bound of the heap.
     *
     * @param bytes about how many bytes answers may take
     * @return the options
     */
    public CacheOptions withAnswerBytes(long bytes) {
        return new CacheOptions(
                bytes, refusalBytes, maxGoModBytes, maxZipBytes, freshFor, revalidateFor, staleIfErrorFor, refusedFor);
    }

    /**
     * Returns these options with other times for repositories without a state.
     *
     * @param fresh how long an answer is given without a look at the repository
     * @param revalidate for how long after that it is still given while it is asked for again
     * @return the options
     */
    public CacheOptions withFreshness(Duration fresh, Duration revalidate) {
        return new CacheOptions(
                answerBytes, refusalBytes, maxGoModBytes, maxZipBytes, fresh, revalidate, staleIfErrorFor, refusedFor);
    }

    /**
     * Returns these options with another time for answers of a repository that fails.
     *
     * @param time for how long after it was last known to be right an answer is given; zero for never
     * @return the options
     */
    public CacheOptions withStaleIfErrorFor(Duration time) {
        return new CacheOptions(
                answerBytes, refusalBytes, maxGoModBytes, maxZipBytes, freshFor, revalidateFor, time, refusedFor);
    }
}
