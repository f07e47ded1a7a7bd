package io.github.goproxy4j.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Projects named by their paths, in each container that needs a setting for it. */
class EncodedSlashTest {
    private static final String GO = "/packages/go/example.com/m/@v/list";
    private static final String BY_PATH = "/api/v4/projects/group%2Flib" + GO;

    @ParameterizedTest
    @EnumSource(App.Container.class)
    void byDefault_reachesTheServletOnce(App.Container container) throws Exception {
        try (App app = App.start(container, Applications.Projects.class)) {
            assertThat(app.get(BY_PATH).body()).isEqualTo("v1.0.0\n");
            assertThat(app.status(BY_PATH.replace("%2F", "%2f"))).isEqualTo(200);
            assertThat(app.status(BY_PATH.replace("%2F", "/"))).isNotEqualTo(200);
            assertThat(app.status(BY_PATH.replace("%2F", "%252F"))).isNotEqualTo(200);
            assertThat(app.status(BY_PATH.replace("%2F", "%2F..%2F"))).isIn(400, 401);
        }
    }

    @ParameterizedTest
    @EnumSource(App.Container.class)
    void settingFalse_leavesTheContainerAsItIs(App.Container container) throws Exception {
        try (App app = App.start(container, Applications.Projects.class, "goproxy.allow-encoded-slash=false")) {
            assertThat(app.status(BY_PATH)).isEqualTo(400);
        }
    }
}
