package io.github.goproxy4j;

import io.github.goproxy4j.AccessEvent.Endpoint;
import io.github.goproxy4j.AccessEvent.Outcome;
import io.github.goproxy4j.repository.ProjectRef;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a door, with what is known of it by then.
 *
 * <p>Used by one thread at a time, as its response is; {@link #end} may be called on any thread.
 */
final class RequestTrace {
    private final AccessWatch watch;
    private final ProxyRequest request;
    private final long start;
    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable ProjectRef project;
    private Endpoint endpoint = Endpoint.OTHER;
    private @Nullable ModuleRequest wanted;
    private volatile @Nullable String id;
    private volatile boolean failed;
    private volatile long sent;

    RequestTrace(AccessWatch watch, ProxyRequest request) {
        this.watch = watch;
        this.request = request;
        this.start = watch.ticker().getAsLong();
        this.id = watch.takesForwardedIds()
                ? RequestId.forwarded(request.headers()).orElse(null)
                : null;
    }

    /** The request as the server has passed it on. */
    ProxyRequest request() {
        return request;
    }

    void asksFor(ProjectRef ref) {
        project = ref;
    }

    void asksFor(Endpoint other) {
        endpoint = other;
    }

    void asksFor(ModuleRequest request) {
        wanted = request;
    }

    /** Notes that the host's code has failed, and returns the id for the log and for who has asked. */
    String fail() {
        String known = id;
        String used = known != null ? known : RequestId.next();
        id = used;
        failed = true;
        return used;
    }

    /** Notes how many bytes of the body have been handed over by now. */
    void sent(long bytes) {
        sent = bytes;
    }

    /** Tells the listeners, the first time that it is called. */
    void end(int status, boolean whole) {
        if (ended.compareAndSet(false, true) && watch.isHeard()) {
            ModuleRequest.Target target = wanted == null ? ModuleRequest.Target.of(endpoint) : wanted.target();
            watch.tell(new AccessEvent(
                    request.clientHost(),
                    request.method(),
                    Optional.ofNullable(project),
                    target.endpoint(),
                    target.module(),
                    target.version(),
                    status,
                    failed ? Outcome.FAILURE : whole ? Outcome.of(status) : Outcome.ABORTED,
                    sent,
                    Duration.ofNanos(watch.ticker().getAsLong() - start),
                    Optional.ofNullable(id)));
        }
    }
}
