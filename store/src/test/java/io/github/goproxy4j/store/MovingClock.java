package io.github.goproxy4j.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on only when told. */
final class MovingClock extends Clock {
    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli());

    void advance(Duration time) {
        now.addAndGet(time.toMillis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now.get());
    }
}
