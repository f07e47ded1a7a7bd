package io.github.goproxy4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.AccessEvent;
import io.github.goproxy4j.AccessEvent.Endpoint;
import io.github.goproxy4j.AccessEvent.Outcome;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.ProxyRequest;
import io.github.goproxy4j.auth.RequestHeaders;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The meters that access events move. */
class GoProxyMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GoProxyMetrics metrics = GoProxyMetrics.of(registry);

    private static AccessEvent event(String name, Endpoint endpoint, int status, Outcome outcome, long bytes) {
        return new AccessEvent(
                Optional.of(name + ".example.com"),
                name,
                Optional.of(new ProjectRef.FullPath(name)),
                endpoint,
                Optional.of(ModulePath.parse("example.com/" + name)),
                Optional.of(name),
                status,
                outcome,
                bytes,
                Duration.ofMillis(20),
                Optional.of(name));
    }

    @Test
    void answered_requests_areCountedAndTimedByEndpointAndOutcome() {
        metrics.answered(event("a", Endpoint.ZIP, 200, Outcome.OK, 100));
        metrics.answered(event("a", Endpoint.ZIP, 206, Outcome.OK, 50));
        metrics.answered(event("a", Endpoint.ZIP, 200, Outcome.ABORTED, 7));
        metrics.answered(event("a", Endpoint.LIST, 404, Outcome.NOT_FOUND, 9));
        Timer zips = registry.get("goproxy.requests")
                .tags("endpoint", "zip", "outcome", "ok", "status", "2xx")
                .timer();
        assertThat(zips.count()).isEqualTo(2);
        assertThat(zips.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
        assertThat(registry.get("goproxy.requests")
                        .tags("endpoint", "zip", "outcome", "aborted", "status", "2xx")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("goproxy.requests")
                        .tags("endpoint", "list", "outcome", "not_found", "status", "4xx")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void answered_bytes_areSummedByEndpoint() {
        metrics.answered(event("a", Endpoint.ZIP, 200, Outcome.OK, 100));
        metrics.answered(event("a", Endpoint.ZIP, 200, Outcome.ABORTED, 7));
        assertThat(registry.get("goproxy.response.size")
                        .tags("endpoint", "zip")
                        .summary()
                        .totalAmount())
                .isEqualTo(107);
        assertThat(registry.get("goproxy.response.size").meter().getId().getBaseUnit())
                .isEqualTo("bytes");
    }

    @Test
    void answered_anyClient_makesNoMetersOfItsOwn() {
        for (int i = 0; i < 1000; i++) {
            metrics.answered(event("secret" + i, Endpoint.INFO, 200, Outcome.OK, i));
        }
        assertThat(registry.getMeters()).hasSize(2);
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .flatExtracting(Meter.Id::getTags)
                .extracting(Tag::getValue)
                .noneMatch(value -> value.contains("secret"));
    }

    @Test
    void handle_atADoorWithMetrics_isCounted() throws IOException {
        GoModuleProxy proxy = GoModuleProxy.of((project, caller) -> {
                    throw new ModuleAccessException(ModuleAccessException.Reason.FORBIDDEN, "no");
                })
                .withAccessListener(metrics);
        ProxyRequest request = new ProxyRequest("GET", "/", Optional.empty(), RequestHeaders.NONE, Optional.empty());
        try (ModuleResponse response = proxy.handle(request)) {
            response.writeTo(OutputStream.nullOutputStream());
        }
        assertThat(registry.get("goproxy.requests")
                        .tags("endpoint", "other", "outcome", "forbidden", "status", "4xx")
                        .timer()
                        .count())
                .isEqualTo(1);
    }
}
