package io.github.goproxy4j.embedding;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.HealthCheck;
import io.github.goproxy4j.micrometer.GoProxyMetrics;
import io.github.goproxy4j.repository.GoProjects;
import io.micrometer.core.instrument.MeterRegistry;

/** A door with what its operators want. */
public final class OperatedExample {
    private OperatedExample() {}

    /** Makes the door of projects. */
    public static GoModuleProxy door(GoProjects projects, MeterRegistry registry, HealthCheck storage) {
        return GoModuleProxy.of(projects)
                .withAccessListener(GoProxyMetrics.of(registry))
                .withHealth(storage) // GET /-/health: 200, or 503 if the check throws
                .withForwardedRequestIds(); // the X-Request-Id that the reverse proxy sets
    }
}
