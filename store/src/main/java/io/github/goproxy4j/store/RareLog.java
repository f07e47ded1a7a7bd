package io.github.goproxy4j.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** A log of failures that would repeat with each request: the first is told, and then one a minute with their number. */
final class RareLog {
    private static final long PAUSE = Duration.ofMinutes(1).toMillis();

    private final Logger log;
    private final Clock clock;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    private record Told(long at, int silent, boolean now) {}

    RareLog(Logger log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Warns.
     *
     * @param what what failed; a constant, by which repetitions are known
     * @param detail of which file or version, and why
     */
    void warn(String what, Object detail) {
        Told last = told.compute(what, (key, before) -> {
            long now = clock.millis();
            if (before == null) {
                return new Told(now, 0, true);
            }
            int silent = before.now() ? 0 : before.silent();
            return now - before.at() >= PAUSE ? new Told(now, silent, true) : new Told(before.at(), silent + 1, false);
        });
        if (last.now()) {
            if (last.silent() > 0) {
                log.warn("{}: {} ({} more in the last minute)", what, detail, last.silent());
            } else {
                log.warn("{}: {}", what, detail);
            }
        }
    }
}
