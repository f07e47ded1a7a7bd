package io.github.goproxy4j.spring;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;

/** Jetty's setting for what reaches an application, which is the same in both lines of Spring Boot. */
final class JettySlash {
    private JettySlash() {}

    static void allow(Server server) {
        for (var connector : server.getConnectors()) {
            for (var protocol : connector.getConnectionFactories()) {
                if (protocol instanceof HttpConfiguration.ConnectionFactory http) {
                    allow(http.getHttpConfiguration());
                }
            }
        }
    }

    private static void allow(HttpConfiguration http) {
        http.setUriCompliance(
                http.getUriCompliance().with("GOPROXY", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
    }
}
