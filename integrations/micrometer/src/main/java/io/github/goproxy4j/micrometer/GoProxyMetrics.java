package io.github.goproxy4j.micrometer;

import io.github.goproxy4j.AccessEvent;
import io.github.goproxy4j.AccessListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Counts and times the requests that a door answers.
 *
 * <pre>{@code
 * GoModuleProxy.of(projects).withAccessListener(GoProxyMetrics.of(registry))
 * }</pre>
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name<th>kind<th>tags
 *   <tr><td>{@value #REQUESTS}<td>timer, from the request until its response was closed
 *       <td>{@code endpoint}, {@code outcome} (the labels of {@link AccessEvent}), {@code status} ({@code 2xx})
 *   <tr><td>{@value #RESPONSE_SIZE}<td>summary of the bytes sent, without header fields<td>{@code endpoint}
 * </table>
 *
 * <p>No tag has a value of a client's choice, so there are at most some hundred time series; which modules are asked for, and
 * by whom, is in the log of requests. Thread-safe.
 */
public final class GoProxyMetrics implements AccessListener {
    /** The name of the timer of requests. */
    public static final String REQUESTS = "goproxy.requests";

    /** The name of the summary of the bytes sent. */
    public static final String RESPONSE_SIZE = "goproxy.response.size";

    private final MeterProvider<Timer> requests;
    private final MeterProvider<DistributionSummary> sizes;

    private GoProxyMetrics(MeterRegistry registry) {
        this.requests = Timer.builder(REQUESTS)
                .description("Requests for Go modules, until the response was closed")
                .withRegistry(registry);
        this.sizes = DistributionSummary.builder(RESPONSE_SIZE)
                .description("Bytes of the bodies sent")
                .baseUnit("bytes")
                .withRegistry(registry);
    }

    /**
     * Creates a listener, for one door or several.
     *
     * @param registry where the meters are
     * @return the listener
     */
    public static GoProxyMetrics of(MeterRegistry registry) {
        return new GoProxyMetrics(registry);
    }

    @Override
    public void answered(AccessEvent event) {
        String endpoint = event.endpoint().label();
        requests.withTags(Tags.of(
                        "endpoint",
                        endpoint,
                        "outcome",
                        event.outcome().label(),
                        "status",
                        event.status() / 100 + "xx"))
                .record(event.duration());
        sizes.withTags(Tags.of("endpoint", endpoint)).record((double) event.bytes());
    }
}
