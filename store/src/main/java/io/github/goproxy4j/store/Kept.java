package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.ModuleVersions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An answer in memory: what it is, of which state of the module, and when it was known to be right. */
final class Kept {
    private static final int OVERHEAD = 120;
    /** Of a version with its texts. */
    private static final int VERSION_BYTES = 240;

    private static final long CONFIRM_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Object value;
    private final boolean forever;
    private final Optional<String> state;
    private final long askedAt;

    /** When it was last found to be of the present state; written now and then, so that hits do not share a write. */
    private volatile long confirmedAt;

    private Kept(Object value, boolean forever, Optional<String> state, long askedAt) {
        this.value = value;
        this.forever = forever;
        this.state = state;
        this.askedAt = askedAt;
        this.confirmedAt = askedAt;
    }

    /** An answer that does not change, whatever becomes of its module. */
    static Kept forever(Object value, long now) {
        return new Kept(value, true, Optional.empty(), now);
    }

    /**
     * An answer that may change.
     *
     * @param state what the module's state was before the repository was asked
     * @param askedAt when it was asked
     */
    static Kept of(Object value, Optional<String> state, long askedAt) {
        return new Kept(value, false, state, askedAt);
    }

    Object value() {
        return value;
    }

    boolean isForever() {
        return forever;
    }

    boolean hasState(Optional<String> present) {
        return state.equals(present);
    }

    long age(long now) {
        return now - askedAt;
    }

    void confirm(long now) {
        if (now - confirmedAt > CONFIRM_NANOS) {
            confirmedAt = now;
        }
    }

    long sinceConfirmed(long now) {
        return now - confirmedAt;
    }

    /** About how many bytes it takes. */
    int weight() {
        return (int) Math.min(
                Integer.MAX_VALUE / 2, OVERHEAD + state.map(String::length).orElse(0) + valueBytes());
    }

    private long valueBytes() {
        if (value instanceof ModuleVersions versions) {
            return (long) versions.size() * VERSION_BYTES;
        }
        if (value instanceof ModuleInfo info) {
            // Once for the file and once for its parts.
            return 2L * info.bytes().size();
        }
        if (value instanceof ModuleBytes bytes) {
            return bytes.size();
        }
        return value instanceof Refusal refusal ? 2L * refusal.message().length() : 0;
    }
}
