package io.github.goproxy4j.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** A log of failures that would repeat with each request: the first is told, and then one a minute with their number. */
final class RareLog {
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final LongSupplier nanos;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    private record Told(long at, int silent, boolean now) {}

    /**
     * Creates the log.
     *
     * @param nanos a clock for durations
     */
    RareLog(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /**
     * Warns.
     *
     * @param what what failed; a constant, by which repetitions are known
     * @param detail of which file or version, and why
     */
    void warn(String what, String detail) {
        Told last = tell(what);
        if (last.now()) {
            log.warn("{}: {}{}", what, detail, more(last));
        }
    }

    /**
     * Warns, with the stack of the failure.
     *
     * @param what what failed; a constant, by which repetitions are known
     * @param cause why
     */
    void warn(String what, Throwable cause) {
        Told last = tell(what);
        if (last.now()) {
            log.warn("{}{}", what, more(last), cause);
        }
    }

    private Told tell(String what) {
        return told.compute(what, (key, before) -> {
            long now = nanos.getAsLong();
            if (before == null) {
                return new Told(now, 0, true);
            }
            int silent = before.now() ? 0 : before.silent();
            return now - before.at() >= PAUSE_NANOS
                    ? new Told(now, silent, true)
                    : new Told(before.at(), silent + 1, false);
        });
    }

    private static String more(Told last) {
        return last.silent() > 0 ? " (" + last.silent() + " more in the last minute)" : "";
    }
}
