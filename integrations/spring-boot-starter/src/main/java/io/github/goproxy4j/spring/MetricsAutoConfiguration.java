package io.github.goproxy4j.spring;

import io.github.goproxy4j.AccessListener;
import io.github.goproxy4j.micrometer.GoProxyMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Counts and times the requests for Go modules in the application's registry, if it has one and the metrics' jar. */
@AutoConfiguration
@ConditionalOnClass({GoProxyMetrics.class, MeterRegistry.class})
final class MetricsAutoConfiguration {
    /** The registry is looked for when the door is made, which is after everything has been configured. */
    @Bean
    AccessListener goProxyMetrics(ObjectProvider<MeterRegistry> registries) {
        MeterRegistry registry = registries.getIfAvailable();
        return registry == null ? event -> {} : GoProxyMetrics.of(registry);
    }
}
