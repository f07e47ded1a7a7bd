package io.github.goproxy4j.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** A log for what goes wrong on every request while it goes wrong: one line a minute, with how many there would have been. */
final class RareLog {
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final LongSupplier nanos;
    private final AtomicLong next;
    private final AtomicLong suppressed = new AtomicLong();

    RareLog(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
        this.next = new AtomicLong(nanos.getAsLong());
    }

    void warn(String message, Throwable cause) {
        long now = nanos.getAsLong();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + QUIET_NANOS)) {
            log.warn("{} ({} more since the last such line)", message, suppressed.getAndSet(0), cause);
        } else {
            suppressed.incrementAndGet();
        }
    }
}
