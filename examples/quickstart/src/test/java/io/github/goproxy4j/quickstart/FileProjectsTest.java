package io.github.goproxy4j.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.auth.Secret;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.PrefixRepository;
import io.github.goproxy4j.repository.ProjectRef;
import io.github.goproxy4j.testkit.InMemoryRepository;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets which answer: a token of each kind against a project of each kind. */
final class FileProjectsTest {
    private static final GoModuleRepository NOTHING = PrefixRepository.of(Map.of());

    private final FileProjects projects = with(InstanceSettings.DEFAULTS);

    @ParameterizedTest
    @CsvSource(textBlock = """
            # token,  private,         internal,        public, off,       closed
            none,     UNAUTHENTICATED, UNAUTHENTICATED, open,   INVALID,   FORBIDDEN
            wrong,    UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED
            expired,  UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED
            scopeless, FORBIDDEN,      FORBIDDEN,       FORBIDDEN, FORBIDDEN, FORBIDDEN
            stranger, NOT_FOUND,       open,            open,   INVALID,   FORBIDDEN
            guest,    FORBIDDEN,       open,            open,   INVALID,   FORBIDDEN
            reader,   open,            open,            open,   INVALID,   FORBIDDEN
            """)
    void open_tokenAndProject_outcome(
            String token, String closed, String internal, String everybody, String off, String packagesOff) {
        Credentials sent = token.equals("none") ? Credentials.NONE : new Credentials.PrivateToken(Secret.of(token));
        assertThat(List.of(
                        outcome("g/private", sent),
                        outcome("g/sub/internal", sent),
                        outcome("g/public", sent),
                        outcome("g/off", sent),
                        outcome("g/closed", sent)))
                .containsExactly(closed, internal, everybody, off, packagesOff);
    }

    @ParameterizedTest
    @CsvSource({"none,UNAUTHENTICATED", "stranger,NOT_FOUND"})
    void open_whatDoesNotExist_isAsAPrivateProject(String token, String reason) {
        Credentials sent = token.equals("none") ? Credentials.NONE : new Credentials.PrivateToken(Secret.of(token));
        Stream.of(
                        new ProjectRef.FullPath("g/private"),
                        new ProjectRef.FullPath("g/none"),
                        new ProjectRef.Id(99),
                        new ProjectRef.GroupPath("none"),
                        new ProjectRef.GroupPath("g/pub"),
                        new ProjectRef.GroupId(1),
                        ProjectRef.UNKNOWN)
                .forEach(ref ->
                        assertThat(outcome(projects, ref, sent)).as("%s", ref).isEqualTo(reason));
    }

    @Test
    void open_deployTokenWithoutAccess_isNoUserOfAnInternalProject() {
        Credentials sent = new Credentials.DeployToken(Secret.of("deploy"));
        assertThat(outcome("g/sub/internal", sent)).isEqualTo("NOT_FOUND");
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
    void open_basicLoginWithAnExpiredToken_isNotAnonymous() {
        assertThat(outcome("g/public", new Credentials.Basic("dev", Secret.of("expired"))))
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void open_root_isForEverybodyButAWrongLogin() {
        assertThat(outcome(projects, ProjectRef.ROOT, Credentials.NONE)).isEqualTo("open");
        assertThat(outcome(projects, ProjectRef.ROOT, new Credentials.Basic("", Secret.of("reader"))))
                .isEqualTo("open");
        assertThat(outcome(projects, ProjectRef.ROOT, new Credentials.Basic("dev", Secret.of("wrong"))))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(outcome(projects, ProjectRef.ROOT, new Credentials.PrivateToken(Secret.of("wrong"))))
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void open_hideUnauthorized_isNotFoundForAnonymousCallersToo() {
        FileProjects hiding = with(settings(true, true, true));
        assertThat(outcome(hiding, new ProjectRef.FullPath("g/private"), Credentials.NONE))
                .isEqualTo("NOT_FOUND");
        assertThat(outcome(hiding, ProjectRef.UNKNOWN, Credentials.NONE)).isEqualTo("NOT_FOUND");
        assertThat(outcome(hiding, new ProjectRef.FullPath("g/private"), token("wrong")))
                .isEqualTo("UNAUTHENTICATED");
    }

    static Stream<ProjectRef> whatGitLabServes() {
        return Stream.of(
                new ProjectRef.FullPath("g/private"),
                new ProjectRef.FullPath("g/public"),
                new ProjectRef.FullPath("g/none"),
                new ProjectRef.GroupPath("g"),
                ProjectRef.INSTANCE);
    }

    @ParameterizedTest
    @MethodSource("whatGitLabServes")
    void open_serverWithoutPackages_isNotThereBeforeAnyTokenIsLookedAt(ProjectRef ref) {
        FileProjects off = with(settings(true, false, false));
        assertThat(outcome(off, ref, Credentials.NONE)).isEqualTo("INVALID");
        assertThat(outcome(off, ref, token("wrong"))).isEqualTo("INVALID");
        assertThat(outcome(off, ref, token("reader"))).isEqualTo("INVALID");
    }

    @Test
    void open_flagOffForAll_isNotThereForWhoeverMayReadAndAsBeforeForOthers() {
        FileProjects off = with(settings(false, true, false));
        assertThat(outcome(off, new ProjectRef.FullPath("g/private"), token("reader")))
                .isEqualTo("INVALID");
        assertThat(outcome(off, new ProjectRef.FullPath("g/private"), token("guest")))
                .isEqualTo("FORBIDDEN");
        assertThat(outcome(off, new ProjectRef.FullPath("g/private"), Credentials.NONE))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(outcome(off, new ProjectRef.GroupPath("g"), token("reader"))).isEqualTo("INVALID");
        assertThat(outcome(off, ProjectRef.INSTANCE, token("reader"))).isEqualTo("INVALID");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # token,  instance,                group g,                 group g/sub
            none,     public,                  public,                  UNAUTHENTICATED
            stranger, internal other public,   internal public,         internal
            guest,    internal other public,   internal public,         internal
            reader,   internal other private public, internal private public, internal
            deploy,   public,                  public,                  NOT_FOUND
            """)
    void open_severalProjects_areThoseThatTheCallerMayRead(String token, String all, String group, String subgroup)
            throws Exception {
        Credentials sent = token.equals("none") ? Credentials.NONE : new Credentials.Basic("", Secret.of(token));
        assertThat(readable(ProjectRef.INSTANCE, sent)).isEqualTo(all);
        assertThat(readable(new ProjectRef.GroupPath("g"), sent)).isEqualTo(group);
        assertThat(readable(new ProjectRef.GroupPath("g/sub"), sent)).isEqualTo(subgroup);
    }

    @Test
    void open_groupOfHiddenProjects_isThereForTheirMembersOnly() {
        Map<Project, GoModuleRepository> modules = new LinkedHashMap<>();
        add(modules, project(1, "v/sub/hidden", Visibility.PRIVATE, true, true));
        add(modules, project(2, "v/subject/hidden", Visibility.PRIVATE, true, true));
        Token guest = new Token(
                0,
                Secret.of("guest"),
                TokenKind.PERSONAL,
                "",
                Set.of("api"),
                false,
                Map.of("v/sub/hidden", AccessLevel.GUEST));
        Token stranger = token(1, "stranger", TokenKind.PERSONAL, false, null);
        FileProjects hidden = new FileProjects(InstanceSettings.DEFAULTS, modules, List.of(guest, stranger), NOTHING);
        for (String group : List.of("v", "v/sub")) {
            ProjectRef ref = new ProjectRef.GroupPath(group);
            assertThat(outcome(hidden, ref, token("guest"))).isEqualTo("open");
            assertThat(outcome(hidden, ref, token("stranger"))).isEqualTo("NOT_FOUND");
            assertThat(outcome(hidden, ref, Credentials.NONE)).isEqualTo("UNAUTHENTICATED");
        }
        for (String group : List.of("v/subject", "v/sub/hidden", "v/su")) {
            assertThat(outcome(hidden, new ProjectRef.GroupPath(group), token("guest")))
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void open_severalProjects_haveAKeyForEachCallerAndAreForNobodyElse() throws Exception {
        GoProject everybody = open(projects, ProjectRef.INSTANCE, Credentials.NONE);
        GoProject reader = open(projects, ProjectRef.INSTANCE, token("reader"));
        GoProject guest = open(projects, ProjectRef.INSTANCE, token("guest"));
        assertThat(Set.of(everybody.key(), reader.key(), guest.key())).hasSize(3);
        assertThat(reader.key()).doesNotContain("reader");
        assertThat(List.of(everybody, reader, guest)).noneMatch(GoProject::anonymousMayRead);
    }

    private String readable(ProjectRef ref, Credentials sent) throws Exception {
        GoProject project;
        try {
            project = open(projects, ref, sent);
        } catch (ModuleAccessException e) {
            return e.reason().toString();
        }
        StringBuilder found = new StringBuilder();
        for (String name : List.of("closed", "internal", "off", "other", "private", "public")) {
            try {
                project.modules().versions(modulePath(name));
                found.append(' ').append(name);
            } catch (ModuleAccessException e) {
                assertThat(e.reason()).isEqualTo(ModuleAccessException.Reason.NOT_FOUND);
            }
        }
        return found.substring(1);
    }

    private String outcome(String path, Credentials credentials) {
        return outcome(projects, new ProjectRef.FullPath(path), credentials);
    }

    private static String outcome(FileProjects projects, ProjectRef project, Credentials credentials) {
        try {
            open(projects, project, credentials);
            return "open";
        } catch (ModuleAccessException e) {
            return e.reason().toString();
        }
    }

    private static GoProject open(FileProjects projects, ProjectRef project, Credentials credentials)
            throws ModuleAccessException {
        return projects.open(project, new Caller(Optional.empty(), credentials));
    }

    private static Credentials token(String value) {
        return new Credentials.PrivateToken(Secret.of(value));
    }

    private static InstanceSettings settings(boolean goProxy, boolean packages, boolean hideUnauthorized) {
        return new InstanceSettings(
                InstanceSettings.DEFAULT_HOST,
                InstanceSettings.DEFAULTS.url(),
                goProxy,
                packages,
                hideUnauthorized,
                false);
    }

    private static FileProjects with(InstanceSettings settings) {
        return new FileProjects(
                settings,
                modules(),
                List.of(
                        token(0, "reader", TokenKind.PERSONAL, false, AccessLevel.READ),
                        token(1, "guest", TokenKind.PERSONAL, false, AccessLevel.GUEST),
                        token(2, "stranger", TokenKind.PERSONAL, false, null),
                        token(3, "expired", TokenKind.PERSONAL, true, AccessLevel.READ),
                        token(4, "deploy", TokenKind.DEPLOY, false, null),
                        new Token(
                                5,
                                Secret.of("scopeless"),
                                TokenKind.PERSONAL,
                                "",
                                Set.of("read_user"),
                                false,
                                Map.of("g/private", AccessLevel.READ))),
                NOTHING);
    }

    private static Map<Project, GoModuleRepository> modules() {
        Map<Project, GoModuleRepository> modules = new LinkedHashMap<>();
        add(modules, project(1, "g/private", Visibility.PRIVATE, true, true));
        add(modules, project(2, "g/sub/internal", Visibility.INTERNAL, true, true));
        add(modules, project(3, "g/public", Visibility.PUBLIC, true, true));
        add(modules, project(4, "g/off", Visibility.PUBLIC, false, true));
        add(modules, project(5, "g/closed", Visibility.PUBLIC, true, false));
        add(modules, project(6, "h/other", Visibility.INTERNAL, true, true));
        return modules;
    }

    private static void add(Map<Project, GoModuleRepository> modules, Project project) {
        ModuleId version = new ModuleId(project.module(), ModuleVersion.parse("v1.0.0"));
        modules.put(
                project,
                InMemoryRepository.builder()
                        .refuse(version, ModuleAccessException.Reason.INVALID, "only listed")
                        .build());
    }

    private static ModulePath modulePath(String name) {
        return ModulePath.parse("x.y/" + name);
    }

    private static Project project(long id, String path, Visibility visibility, boolean goProxy, boolean packages) {
        ModulePath module = modulePath(path.substring(path.lastIndexOf('/') + 1));
        return new Project(id, path, Path.of("."), module, visibility, goProxy, packages, false);
    }

    private static Token token(int number, String value, TokenKind kind, boolean expired, AccessLevel access) {
        Map<String, AccessLevel> all = access == null ? Map.of() : Map.of("g/private", access);
        return new Token(number, Secret.of(value), kind, "", kind.readingScopes(), expired, all);
    }
}
