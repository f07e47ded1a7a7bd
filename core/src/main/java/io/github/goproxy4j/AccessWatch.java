package io.github.goproxy4j;

import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What a door does with all of its requests: whom it tells of them, how it measures their time, and whether it takes their
 * ids from the server in front. Immutable.
 *
 * @param listeners whom to tell, in this order; none of them throws
 * @param ticker the time in nanoseconds from any point on
 * @param takesForwardedIds whether ids come with the requests
 */
record AccessWatch(List<AccessListener> listeners, LongSupplier ticker, boolean takesForwardedIds) {
    /** Tells the log, and makes ids where something fails. */
    static final AccessWatch DEFAULT = new AccessWatch(List.of(new AccessLog()), System::nanoTime, false);

    AccessWatch with(AccessListener listener) {
        AccessListener guarded = new GuardedListener(Objects.requireNonNull(listener));
        return new AccessWatch(
                Stream.concat(listeners.stream(), Stream.of(guarded)).toList(), ticker, takesForwardedIds);
    }

    AccessWatch with(LongSupplier otherTicker) {
        return new AccessWatch(listeners, otherTicker, takesForwardedIds);
    }

    AccessWatch withForwardedIds() {
        return new AccessWatch(listeners, ticker, true);
    }

    RequestTrace begin(ProxyRequest request) {
        return new RequestTrace(this, request);
    }

    /** Whether an event would be of use to anybody. */
    boolean isHeard() {
        for (AccessListener listener : listeners) {
            if (!(listener instanceof AccessLog log) || log.isOn()) {
                return true;
            }
        }
        return false;
    }

    void tell(AccessEvent event) {
        for (AccessListener listener : listeners) {
            listener.answered(event);
        }
    }
}
