package io.github.goproxy4j.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Import;

/** Has Go modules among what Actuator knows the health of. */
@AutoConfiguration(after = GoProxyAutoConfiguration.class)
@ConditionalOnBean(Mount.class)
@Import({Boot3Health.class, Boot4Health.class})
final class HealthAutoConfiguration {}
