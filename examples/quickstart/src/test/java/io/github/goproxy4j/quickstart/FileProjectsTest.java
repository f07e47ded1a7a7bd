package io.github.goproxy4j.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.auth.Secret;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.PrefixRepository;
import io.github.goproxy4j.repository.ProjectRef;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets which answer: a token of each kind against a project of each kind. */
final class FileProjectsTest {
    private static final GoModuleRepository NOTHING = PrefixRepository.of(Map.of());

    private final FileProjects projects = new FileProjects(
            modules(),
            List.of(
                    token("reader", TokenKind.PERSONAL, false, AccessLevel.READ),
                    token("guest", TokenKind.PERSONAL, false, AccessLevel.GUEST),
                    token("stranger", TokenKind.PERSONAL, false, null),
                    token("expired", TokenKind.PERSONAL, true, AccessLevel.READ),
                    token("deploy", TokenKind.DEPLOY, false, null)),
            NOTHING);

    @ParameterizedTest
    @CsvSource(textBlock = """
            # token,  private,         internal,        public, off,       closed
            none,     UNAUTHENTICATED, UNAUTHENTICATED, open,   NOT_FOUND, FORBIDDEN
            wrong,    UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED
            expired,  UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED
            stranger, NOT_FOUND,       open,            open,   NOT_FOUND, FORBIDDEN
            guest,    FORBIDDEN,       open,            open,   NOT_FOUND, FORBIDDEN
            reader,   open,            open,            open,   NOT_FOUND, FORBIDDEN
            """)
    void open_tokenAndProject_outcome(
            String token, String closed, String internal, String everybody, String off, String packagesOff) {
        Credentials sent = token.equals("none") ? Credentials.NONE : new Credentials.PrivateToken(Secret.of(token));
        assertThat(List.of(
                        outcome("g/private", sent),
                        outcome("g/internal", sent),
                        outcome("g/public", sent),
                        outcome("g/off", sent),
                        outcome("g/closed", sent)))
                .containsExactly(closed, internal, everybody, off, packagesOff);
    }

    @Test
    void open_deployTokenWithoutAccess_isNoUserOfAnInternalProject() {
        Credentials sent = new Credentials.DeployToken(Secret.of("deploy"));
        assertThat(outcome("g/internal", sent)).isEqualTo("NOT_FOUND");
        assertThat(outcome("g/public", sent)).isEqualTo("open");
    }

    @Test
    void open_tokenInAnotherKindsHeader_isWrong() {
        assertThat(outcome("g/private", new Credentials.JobToken(Secret.of("reader"))))
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void open_basicLogin_takesTheTokenAsPasswordAndIgnoresAWrongOne() {
        assertThat(outcome("g/private", new Credentials.Basic("", Secret.of("reader"))))
                .isEqualTo("open");
        assertThat(outcome("g/public", new Credentials.Basic("dev", Secret.of("wrong"))))
                .isEqualTo("open");
    }

    @Test
    void open_root_isForEverybodyButAWrongLogin() {
        assertThat(outcome(ProjectRef.ROOT, Credentials.NONE)).isEqualTo("open");
        assertThat(outcome(ProjectRef.ROOT, new Credentials.Basic("", Secret.of("reader"))))
                .isEqualTo("open");
        assertThat(outcome(ProjectRef.ROOT, new Credentials.Basic("dev", Secret.of("wrong"))))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(outcome(ProjectRef.ROOT, new Credentials.PrivateToken(Secret.of("wrong"))))
                .isEqualTo("UNAUTHENTICATED");
    }

    private String outcome(String path, Credentials credentials) {
        return outcome(new ProjectRef.FullPath(path), credentials);
    }

    private String outcome(ProjectRef project, Credentials credentials) {
        try {
            projects.open(project, new Caller(Optional.empty(), credentials));
            return "open";
        } catch (ModuleAccessException e) {
            return e.reason().toString();
        }
    }

    private static Map<Project, GoModuleRepository> modules() {
        Map<Project, GoModuleRepository> modules = new LinkedHashMap<>();
        modules.put(project(1, "g/private", Visibility.PRIVATE, true, true), NOTHING);
        modules.put(project(2, "g/internal", Visibility.INTERNAL, true, true), NOTHING);
        modules.put(project(3, "g/public", Visibility.PUBLIC, true, true), NOTHING);
        modules.put(project(4, "g/off", Visibility.PUBLIC, false, true), NOTHING);
        modules.put(project(5, "g/closed", Visibility.PUBLIC, true, false), NOTHING);
        return modules;
    }

    private static Project project(long id, String path, Visibility visibility, boolean goProxy, boolean packages) {
        return new Project(id, path, Path.of("."), ModulePath.parse("x.y/" + path), visibility, goProxy, packages);
    }

    private static Token token(String value, TokenKind kind, boolean expired, AccessLevel access) {
        Map<String, AccessLevel> all = access == null ? Map.of() : Map.of("g/private", access);
        return new Token(Secret.of(value), kind, "", Set.of(), expired, all);
    }
}
