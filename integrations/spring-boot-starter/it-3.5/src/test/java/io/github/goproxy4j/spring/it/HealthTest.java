package io.github.goproxy4j.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

/** Beside Actuator. */
class HealthTest {
    private static final String DETAILS = "management.endpoint.health.show-details=always";

    @Test
    void health_ofMountedServlet_isUpAndSaysWhereItIs() throws Exception {
        try (App app = App.startObserved(
                Applications.Repository.class, DETAILS, "server.servlet.context-path=/app", "goproxy.path=/modules")) {
            JsonNode health = new JsonMapper()
                    .readTree(app.get("/app/actuator/health").body())
                    .at("/components/goproxy");
            assertThat(health.at("/status").asText()).isEqualTo("UP");
            assertThat(health.at("/details").properties()).singleElement().hasToString("path=\"/app/modules/*\"");
        }
    }

    @Test
    void health_switchedOff_isNotThere() throws Exception {
        try (App app =
                App.startObserved(Applications.Repository.class, DETAILS, "management.health.goproxy.enabled=false")) {
            assertThat(app.get("/actuator/health").body())
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("\"goproxy\"");
        }
    }

    @Test
    void health_ofApplicationWithoutModules_isNotThere() throws Exception {
        try (App app = App.startObserved(Applications.Nothing.class, DETAILS)) {
            assertThat(app.get("/actuator/health").body()).doesNotContain("\"goproxy\"");
        }
    }
}
