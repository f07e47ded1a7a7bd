package io.github.goproxy4j;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resource that says whether the host can serve modules now. It asks nobody who they are, and says nothing else.
 *
 * <p>GitLab has its own at this path as well. No module is hidden by it: none has a path that begins with a dash.
 */
final class HealthResource {
    static final String PATH = "/-/health";

    private static final Logger LOG = LoggerFactory.getLogger(HealthResource.class);
    private static final byte[] OK = "ok\n".getBytes(StandardCharsets.UTF_8);

    private final HealthCheck check;
    private final AtomicBoolean ill = new AtomicBoolean();

    HealthResource(HealthCheck check) {
        this.check = check;
    }

    ModuleResponse answer(RequestTrace trace) throws IOException {
        trace.asksFor(AccessEvent.Endpoint.HEALTH);
        Responses responses = new Responses(trace, Audience.EVERYBODY);
        try {
            check.check();
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return responses.of(Refusal.unavailable(logged(trace.fail(), e)));
        }
        if (ill.getAndSet(false)) {
            LOG.info("the health check succeeds again");
        }
        return responses.of(new Answer(ContentType.TEXT, Freshness.NO_STORE, ModuleFile.of(OK)));
    }

    /** Logs each failure, because each has an id, but the stack trace only where a series begins: probes come often. */
    private String logged(String id, Throwable e) {
        if (ill.getAndSet(true)) {
            LOG.warn("the health check still fails, id {}: {}", id, GoText.quote(e.toString()));
        } else {
            LOG.error("the health check failed, id {}", id, e);
        }
        return id;
    }
}
