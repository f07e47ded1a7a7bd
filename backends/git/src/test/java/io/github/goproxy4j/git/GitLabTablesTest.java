package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.Origin;
import io.github.goproxy4j.source.SourceOptions;
import io.github.goproxy4j.source.VersionRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What GitLab's own tests assert of modules, versions and contents, as one table: {@code spec/requests/api/go_proxy_spec.rb},
 * {@code spec/models/packages/go} and {@code spec/finders/packages/go} in GitLab. Times are compared as instants.
 *
 * <p>{@code B} is a project's root, {@code <dateN>} and {@code <shaN>} are the date and the first twelve digits of its commit
 * N, {@code <idN>} has one digit less. {@code -} says that there is no such thing, which is a 404 for a client.
 */
class GitLabTablesTest {
    private static final String GROUP = "gitlab.example.com/group/";
    private static final Pattern PLACEHOLDER = Pattern.compile("<(date|sha|id)([0-9])>");

    @TempDir
    private static Path directory;

    private static final Map<String, GitLabProject> PROJECTS = new TreeMap<>();
    private static final Map<String, GitModules> MODULES = new TreeMap<>();

    @BeforeAll
    static void build() throws IOException {
        serve("basic", basic("basic"), VersionRules.GITLAB);
        GitLabProject finder = basic("finder")
                .files(Map.of("bad-mod/go.mod", "module example.com/go-lib\n"))
                .tag("v1.0.4");
        serve("finder", finder, VersionRules.GITLAB);
        serve("finder, any name", finder, VersionRules.GITLAB_ANY_MODULE_NAME);
        serve(
                "other name",
                project("other")
                        .files(Map.of("go.mod", "module not/a/real/module\n"))
                        .tag("v1.0.0"));
        serve(
                "no suffix",
                project("suffix")
                        .files(Map.of("v2/go.mod", "module " + GROUP + "suffix\n"))
                        .tag("v2.0.0"));
        serve(
                "MyGoLib",
                project("MyGoLib")
                        .files(Map.of("README.md", "Hi"))
                        .module("")
                        .tag("v1.0.1-prerelease")
                        .aPackage("pkg")
                        .tag("v1.0.1-Prerelease"));
        serve(
                "majors",
                project("majors")
                        .module("")
                        .module("v2")
                        .tag("v0.1.0")
                        .tag("v1.0.0")
                        .tag("v2.0.0"));
        serve(
                "lines",
                project("lines")
                        .files(Map.of("go.mod", "module " + GROUP + "lines"))
                        .tag("v1.0.0")
                        .files(Map.of("go.mod", "module " + GROUP + "lines/v2"))
                        .tag("v1.0.1")
                        .files(Map.of("go.mod", ""))
                        .tag("v1.0.2"));
    }

    private static GitLabProject project(String name) throws IOException {
        return GitLabProject.create(directory.resolve(PROJECTS.size() + ".git"), GROUP + name);
    }

    /** The fixture "basic Go module". The tags c1 and c2 are no semantic versions. */
    private static GitLabProject basic(String name) throws IOException {
        return project(name)
                .files(Map.of("README.md", "Hi"))
                .tag("v1.0.0")
                .module("")
                .tag("v1.0.1")
                .aPackage("pkg")
                .tag("v1.0.2")
                .module("mod")
                .tag("v1.0.3")
                .files(Map.of("y.go", "package a\n"))
                .tag("c1")
                .module("v2")
                .tag("c2")
                .files(Map.of("v2/x.go", "package a\n"))
                .tag("v2.0.0");
    }

    private static void serve(String name, GitLabProject project) throws IOException {
        serve(name, project, VersionRules.GITLAB);
    }

    private static void serve(String name, GitLabProject project, VersionRules rules) throws IOException {
        PROJECTS.put(name, project);
        SourceOptions options = SourceOptions.DEFAULTS.withVersionRules(rules);
        MODULES.put(name, GitModules.open(project.directory(), project.root(), GitLimits.DEFAULT, options));
    }

    @AfterAll
    static void close() {
        MODULES.values().forEach(GitModules::close);
        Set.copyOf(PROJECTS.values()).forEach(GitLabProject::close);
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # project   | ask  | module     | version                    | expected
            # requests: lists
            basic       | list | B          |                            | v1.0.1 v1.0.2 v1.0.3
            basic       | list | B/pkg      |                            | ''
            basic       | list | B/mod      |                            | v1.0.3
            basic       | list | B/v2       |                            | v2.0.0
            basic       | list | B/../xyz   |                            | no name
            # requests: info
            basic       | info | B          | v1.0.1                     | v1.0.1
            basic       | info | B/mod      | v1.0.3                     | v1.0.3
            basic       | info | B/v2       | v2.0.0                     | v2.0.0
            basic       | info | B/pkg      | v1.0.3                     | -
            basic       | info | B/mod      | v1.0.1                     | -
            basic       | info | B          | v1.0.4-0.<date4>-<sha4>    | v1.0.4-0.<date4>-<sha4>
            basic       | info | B/v2       | v2.0.0-<date5>-<sha5>      | v2.0.0-<date5>-<sha5>
            basic       | info | B          | v1.0.4-0.00000000000000-<sha4> | -
            basic       | info | B          | v1.0.4-0.<date4>-000000000000  | -
            basic       | info | B          | v1.0.4-0.<date4>-<id4>     | -
            # requests: mod
            basic       | mod  | B          | v1.0.1                     | module B
            basic       | mod  | B/mod      | v1.0.3                     | module B/mod
            basic       | mod  | B/v2       | v2.0.0                     | module B/v2
            basic       | mod  | B/pkg      | v1.0.3                     | -
            basic       | mod  | B/mod      | v1.0.1                     | -
            # requests: zip, and the files and archives of models
            basic       | zip  | B          | v1.0.1                     | README.md go.mod a.go
            basic       | zip  | B          | v1.0.2                     | README.md go.mod a.go pkg/b.go
            basic       | zip  | B          | v1.0.3                     | README.md go.mod a.go pkg/b.go
            basic       | zip  | B/mod      | v1.0.3                     | go.mod a.go
            basic       | zip  | B/v2       | v2.0.0                     | go.mod a.go x.go
            # requests: a go.mod file with another name, or without the suffix
            other name  | list | B          |                            | ''
            other name  | info | B          | v1.0.0                     | -
            no suffix   | list | B/v2       |                            | ''
            no suffix   | info | B/v2       | v2.0.0                     | -
            # requests: upper case
            MyGoLib     | list | B          |                            | v1.0.1-prerelease v1.0.1-Prerelease
            MyGoLib     | list | gitlab.example.com/group/mygolib |      | -
            MyGoLib     | info | B          | v1.0.1-!prerelease         | v1.0.1-Prerelease
            MyGoLib     | info | B          | v1.0.1-prerelease          | v1.0.1-prerelease
            # models: the major rule
            majors      | list | B          |                            | v0.1.0 v1.0.0
            majors      | info | B          | v0.1.0                     | v0.1.0
            majors      | info | B          | v1.0.0                     | v1.0.0
            majors      | info | B          | v2.0.0                     | -
            majors      | list | B/v2       |                            | v2.0.0
            majors      | info | B/v2       | v0.1.0                     | -
            majors      | info | B/v2       | v1.0.0                     | -
            majors      | info | B/v2       | v2.0.0                     | v2.0.0
            # models: go.mod without a line end, with another name, empty, absent, present
            lines       | info | B          | v1.0.0                     | v1.0.0
            lines       | info | B          | v1.0.1                     | -
            lines       | info | B          | v1.0.2                     | -
            basic       | mod  | B          | v1.0.0                     | -
            # finders: modules
            basic       | list | gitlab.example.com/group/finder |       | -
            basic       | list | gitlab.example.com/group/xyz |          | -
            basic       | list | B/../../../../../../../../../../xyz |   | no name
            # finders: versions
            finder      | list | B          |                            | v1.0.1 v1.0.2 v1.0.3 v1.0.4
            finder      | list | B/pkg      |                            | ''
            finder      | list | B/mod      |                            | v1.0.3 v1.0.4
            finder      | list | B/v2       |                            | v2.0.0
            finder      | list | B/bad-mod  |                            | ''
            finder, any name | list | B/bad-mod |                        | v1.0.4
            finder, any name | mod  | B/bad-mod | v1.0.4                 | module example.com/go-lib
            finder      | info | B          | master                     | v1.0.4
            finder      | info | B          | v1.0.0                     | -
            finder      | info | B          | v1.0.1                     | v1.0.1
            finder      | info | B          | <sha4>                     | v1.0.4-0.<date4>-<sha4>
            finder      | info | B          | v0.0.0-<date7>-<sha7>      | v0.0.0-<date7>-<sha7>
            finder      | info | B          | not-a-semver               | -
            finder      | info | B          | v0.0.0-<date7>-000000000000    | -
            finder      | info | B          | v0.0.0-<date7>-<id7>       | -
            finder      | info | B          | v0.0.0-00000000000000-<sha7>   | -
            """)
    void table(String name, String ask, String module, String version, String expected) throws Exception {
        GitLabProject project = PROJECTS.get(name);
        GitModules modules = MODULES.get(name);
        String path = module.replaceFirst("^B", project.root().encoded());
        String escaped = version == null ? "" : fill(project, version);
        String wanted =
                fill(project, expected).replaceFirst("\\bB\\b", project.root().toString());
        switch (wanted) {
            case "no name" ->
                assertThat(catchThrowable(() -> ModulePath.decode(path))).isInstanceOf(ModuleSyntaxException.class);
            case "-" ->
                assertThat(catchThrowableOfType(
                                        ModuleAccessException.class, () -> answer(project, modules, ask, path, escaped))
                                .reason())
                        .isIn(Reason.NOT_FOUND, Reason.INVALID);
            default ->
                assertThat(answer(project, modules, ask, path, escaped))
                        .isEqualTo(ask.equals("mod") ? Set.of(wanted) : words(wanted));
        }
    }

    /** The placeholders: the date and the first twelve or eleven digits of a commit. */
    private static String fill(GitLabProject project, String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            int commit = Integer.parseInt(match.group(2));
            return switch (match.group(1)) {
                case "date" -> GitLabProject.date(commit);
                case "sha" -> project.sha(commit).substring(0, 12);
                default -> project.sha(commit).substring(0, 11);
            };
        });
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }

    private static Set<String> answer(
            GitLabProject project, GitModules modules, String ask, String path, String version)
            throws ModuleAccessException, IOException {
        ModulePath module = ModulePath.decode(path);
        return switch (ask) {
            case "list" ->
                modules.versions(module).stream().map(ModuleVersion::toString).collect(Collectors.toSet());
            case "info" -> Set.of(info(project, modules.info(module, VersionQuery.decode(version))));
            case "mod" -> {
                try (ModuleFile mod = modules.mod(new ModuleId(module, ModuleVersion.decode(version)));
                        InputStream in = mod.openStream(0)) {
                    yield Set.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .findFirst()
                            .orElse(""));
                }
            }
            case "zip" -> {
                ModuleId id = new ModuleId(module, ModuleVersion.decode(version));
                try (ModuleFile zip = modules.zip(id)) {
                    yield entries(zip, id + "/");
                }
            }
            default -> throw new IllegalArgumentException(ask);
        };
    }

    private static String info(GitLabProject project, ModuleInfo info) {
        assertThat(info.time().map(OffsetDateTime::toInstant))
                .contains(project.time(info.origin().orElseThrow().hash()));
        return info.version().orElseThrow().toString();
    }

    private static Set<String> entries(ModuleFile zip, String prefix) throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipInputStream in = new ZipInputStream(zip.openStream(0))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getName()).startsWith(prefix);
                names.add(entry.getName().substring(prefix.length()));
            }
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource({"B, v1.0.1, ''", "B/mod, v1.0.3, mod", "B/v2, v2.0.0, v2"})
    void module_hasItsDirectory(String module, String version, String expected) throws Exception {
        ModulePath path = ModulePath.parse(
                module.replaceFirst("^B", PROJECTS.get("basic").root().toString()));
        assertThat(MODULES.get("basic")
                        .info(path, VersionQuery.parse(version))
                        .origin()
                        .flatMap(Origin::subdir)
                        .orElse(""))
                .isEqualTo(expected);
    }
}
