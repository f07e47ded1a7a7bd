package io.github.goproxy4j.spring;

import jakarta.servlet.ServletContext;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of the servlet, for Spring Boot 4, which has moved the classes that {@link Boot3Health} names. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("goproxy")
final class Boot4Health {
    /** Its name before "HealthIndicator" is that in the health of the application. */
    @Bean
    HealthIndicator goproxyHealthIndicator(Mount mount, ServletContext application) {
        return () -> (mount.isIn(application) ? Health.up() : Health.down())
                .withDetail("path", application.getContextPath() + mount.pattern())
                .build();
    }
}
