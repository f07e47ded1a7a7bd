package io.github.goproxy4j.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.auth.Secret;
import io.github.goproxy4j.source.VersionRules;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProjectsFileReaderTest {
    @TempDir
    Path directory;

    @BeforeEach
    void repository() throws Exception {
        Files.createDirectory(directory.resolve("empty"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {"project":[]}                                            | project: unknown field, known are gitlabVersions, goProxy, hideUnauthorized, host, packages, projects, queryTokens, tokens, url
            {"projects":[],"projects":[]}                             | Duplicate field 'projects'
            {"projects":[{"id":1,"path":"a/b"}]}                      | projects[0].repository: is required
            {"projects":[{"id":1,"repository":"empty"}]}              | projects[0].path: is required
            {"projects":[{"path":"a/b","repository":"empty"}]}        | projects[0].id: is required
            {"projects":{}}                                           | line 1: projects: must be a list
            {"projects":[3]}                                          | line 1: projects[0]: must be an object
            {"host":["a"]}                                            | line 1: host: must be a text
            {"projects":[{"id":1,"path":"a/b","repository":"empty","colour":"red"}]} | projects[0].colour: unknown field
            {"projects":[{"id":"1","path":"a/b","repository":"empty"}]} | line 1: projects[0].id: must be a whole number
            {"projects":[{"id":1.5,"path":"a/b","repository":"empty"}]} | projects[0].id
            {"projects":[{"id":0,"path":"a/b","repository":"empty"}]} | projects[0].id: 0 is not a positive number
            {"projects":[{"id":1,"path":"a//b","repository":"empty"}]} | projects[0].path: 'a//b' is not a project path
            {"projects":[{"id":1,"path":"a/b","repository":"gone.git"}]} | projects[0].repository: no such directory: 'gone.git'
            {"projects":[{"id":1,"path":"a/b","repository":"empty","visibility":"secret"}]} | projects[0].visibility: must be private or internal or public
            {"projects":[{"id":1,"path":"a/b","repository":"empty","goProxy":"yes"}]} | projects[0].goProxy: must be true or false
            {"projects":[{"id":1,"path":"a/b","repository":"empty","module":"a b"}]} | projects[0].module: 'a b' is not a module path
            {"projects":[{"id":1,"path":"a/b","repository":"empty"},{"id":1,"path":"a/c","repository":"empty"}]} | projects[1].id: 1 is the id of another project
            {"projects":[{"id":1,"path":"a/b","repository":"empty"},{"id":2,"path":"a/b","repository":"empty"}]} | projects[1].path: 'a/b' is the path of another project
            {"url":"gitlab.example.com"}                              | url: 'gitlab.example.com' is not an http or https URL
            {"url":"ftp://gitlab.example.com"}                        | url: 'ftp://gitlab.example.com' is not an http or https URL
            {"url":"https://u:p@gitlab.example.com"}                  | is not an http or https URL
            {"url":"https://gitlab.example.com/?x"}                   | is not an http or https URL
            {"url":"https://a b"}                                     | url: 'https://a b' is not a URL
            {"queryTokens":1}                                         | line 1: queryTokens: must be true or false
            {"tokens":[{}]}                                           | tokens[0].value: is required
            {"tokens":[{"value":""}]}                                 | tokens[0].value: must not be empty
            {"tokens":[{"value":"s3cret","kind":"magic"}]}            | tokens[0].kind: must be personal or job or deploy or oauth
            {"tokens":[{"value":"s3cret"},{"value":"s3cret"}]}        | tokens[1].value: the same as that of another token
            {"tokens":[{"value":"s3cret","access":{"a/b":"read"}}]}   | tokens[0].access: no project 'a/b' in this file
            {"tokens":[{"value":"s3cret","access":{"a/b":"owner"}}]}  | tokens[0].access.a/b: must be read or guest
            {"tokens":[{"value":["s3cret"]}]}                         | tokens[0].value: a token's value is a text
            [1]                                                       | line 1: must be one object
            {} {}                                                     | line 1: must be one object
            null                                                      | not an object
            {"tokens":[                                               | line 1: tokens: Unexpected end-of-input
            """)
    void read_wrongFile_saysWhereAndShowsNoToken(String json, String reason) throws Exception {
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> read(json))
                .withMessageContaining("projects.json: ")
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContain("s3cret")
                        .doesNotContain("Exception")
                        .doesNotContain("Source:")
                        .doesNotContain("goproxy4j.quickstart"));
    }

    @Test
    void read_onlyWhatIsRequired_fillsInTheDefaults() throws Exception {
        ProjectsFile file = read(
                "{\"projects\":[{\"id\":7,\"path\":\"group/lib\",\"repository\":\"empty\"}],\"tokens\":[{\"value\":\"t\"}]}");
        Project project = file.projects().get(0);
        assertThat(project.module()).hasToString("gitlab.example.com/group/lib");
        assertThat(project.visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(project.goProxy()).isTrue();
        assertThat(project.packages()).isTrue();
        assertThat(project.repository()).isEqualTo(directory.resolve("empty"));
        assertThat(file.tokens())
                .containsExactly(new Token(
                        0, Secret.of("t"), TokenKind.PERSONAL, "", Set.of("api", "read_api"), false, Map.of()));
        assertThat(project.versionRules()).isEqualTo(VersionRules.GO);
        assertThat(file.settings()).isEqualTo(InstanceSettings.DEFAULTS);
    }

    @Test
    void read_host_isTheFirstElementOfModulePaths() throws Exception {
        ProjectsFile file = read("{\"host\":\"code.example.org\",\"projects\":"
                + "[{\"id\":7,\"path\":\"group/lib\",\"repository\":\"empty\",\"visibility\":\"internal\"}]}");
        assertThat(file.projects().get(0).module()).hasToString("code.example.org/group/lib");
        assertThat(file.projects().get(0).visibility()).isEqualTo(Visibility.INTERNAL);
    }

    @Test
    void read_everyField_isTaken() throws Exception {
        ProjectsFile file = read("""
                {"projects":[{"id":1,"path":"group/lib","repository":"empty","module":"my-go-module","visibility":"public",
                "goProxy":false,"packages":false}],
                "tokens":[{"value":"t","kind":"deploy","user":"dev","scopes":["read_package_registry"],"expired":true,
                "access":{"group/lib":"guest"}}]}
                """);
        Project project = file.projects().get(0);
        assertThat(project.module()).hasToString("my-go-module");
        assertThat(project.goProxy()).isFalse();
        assertThat(project.packages()).isFalse();
        assertThat(file.tokens())
                .containsExactly(new Token(
                        0,
                        Secret.of("t"),
                        TokenKind.DEPLOY,
                        "dev",
                        Set.of("read_package_registry"),
                        true,
                        Map.of("group/lib", AccessLevel.GUEST)));
    }

    @Test
    void read_settingsOfTheInstance_areTaken() throws Exception {
        ProjectsFile file = read("""
                {"host":"code.example.org","url":"https://code.example.org:8443/git/","goProxy":false,"packages":false,
                "hideUnauthorized":true,"queryTokens":true}
                """);
        assertThat(file.settings())
                .isEqualTo(new InstanceSettings(
                        "code.example.org", URI.create("https://code.example.org:8443/git"), false, false, true, true));
    }

    @Test
    void read_gitlabVersions_ofTheInstanceHoldForProjectsThatDoNotSay() throws Exception {
        ProjectsFile file = read("""
                {"gitlabVersions":true,"projects":[{"id":1,"path":"g/a","repository":"empty"},
                {"id":2,"path":"g/b","repository":"empty","gitlabVersions":false}]}
                """);
        assertThat(file.projects())
                .extracting(Project::versionRules)
                .containsExactly(VersionRules.GITLAB, VersionRules.GO);
    }

    @Test
    void read_tokenWithNoScopes_hasNone() throws Exception {
        ProjectsFile file = read("{\"tokens\":[{\"value\":\"t\",\"scopes\":[]}]}");
        assertThat(file.tokens().get(0).mayReadModules()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"personal,api", "personal,read_api", "oauth,api", "oauth,read_api", "deploy,read_package_registry"})
    void read_sufficientScope_allowsReading(String kind, String scope) throws Exception {
        assertThat(tokenWith(kind, scope).mayReadModules()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "personal,read_repository",
        "personal,read_package_registry",
        "oauth,read_user",
        "deploy,read_api",
        "deploy,read_repository"
    })
    void read_insufficientScope_doesNotAllowReading(String kind, String scope) throws Exception {
        assertThat(tokenWith(kind, scope).mayReadModules()).isFalse();
    }

    @Test
    void read_jobToken_needsNoScope() throws Exception {
        assertThat(tokenWith("job", "none").mayReadModules()).isTrue();
    }

    private Token tokenWith(String kind, String scope) throws Exception {
        String json = "{\"tokens\":[{\"value\":\"t\",\"kind\":\"" + kind + "\",\"scopes\":[\"" + scope + "\"]}]}";
        return read(json).tokens().get(0);
    }

    @Test
    void read_emptyObject_isNoProjects() throws Exception {
        assertThat(read("{}").projects()).isEmpty();
    }

    @Test
    void read_exampleOfTheReadme_isRight() throws Exception {
        Files.createDirectories(directory.resolve("repos/lib.git"));
        Files.createDirectories(directory.resolve("repos/open.git"));
        ProjectsFile file = read(Files.readString(Path.of("projects.json")));
        assertThat(file.projects())
                .extracting(project -> project.module().toString())
                .containsExactly("gitlab.example.com/group/lib", "go.example.com/open");
        assertThat(file.tokens()).hasSize(1);
    }

    private ProjectsFile read(String json) throws Exception {
        return ProjectsFileReader.read(Files.writeString(directory.resolve("projects.json"), json));
    }
}
