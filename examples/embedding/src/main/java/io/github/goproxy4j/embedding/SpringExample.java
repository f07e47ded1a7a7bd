package io.github.goproxy4j.embedding;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.servlet.GoProxyServlet;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Serves Go modules in a Spring Boot application, below {@code /api/v4}. */
@Configuration(proxyBeanMethods = false)
public class SpringExample {
    /** Mounts the servlet. */
    @Bean
    public ServletRegistrationBean<GoProxyServlet> goModules(GoProjects projects) {
        return new ServletRegistrationBean<>(new GoProxyServlet(GoModuleProxy.of(projects)), "/api/v4/*");
    }

    /** Lets projects be named by path: {@code /api/v4/projects/group%2Fproject/packages/go}. */
    @Bean
    public WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesInProjectPaths() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setEncodedSolidusHandling("decode"));
    }
}
