package io.github.goproxy4j.spring;

import org.apache.catalina.connector.Connector;
import org.eclipse.jetty.ee10.servlet.ServletHandler;
import org.eclipse.jetty.server.Server;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.embedded.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.embedded.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedded containers of Spring Boot 3.5. */
final class Boot3Containers {
    private Boot3Containers() {}

    /** Tomcat. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Connector.class, ConfigurableTomcatWebServerFactory.class})
    static class OfTomcat {
        @Bean
        WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> goModulesTomcat() {
            return factory -> factory.addConnectorCustomizers(TomcatSlash::allow);
        }
    }

    /** Jetty, with its handler of Jakarta EE 10. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Server.class, ServletHandler.class, ConfigurableJettyWebServerFactory.class})
    static class OfJetty {
        @Bean
        WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> goModulesJetty() {
            return factory -> factory.addServerCustomizers(OfJetty::allow);
        }

        private static void allow(Server server) {
            JettySlash.allow(server);
            // Filters, such as Spring Security's, ask for the servlet path, which Jetty else refuses to tell.
            server.getDescendants(ServletHandler.class).forEach(handler -> handler.setDecodeAmbiguousURIs(true));
        }
    }
}
