package io.github.goproxy4j.spring;

import org.apache.catalina.connector.Connector;

/** Tomcat's setting, which is the same in both lines of Spring Boot. */
final class TomcatSlash {
    private TomcatSlash() {}

    static void allow(Connector connector) {
        // Not "passthrough": Spring Security's firewall would then object to the % that is left in the servlet path.
        connector.setEncodedSolidusHandling("decode");
    }
}
