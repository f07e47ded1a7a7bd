package io.github.goproxy4j.benchmarks.macro;

import java.util.List;

/**
 * What the rows of one run share.
 *
 * @param workspace where temporary files are
 * @param modules the modules
 * @param trees their finished files
 * @param reference their hashes
 * @param wrk the load generator
 * @param contestants who takes part
 * @param seconds how long a load lasts
 * @param rounds how many times each is measured
 * @param options the JVM options that the documentation recommends, if any
 * @param hits servers that have answered everything before
 */
record Run(
        Workspace workspace,
        SampleModules modules,
        StaticTrees trees,
        GitReference reference,
        Wrk wrk,
        List<Contestant> contestants,
        int seconds,
        int rounds,
        JvmOptions options,
        HitServers hits) {
    /** How many rounds there are of what takes long. */
    int fewRounds() {
        return Math.min(rounds, 3);
    }

    /** Those that make their answers from repositories. */
    List<Contestant> fetching() {
        return contestants.stream().filter(Contestant::fetches).toList();
    }
}
