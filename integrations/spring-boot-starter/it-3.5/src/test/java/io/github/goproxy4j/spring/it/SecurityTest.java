package io.github.goproxy4j.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.auth.Caller;
import jakarta.servlet.DispatcherType;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Beside Spring Security. */
class SecurityTest {
    private static final String GO = "/packages/go/example.com/m/@v/list";
    private static final String LIB = "/api/v4/projects/group%2Flib" + GO;
    private static final String PRIVATE = "/api/v4/projects/group%2Fprivate" + GO;
    private static final String DEV =
            "Basic " + Base64.getEncoder().encodeToString("dev:right".getBytes(StandardCharsets.UTF_8));
    private static final String WRONG =
            "Basic " + Base64.getEncoder().encodeToString("dev:wrong".getBytes(StandardCharsets.UTF_8));

    /** Everything needs a login, but Go modules, whose projects decide. */
    @Configuration(proxyBeanMethods = false)
    @Import(Applications.Projects.class)
    static class ProjectsDecide {
        @Bean
        SecurityFilterChain filters(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/api/v4/**")
                            .permitAll()
                            .dispatcherTypeMatchers(DispatcherType.ERROR)
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(User.withUsername("dev")
                    .password("{noop}right")
                    .roles("USER")
                    .build());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ProjectsDecide.class)
    static class OwnFirewall {
        @Bean
        HttpFirewall firewall() {
            return new StrictHttpFirewall();
        }
    }

    @ParameterizedTest
    @EnumSource(App.Container.class)
    void encodedSlash_reachesTheServletAndNothingElse(App.Container container) throws Exception {
        try (App app = App.startSecured(container, ProjectsDecide.class)) {
            assertThat(app.get(LIB).body()).isEqualTo("v1.0.0\n");
            assertThat(app.get("/greet/gopher", "Authorization", DEV).body()).isEqualTo("Hello, gopher");
            assertThat(app.get("/greet/a%2Fb", "Authorization", DEV).statusCode())
                    .isEqualTo(400);
            assertThat(app.status("/api/v4/%2e%2e/greet/a%2Fb")).isEqualTo(400);
            assertThat(app.status(LIB.replace("%2F", "%2F..%2F"))).isIn(400, 401);
            assertThat(app.status(LIB.replace("%2F", "%252F"))).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource(App.Container.class)
    void principal_isTheUserWhomSpringSecurityKnows(App.Container container) throws Exception {
        try (App app = App.startSecured(container, ProjectsDecide.class)) {
            assertThat(app.get(PRIVATE, "Authorization", DEV).statusCode()).isEqualTo(200);
            Caller caller =
                    app.context().getBean(Applications.Projects.class).callers.remove();
            assertThat(caller.principal().map(Principal::getName)).contains("dev");
        }
    }

    @Test
    void principal_ofAnonymousCaller_isAbsent() throws Exception {
        try (App app = App.startSecured(App.Container.TOMCAT, ProjectsDecide.class)) {
            app.get(LIB);
            Caller caller =
                    app.context().getBean(Applications.Projects.class).callers.remove();
            assertThat(caller.isAnonymous()).isTrue();
        }
    }

    @Test
    void refusal_ofProject_isTheServletsOwn() throws Exception {
        try (App app = App.startSecured(App.Container.TOMCAT, ProjectsDecide.class)) {
            HttpResponse<String> refused = app.get(PRIVATE);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("log in first");
            HttpResponse<String> bySecurity = app.get(PRIVATE, "Authorization", WRONG);
            assertThat(bySecurity.statusCode()).isEqualTo(401);
            assertThat(bySecurity.body()).doesNotContain("log in first");
        }
    }

    @Test
    void goGet_isAnsweredWithoutALogin() throws Exception {
        try (App app = App.startSecured(App.Container.TOMCAT, ProjectsDecide.class)) {
            assertThat(app.status("/group/lib?go-get=1")).isEqualTo(200);
            assertThat(app.status("/group/lib")).isEqualTo(401);
        }
    }

    @Test
    void firewall_ofTheApplication_staysInForce() throws Exception {
        try (App app = App.startSecured(App.Container.TOMCAT, OwnFirewall.class)) {
            assertThat(app.status(LIB)).isEqualTo(400);
        }
    }
}
