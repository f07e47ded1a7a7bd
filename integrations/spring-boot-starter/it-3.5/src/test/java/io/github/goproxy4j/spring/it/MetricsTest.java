package io.github.goproxy4j.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.AccessEvent;
import io.github.goproxy4j.AccessListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** In an application that has a registry. */
class MetricsTest {
    private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();
    private static final BlockingQueue<AccessEvent> EVENTS = new LinkedBlockingQueue<>();

    @Configuration(proxyBeanMethods = false)
    @Import(Applications.Repository.class)
    static class Measured {
        @Bean
        MeterRegistry registry() {
            return REGISTRY;
        }

        @Bean
        AccessListener listener() {
            return EVENTS::add;
        }
    }

    @Test
    void request_isTimedInTheRegistryAndToldToListeners() throws Exception {
        try (App app = App.start(Measured.class)) {
            assertThat(app.get("/go/example.com/unknown/@v/list").statusCode()).isEqualTo(404);
            AccessEvent event = EVENTS.poll(20, TimeUnit.SECONDS);
            assertThat(event).isNotNull().extracting(AccessEvent::status).isEqualTo(404);
        }
        assertThat(REGISTRY.get("goproxy.requests")
                        .tags("endpoint", "list", "outcome", "not_found")
                        .timer()
                        .count())
                .isEqualTo(1);
    }
}
