package io.github.goproxy4j.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Beside Actuator. */
class HealthTest {
    private static final String DETAILS = "management.endpoint.health.show-details=always";

    @Test
    void health_ofMountedServlet_isUpAndSaysWhereItIs() throws Exception {
        try (App app = App.startObserved(
                Applications.Repository.class, DETAILS, "server.servlet.context-path=/app", "goproxy.path=/modules")) {
            assertThat(app.get("/app/actuator/health").body())
                    .contains("\"goproxy\":{\"details\":{\"path\":\"/app/modules/*\"},\"status\":\"UP\"}");
        }
    }

    @Test
    void health_switchedOff_isNotThere() throws Exception {
        try (App app =
                App.startObserved(Applications.Repository.class, DETAILS, "management.health.goproxy.enabled=false")) {
            assertThat(app.get("/actuator/health").body())
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("goproxy");
        }
    }

    @Test
    void health_ofApplicationWithoutModules_isNotThere() throws Exception {
        try (App app = App.startObserved(Applications.Nothing.class, DETAILS)) {
            assertThat(app.get("/actuator/health").body()).doesNotContain("goproxy");
        }
    }
}
