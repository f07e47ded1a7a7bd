package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What GitLab's own tests assert of its Go proxy API ({@code spec/requests/api/go_proxy_spec.rb}), asked over HTTP of a
 * quickstart with GitLab's version rules. Times are compared as instants.
 *
 * <p>{@code B} is the module of a project's root; {@code <time>}, {@code <id>} and {@code <id11>} behind a commit's name are
 * its time as pseudo-versions have it, and the first digits of its id.
 */
final class GitLabTableIT {
    private static final String HOST = "gitlab.example.com";
    private static final Pattern COMMIT = Pattern.compile("<(time|id|id11) ([a-z0-9.]+)>");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static QuickstartProcess server;

    @BeforeAll
    static void serve() throws Exception {
        Tools.requireGit();
        Path repositories = Files.createDirectory(directory.resolve("group"));
        basic(repositories.resolve("basic.git"), "group/basic");
        basic(repositories.resolve("open.git"), "group/open");
        try (GitHistory git = GitHistory.of(repositories.resolve("other.git"))) {
            git.commit("main", "go.mod", "module not/a/real/module\n", "a.go", "package a\n")
                    .tag("v1.0.0");
        }
        try (GitHistory git = GitHistory.of(repositories.resolve("suffix.git"))) {
            git.commit("main", "v2/go.mod", "module " + HOST + "/group/suffix\n", "v2/a.go", "package a\n")
                    .tag("v2.0.0");
        }
        try (GitHistory git = GitHistory.of(repositories.resolve("MyGoLib.git"))) {
            git.commit("main", "go.mod", "module " + HOST + "/group/MyGoLib\n", "a.go", "package a\n")
                    .tag("v1.0.1-prerelease")
                    .commit("main", "b.go", "package a\n")
                    .tag("v1.0.1-Prerelease");
        }
        List<String> names = List.of("basic", "other", "suffix", "MyGoLib", "open", "off");
        List<String> projects = new ArrayList<>();
        for (String name : names) {
            String repository = name.equals("off") ? "basic" : name;
            projects.add("{\"id\":" + (projects.size() + 1) + ",\"path\":\"group/" + name + "\",\"repository\":\"group/"
                    + repository + ".git\",\"visibility\":\"" + (name.equals("open") ? "public" : "private")
                    + "\",\"goProxy\":" + !name.equals("off") + "}");
        }
        String access =
                names.stream().map(name -> "\"group/" + name + "\":\"read\"").collect(Collectors.joining(","));
        List<String> tokens = new ArrayList<>();
        for (String kind : List.of("personal", "oauth", "job")) {
            tokens.add("{\"value\":\"the-" + kind + "\",\"kind\":\"" + kind + "\",\"access\":{" + access + "}}");
        }
        tokens.add("{\"value\":\"the-failed-job\",\"kind\":\"job\",\"expired\":true,\"access\":{" + access + "}}");
        Path file = Files.writeString(
                directory.resolve("projects.json"),
                "{\"gitlabVersions\":true,\"queryTokens\":true,\"projects\":" + projects + ",\"tokens\":" + tokens
                        + "}");
        server = QuickstartProcess.start(directory, "--projects", file.toString());
    }

    /** GitLab's fixture "basic Go module"; the names of untagged commits are branches. */
    private static void basic(Path repository, String project) throws IOException {
        String module = "module " + HOST + "/" + project;
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "README.md", "Hi")
                    .tag("v1.0.0")
                    .commit("main", "go.mod", module + "\n", "a.go", "package a\n")
                    .tag("v1.0.1")
                    .commit("main", "pkg/b.go", "package b\n")
                    .tag("v1.0.2")
                    .commit("main", "mod/go.mod", module + "/mod\n", "mod/a.go", "package a\n")
                    .tag("v1.0.3")
                    .commit("main", "y.go", "package a\n")
                    .tag("c4")
                    .commit("main", "v2/go.mod", module + "/v2\n", "v2/a.go", "package a\n")
                    .tag("c5")
                    .commit("main", "v2/x.go", "package a\n")
                    .tag("v2.0.0");
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # project | file below the project                         | expected
            basic     | B/@v/list                                      | v1.0.1 v1.0.2 v1.0.3
            basic     | B/pkg/@v/list                                  | ''
            basic     | B/mod/@v/list                                  | v1.0.3
            basic     | B/v2/@v/list                                   | v2.0.0
            basic     | B/%2E%2E%2Fxyz/@v/list                         | 404
            off       | B/@v/list                                      | 404
            basic     | B/@v/v1.0.1.info                               | v1.0.1 at v1.0.1
            basic     | B/mod/@v/v1.0.3.info                           | v1.0.3 at v1.0.3
            basic     | B/v2/@v/v2.0.0.info                            | v2.0.0 at v2.0.0
            basic     | B/pkg/@v/v1.0.3.info                           | 404
            basic     | B/mod/@v/v1.0.1.info                           | 404
            basic     | B/@v/v1.0.4-0.<time c4>-<id c4>.info           | v1.0.4-0.<time c4>-<id c4> at c4
            basic     | B/v2/@v/v2.0.0-<time c5>-<id c5>.info          | v2.0.0-<time c5>-<id c5> at c5
            basic     | B/@v/v1.0.4-0.00000000000000-<id c4>.info      | 404
            basic     | B/@v/v1.0.4-0.<time c4>-000000000000.info      | 404
            basic     | B/@v/v1.0.4-0.<time c4>-<id11 c4>.info         | 404
            basic     | B/@v/v1.0.1.mod                                | module B
            basic     | B/mod/@v/v1.0.3.mod                            | module B/mod
            basic     | B/v2/@v/v2.0.0.mod                             | module B/v2
            basic     | B/pkg/@v/v1.0.3.mod                            | 404
            basic     | B/mod/@v/v1.0.1.mod                            | 404
            basic     | B/@v/v1.0.1.zip                                | README.md a.go go.mod
            basic     | B/@v/v1.0.2.zip                                | README.md a.go go.mod pkg/b.go
            basic     | B/@v/v1.0.3.zip                                | README.md a.go go.mod pkg/b.go
            basic     | B/mod/@v/v1.0.3.zip                            | a.go go.mod
            basic     | B/v2/@v/v2.0.0.zip                             | a.go go.mod x.go
            other     | B/@v/list                                      | ''
            other     | B/@v/v1.0.0.info                               | 404
            suffix    | B/v2/@v/list                                   | ''
            suffix    | B/v2/@v/v2.0.0.info                            | 404
            MyGoLib   | gitlab.example.com/group/!my!go!lib/@v/list    | v1.0.1-Prerelease v1.0.1-prerelease
            MyGoLib   | gitlab.example.com/group/mygolib/@v/list       | 404
            MyGoLib   | gitlab.example.com/group/!my!go!lib/@v/v1.0.1-!prerelease.info | v1.0.1-Prerelease at v1.0.1-Prerelease
            MyGoLib   | gitlab.example.com/group/!my!go!lib/@v/v1.0.1-prerelease.info | v1.0.1-prerelease at v1.0.1-prerelease
            # What our own rows add: GitLab's page leaves the v out, and a branch or the latest version is a query.
            basic     | B/@v/1.0.1.info                                | v1.0.1 at v1.0.1
            basic     | B/mod/@v/1.0.3.mod                             | module B/mod
            basic     | B/@v/main.info                                 | v1.0.4-0.<time v2.0.0>-<id v2.0.0> at v2.0.0
            basic     | B/v2/@latest                                   | v2.0.0 at v2.0.0
            """)
    void file_ofAProject_isAsExpected(String project, String file, String expected) throws Exception {
        HttpResponse<byte[]> answer = get(project, expand(project, file), "PRIVATE-TOKEN", "the-personal");
        String wanted = expand(project, expected);
        if (wanted.equals("404")) {
            assertThat(answer.statusCode()).isEqualTo(404);
            return;
        }
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        if (file.endsWith("list")) {
            assertThat(text(answer).lines().sorted()).containsExactlyElementsOf(words(wanted));
        } else if (file.endsWith(".mod")) {
            assertThat(text(answer)).isEqualTo(wanted + "\n");
        } else if (file.endsWith(".zip")) {
            String name = expand(project, file).replace("/@v/", "@").replaceAll("\\.zip$", "/");
            assertThat(entries(answer.body()))
                    .containsExactlyElementsOf(
                            words(wanted).stream().map(path -> name + path).toList());
        } else {
            JsonNode info = new JsonMapper().readTree(answer.body());
            String[] parts = wanted.split(" at ", 2);
            assertThat(info.path("Version").asText()).isEqualTo(parts[0]);
            assertThat(OffsetDateTime.parse(info.path("Time").asText()).toInstant())
                    .isEqualTo(
                            OffsetDateTime.parse(git(project, "%cI", parts[1])).toInstant());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # project             | header                              | status
            basic                 | Authorization: Bearer the-oauth     | 200
            basic                 | JOB-TOKEN: the-job                  | 200
            basic                 | Authorization: Bearer the-job       | 200
            basic                 | PRIVATE-TOKEN: the-personal         | 200
            basic                 | Basic dev:the-personal              | 200
            basic                 | JOB-TOKEN: the-failed-job           | 401
            basic                 |                                     | 401
            open                  |                                     | 200
            not%2fa%2fproject     | PRIVATE-TOKEN: the-personal         | 404
            not%2fa%2fproject     | Authorization: Bearer the-oauth     | 404
            not%2fa%2fproject     | JOB-TOKEN: the-job                  | 404
            not%2fa%2fproject     | Basic dev:the-personal              | 404
            not%2fa%2fproject     |                                     | 401
            """)
    void list_credentials_status(String project, String header, int status) throws Exception {
        String[] field = header == null
                ? new String[0]
                : header.startsWith("Basic ")
                        ? new String[] {
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString(header.substring(6).getBytes(StandardCharsets.UTF_8))
                        }
                        : header.split(": ", 2);
        assertThat(get(project, expand(project, "B/@v/list"), field).statusCode())
                .isEqualTo(status);
    }

    private static String expand(String project, String text) {
        return COMMIT.matcher(text.replaceAll("\\bB(?=[/\\s]|$)", HOST + "/group/" + project))
                .replaceAll(match -> Matcher.quoteReplacement(commit(project, match.group(1), match.group(2))));
    }

    private static String commit(String project, String what, String ref) {
        try {
            return what.equals("time")
                    ? OffsetDateTime.parse(git(project, "%cI", ref))
                            .toInstant()
                            .toString()
                            .replaceAll("[^0-9]", "")
                    : git(project, "%H", ref).substring(0, what.equals("id") ? 12 : 11);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String git(String project, String format, String ref) throws IOException {
        Path repository = directory.resolve("group/" + (project.equals("off") ? "basic" : project) + ".git");
        return GitHistory.git(repository, "log", "-1", "--format=" + format, ref)
                .strip();
    }

    private static HttpResponse<byte[]> get(String project, String file, String... headers) throws Exception {
        String id = project.contains("%") ? project : "group%2f" + project;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v4/projects/" + id + "/packages/go/" + file));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static List<String> entries(byte[] zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        names.sort(null);
        return names;
    }
}
