package io.github.goproxy4j.spring.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What is served where, in an application without Spring Security and Actuator. */
class MountingTest {
    private static final String LIST = "/example.com/m/@v/list";
    private static final String LIB = "/api/v4/projects/group%2Flib/packages/go";

    @Test
    void repository_isServedAtGo() throws Exception {
        try (App app = App.start(Applications.Repository.class)) {
            HttpResponse<String> list = app.get("/go" + LIST);
            assertThat(list.statusCode()).isEqualTo(200);
            assertThat(list.body()).isEqualTo("v1.0.0\n");
            assertThat(app.get("/go/example.com/m/@v/v1.0.0.zip").body()).startsWith("PK");
            assertThat(app.get("/go/example.com/m/@v/v1.1.0.info").body())
                    .isEqualTo("not found: example.com/m@v1.1.0: unknown revision\n");
            assertThat(app.status("/api/v4" + LIST)).isEqualTo(404);
            assertThat(app.get("/greet/gopher").body()).isEqualTo("Hello, gopher");
        }
    }

    @Test
    void projects_areServedAtTheGitLabPath_alsoWhereARepositoryIs() throws Exception {
        try (App app = App.start(Applications.Projects.class)) {
            assertThat(app.get(LIB + LIST).body()).isEqualTo("v1.0.0\n");
            assertThat(app.status("/go" + LIST)).isEqualTo(404);
            assertThat(app.get("/greet/gopher").body()).isEqualTo("Hello, gopher");
        }
    }

    @Test
    void path_belowAContextPath_isWhereItIsServed() throws Exception {
        try (App app = App.start(
                Applications.Repository.class, "goproxy.path=/modules/go/", "server.servlet.context-path=/app")) {
            assertThat(app.status("/app/modules/go" + LIST)).isEqualTo(200);
            assertThat(app.status("/app/go" + LIST)).isEqualTo(404);
        }
    }

    @Test
    void path_root_isTheWholeApplication() throws Exception {
        try (App app = App.start(Applications.Repository.class, "goproxy.path=/")) {
            assertThat(app.status(LIST)).isEqualTo(200);
        }
    }

    @Test
    void path_pattern_failsTheStartWithTheSetting() {
        assertThatThrownBy(() -> App.start(Applications.Repository.class, "goproxy.path=/go/*"))
                .hasRootCauseMessage("goproxy.path is \"/go/*\": it must be a path such as /go, without /* behind it");
    }

    @Test
    void repositories_two_failTheStart() {
        assertThatThrownBy(() -> App.start(Applications.TwoRepositories.class))
                .hasStackTraceContaining("NoUniqueBeanDefinitionException")
                .hasStackTraceContaining("modules,moreModules");
    }

    @Test
    void enabled_false_servesNothing() throws Exception {
        try (App app = App.start(Applications.Projects.class, "goproxy.enabled=false")) {
            assertThat(app.status("/api/v4/projects/1/packages/go" + LIST)).isEqualTo(404);
            assertThat(app.get("/greet/gopher?go-get=1").body()).isEqualTo("Hello, gopher");
            assertThat(app.context().getBeanDefinitionNames()).noneMatch(name -> name.startsWith("goModules"));
        }
    }

    @Test
    void beans_noneOfOurs_changeNothing() throws Exception {
        try (App app = App.start(Applications.Nothing.class)) {
            assertThat(app.status("/go" + LIST)).isEqualTo(404);
            assertThat(app.status("/greet/a%2Fb")).isEqualTo(400);
            assertThat(app.get("/greet/gopher").body()).isEqualTo("Hello, gopher");
        }
    }

    @Test
    void queryTokens_areTakenOnlyWhereTheSettingSaysSo() throws Exception {
        String path = "/api/v4/projects/group%2Fprivate/packages/go" + LIST + "?private_token=secret";
        try (App app = App.start(Applications.Projects.class)) {
            assertThat(app.status(path)).isEqualTo(401);
        }
        try (App app = App.start(Applications.Projects.class, "goproxy.query-tokens=true")) {
            assertThat(app.status(path)).isEqualTo(200);
        }
    }

    @Test
    void goGet_isAnsweredByTheImports() throws Exception {
        try (App app = App.start(Applications.Projects.class)) {
            assertThat(app.get("/group/lib/sub?go-get=1").body())
                    .contains(
                            "gitlab.example.com/group/lib mod http://gitlab.example.com/api/v4/projects/1/packages/go");
        }
    }
}
