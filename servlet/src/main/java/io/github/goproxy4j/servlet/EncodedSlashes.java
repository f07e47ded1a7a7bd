package io.github.goproxy4j.servlet;

import jakarta.servlet.ServletContext;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operator must set so that a container lets {@code %2F} in. Whether it has been set cannot be seen from within a
 * servlet, and none is asked about a request that is refused for it.
 */
final class EncodedSlashes {
    /** What Spring calls its context among the attributes of the servlet context, and Spring Security its filter. */
    private static final String SPRING = "org.springframework.web.context.WebApplicationContext.ROOT";

    private static final String SPRING_SECURITY = "springSecurityFilterChain";

    private EncodedSlashes() {}

    /** The line to add; empty if the container needs none. */
    static Optional<String> advice(ServletContext context) {
        String server = String.valueOf(context.getServerInfo()).toLowerCase(Locale.ROOT);
        boolean spring = context.getAttribute(SPRING) != null;
        Optional<String> line = ofServer(server, spring);
        if (context.getFilterRegistration(SPRING_SECURITY) == null) {
            return line;
        }
        String firewall = "strictHttpFirewall.setAllowUrlEncodedSlash(true) for Spring Security";
        return Optional.of(line.map(own -> own + "; and " + firewall).orElse(firewall));
    }

    private static Optional<String> ofServer(String server, boolean spring) {
        if (server.contains("tomcat")) {
            String line = "connector.setEncodedSolidusHandling(\"decode\")";
            return Optional.of(
                    spring
                            ? "factory.addConnectorCustomizers(connector -> " + line
                                    + ") in a WebServerFactoryCustomizer<TomcatServletWebServerFactory>"
                            : line + ", or encodedSolidusHandling=\"decode\" at the <Connector> in server.xml");
        }
        if (server.contains("jetty")) {
            return Optional.of("httpConfiguration.setUriCompliance(UriCompliance.DEFAULT.with(\"GOPROXY\","
                    + " UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR)), or"
                    + " jetty.httpConfig.uriCompliance=DEFAULT,AMBIGUOUS_PATH_SEPARATOR in start.d");
        }
        if (server.contains("undertow") || server.contains("wildfly") || server.contains("jboss")) {
            return Optional.empty();
        }
        return Optional.of("the container's own setting for %2F in paths, see docs/containers.md");
    }
}
