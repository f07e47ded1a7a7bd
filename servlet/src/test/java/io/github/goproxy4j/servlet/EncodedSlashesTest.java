package io.github.goproxy4j.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log advises to an operator; that it does so, and that the advice is right, is tested with each container. */
class EncodedSlashesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Apache Tomcat/10.1.59 | connector.setEncodedSolidusHandling(\"decode\"), or encodedSolidusHandling=\"decode\""
                        + " at the <Connector> in server.xml",
                "Apache Tomcat (TomEE)/10.0.21 | connector.setEncodedSolidusHandling(\"decode\"), or"
                        + " encodedSolidusHandling=\"decode\" at the <Connector> in server.xml",
                "jetty/12.1.14 | httpConfiguration.setUriCompliance(UriCompliance.DEFAULT.with(\"GOPROXY\","
                        + " UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR)), or"
                        + " jetty.httpConfig.uriCompliance=DEFAULT,AMBIGUOUS_PATH_SEPARATOR in start.d",
                "Other Server 7.0 | the container's own setting for %2F in paths, see docs/containers.md",
            })
    void container_thatRefusesSlashes_hasALine(String server, String line) {
        assertThat(EncodedSlashes.advice(context(server, false, false))).contains(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Undertow - 2.3.26.Final", "WildFly Full 36.0.1.Final"})
    void container_thatLetsSlashesIn_hasNone(String server) {
        assertThat(EncodedSlashes.advice(context(server, false, false))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | factory.addConnectorCustomizers(connector -> connector.setEncodedSolidusHandling(\"decode\")) in a"
                        + " WebServerFactoryCustomizer<TomcatServletWebServerFactory>",
                "true  | factory.addConnectorCustomizers(connector -> connector.setEncodedSolidusHandling(\"decode\")) in a"
                        + " WebServerFactoryCustomizer<TomcatServletWebServerFactory>; and"
                        + " strictHttpFirewall.setAllowUrlEncodedSlash(true) for Spring Security",
            })
    void springBootOnTomcat_hasALineForItsBeans(boolean security, String line) {
        assertThat(EncodedSlashes.advice(context("Apache Tomcat/11.0.24", true, security)))
                .contains(line);
    }

    @ParameterizedTest
    @ValueSource(strings = "Undertow - 2.3.26.Final")
    void springSecurity_onAContainerThatLetsSlashesIn_hasALine(String server) {
        assertThat(EncodedSlashes.advice(context(server, true, true)))
                .contains("strictHttpFirewall.setAllowUrlEncodedSlash(true) for Spring Security");
    }

    private static ServletContext context(String server, boolean spring, boolean security) {
        return stub(ServletContext.class, method -> switch (method) {
            case "getServerInfo" -> server;
            case "getAttribute" -> spring ? "a context" : null;
            case "getFilterRegistration" -> security ? stub(FilterRegistration.class, other -> null) : null;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static <T> T stub(Class<T> type, Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> answers.apply(method.getName())));
    }
}
