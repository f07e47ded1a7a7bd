package io.github.goproxy4j.spring;

import io.github.goproxy4j.AccessListener;
import io.github.goproxy4j.GoImportPages;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.repository.GoImports;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.servlet.GoImportFilter;
import io.github.goproxy4j.servlet.GoProxyServlet;
import jakarta.servlet.ServletContext;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Mounts Go modules in a Spring Boot application with a servlet container.
 *
 * <p>What it serves is a bean of the application, the first of these that there is:
 *
 * <ul>
 *   <li>a {@link GoModuleProxy}, the door itself;
 *   <li>a {@link GoProjects}, served at {@code /api/v4};
 *   <li>a {@link GoModuleRepository}, served at {@code /go} to everybody whom the application's own security lets through.
 *       If there are several, one is {@code @Primary}.
 * </ul>
 *
 * <p>A bean of the type {@link GoImports} is asked wherever a request of the application has {@code ?go-get=1}, by a filter
 * in front of Spring Security's: {@code go} would take a login form for the page it has asked for. So {@code GoImports} is
 * asked with the credentials of the request, but without a principal.
 *
 * <p>Properties begin with {@code goproxy.}: {@code enabled}, {@code path}, {@code query-tokens} and {@code
 * allow-encoded-slash}. The last one, true by default, lets {@code %2F} through the application's embedded Tomcat or Jetty,
 * and for the paths of Go modules through Spring Security's firewall, unless the application has an {@code HttpFirewall}
 * bean. In a WAR the container is not the application's, and needs its setting itself: see {@link GoProxyServlet}.
 *
 * <p>With Actuator, {@code goproxy} is part of the application's health, and up while the servlet is mounted. With {@code
 * goproxy4j-micrometer} on the class path and a {@code MeterRegistry} among the beans, requests are counted and timed there.
 * Beans of the type {@link AccessListener} are told of every request.
 *
 * <p>An application calls none of this; it may name this class to exclude it.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "goproxy.enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties(GoProxyProperties.class)
public final class GoProxyAutoConfiguration {
    /** One before Spring Security's filters. */
    static final int BEFORE_SECURITY = -101;

    private static final Logger LOG = LoggerFactory.getLogger(GoProxyAutoConfiguration.class);

    /** Creates the configuration. */
    GoProxyAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(GoModuleProxy.class)
    @ConditionalOnBean(GoProjects.class)
    GoModuleProxy goModuleProxyOfProjects(
            GoProjects projects, GoProxyProperties properties, ObjectProvider<AccessListener> listeners) {
        return door(projects, properties, listeners);
    }

    @Bean
    @ConditionalOnMissingBean({GoModuleProxy.class, GoProjects.class})
    @ConditionalOnBean(GoModuleRepository.class)
    GoModuleProxy goModuleProxyOfRepository(
            GoModuleRepository repository, GoProxyProperties properties, ObjectProvider<AccessListener> listeners) {
        return door(GoProjects.ofPublicRoot(repository), properties, listeners);
    }

    private static GoModuleProxy door(
            GoProjects projects, GoProxyProperties properties, ObjectProvider<AccessListener> listeners) {
        GoModuleProxy proxy = GoModuleProxy.of(projects);
        for (AccessListener listener : listeners.orderedStream().toList()) {
            proxy = proxy.withAccessListener(listener);
        }
        return properties.queryTokens() ? proxy.withQueryTokens() : proxy;
    }

    @Bean
    @ConditionalOnBean(GoModuleProxy.class)
    Mount goModulesMount(GoProxyProperties properties, ObjectProvider<GoProjects> projects) {
        String byDefault = projects.stream().findAny().isPresent() ? Mount.FOR_PROJECTS : Mount.FOR_REPOSITORY;
        return Mount.of(Objects.requireNonNullElse(properties.path(), byDefault));
    }

    @Bean
    @ConditionalOnBean(Mount.class)
    ServletRegistrationBean<GoProxyServlet> goModulesServlet(
            GoModuleProxy proxy, Mount mount, ServletContext application) {
        ServletRegistrationBean<GoProxyServlet> servlet =
                new ServletRegistrationBean<>(new GoProxyServlet(proxy), mount.pattern());
        servlet.setName(Mount.SERVLET);
        LOG.info("Go modules are served at {}{}", application.getContextPath(), mount.pattern());
        return servlet;
    }

    @Bean
    @ConditionalOnBean(GoImports.class)
    FilterRegistrationBean<GoImportFilter> goImportFilter(GoImports imports) {
        FilterRegistrationBean<GoImportFilter> filter =
                new FilterRegistrationBean<>(new GoImportFilter(GoImportPages.of(imports)));
        filter.addUrlPatterns("/*");
        filter.setOrder(BEFORE_SECURITY);
        return filter;
    }
}
