package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/gitlab.md}: its tables are run as they stand there. */
final class GitLabPageIT {
    private static final String PAGE = "gitlab.md";
    private static final String MODULE = GitLabSite.MODULE;
    private static final List<String> CALLERS =
            List.of("anonymous", "wrong token", "expired token", "no access", "guest", "read access");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static QuickstartProcess server;

    @BeforeAll
    static void serve() throws Exception {
        Tools.requireGit();
        server = GitLabSite.start(directory, "\"queryTokens\":true");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    static List<Map<String, String>> calls() throws IOException {
        return MarkdownTable.of(PAGE, "call", "output").rows();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void call_ofGitLabsPage_hasTheOutput(Map<String, String> row) throws Exception {
        Tools.requireCurl();
        Path here = Files.createTempDirectory(directory, "call");
        boolean isZip = row.get("output").equals("a zip");
        String call = row.get("call")
                .replace("https://gitlab.example.com", server.url())
                .replace("<your_access_token>", GitLabSite.secret("read access"));
        Command.Finished finished = new Command(here)
                .run("sh", "-c", call + (isZip ? " > out.zip" : ""))
                .orFail();
        if (call.contains(">> foo.mod")) {
            assertThat(here.resolve("foo.mod")).content().startsWith("module " + MODULE + "\n");
        } else if (isZip || call.contains(">> foo.zip")) {
            assertThat(entries(here.resolve(isZip ? "out.zip" : "foo.zip")))
                    .contains(MODULE + "@v1.0.0/go.mod")
                    .allMatch(entry -> entry.startsWith(MODULE + "@v1.0.0/"));
        } else {
            String expected =
                    Pattern.quote(row.get("output").replace("<br>", "\n")).replace("…", "\\E.*\\Q");
            assertThat(finished.out().stripTrailing()).matches(Pattern.compile(expected, Pattern.DOTALL));
        }
        assertThat(calls()).hasSize(6);
    }

    private static List<String> entries(Path zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
                names.add(all.nextElement().getName());
            }
        }
        return names;
    }

    static List<Map<String, String>> outcomes() throws IOException {
        List<String> columns = new ArrayList<>(List.of("visibility", "goProxy", "packages"));
        columns.addAll(CALLERS);
        return MarkdownTable.of(PAGE, columns.toArray(String[]::new)).rows();
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void project_callers_getTheStatuses(Map<String, String> row) throws Exception {
        String key = row.get("visibility") + " " + row.get("goProxy") + " " + row.get("packages");
        assertThat(GitLabSite.IDS).containsKey(key);
        assertThat(outcomes()).hasSameSizeAs(GitLabSite.IDS.keySet());
        int id = GitLabSite.IDS.get(key);
        for (String project : List.of(Integer.toString(id), "group%2Fp" + id)) {
            Map<String, String> actual = new LinkedHashMap<>(row);
            for (String caller : CALLERS) {
                HttpResponse<String> answer = get(server, list(id, project), privateToken(caller));
                actual.put(caller, Integer.toString(answer.statusCode()));
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("text/plain");
                assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
                        .isEqualTo(answer.statusCode() == 401);
            }
            assertThat(actual).isEqualTo(row);
        }
    }

    static List<Map<String, String>> switches() throws IOException {
        List<String> columns = new ArrayList<>(List.of("switch"));
        columns.addAll(CALLERS);
        return MarkdownTable.of(PAGE, columns.toArray(String[]::new)).rows();
    }

    @ParameterizedTest
    @MethodSource("switches")
    void server_switch_changesTheStatuses(Map<String, String> row) throws Exception {
        assertThat(switches()).hasSize(3);
        try (QuickstartProcess switched = GitLabSite.start(directory, row.get("switch"))) {
            Map<String, String> actual = new LinkedHashMap<>(row);
            for (String caller : CALLERS) {
                actual.put(
                        caller,
                        Integer.toString(
                                get(switched, list(1), privateToken(caller)).statusCode()));
            }
            assertThat(actual).isEqualTo(row);
            // Without "queryTokens" the query is nothing at all.
            assertThat(get(switched, list(1) + "?private_token=" + GitLabSite.secret("read access"))
                            .statusCode())
                    .isEqualTo(Integer.parseInt(row.get("anonymous")));
        }
    }

    static List<Map<String, String>> kinds() throws IOException {
        return MarkdownTable.of(
                        PAGE,
                        "kind",
                        "PRIVATE-TOKEN",
                        "JOB-TOKEN",
                        "Deploy-Token",
                        "Bearer",
                        "Basic",
                        "private_token",
                        "job_token",
                        "internal")
                .rows();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void token_ofAKind_isTakenInItsPlaces(Map<String, String> row) throws Exception {
        String token = GitLabSite.secret(row.get("kind"));
        Map<String, String> actual = new LinkedHashMap<>(row);
        for (String header : List.of("PRIVATE-TOKEN", "JOB-TOKEN", "Deploy-Token")) {
            actual.put(header, status(list(1), header, token));
            assertThat(status(list(1), header.toLowerCase(java.util.Locale.ROOT), token))
                    .isEqualTo(actual.get(header));
        }
        actual.put("Bearer", status(list(1), "Authorization", "Bearer " + token));
        actual.put("Basic", status(list(1), "Authorization", basic("anybody", token)));
        assertThat(status(list(1), "Authorization", basic("", token))).isEqualTo(actual.get("Basic"));
        for (String parameter : List.of("private_token", "job_token")) {
            actual.put(parameter, status(list(1) + "?" + parameter + "=" + token));
        }
        actual.put("internal", status(list(GitLabSite.IDS.get("internal on on")), "Authorization", basic("", token)));
        assertThat(actual).isEqualTo(row);
        assertThat(kinds()).hasSize(4);
    }

    static List<Map<String, String>> scopes() throws IOException {
        return MarkdownTable.of(PAGE, "kind", "scopes", "status").rows();
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void token_withScopes_hasTheStatus(Map<String, String> row) throws Exception {
        assertThat(scopes()).hasSize(10);
        assertThat(status(list(1), "Authorization", basic("", GitLabSite.secret(GitLabSite.scoped(row)))))
                .isEqualTo(row.get("status"));
    }

    static List<Map<String, String>> logins() throws IOException {
        return MarkdownTable.of(PAGE, "login", "public", "private").rows();
    }

    @ParameterizedTest
    @MethodSource("logins")
    void basicLogin_thatIsWrong_hasTheStatuses(Map<String, String> row) throws Exception {
        assertThat(logins()).hasSize(2);
        String password = row.get("login").startsWith("an expired") ? GitLabSite.secret("expired token") : "nonsense";
        Map<String, String> actual = new LinkedHashMap<>(row);
        actual.put("public", status(list(GitLabSite.IDS.get("public on on")), "Authorization", basic("dev", password)));
        actual.put("private", status(list(1), "Authorization", basic("dev", password)));
        assertThat(actual).isEqualTo(row);
    }

    static List<Map<String, String>> errors() throws IOException {
        return MarkdownTable.of(PAGE, "situation", "status", "JSON").rows();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void error_forClientsThatAcceptJson_isGitLabs(Map<String, String> row) throws Exception {
        assertThat(errors()).hasSize(9);
        HttpRequest.Builder request = error(row.get("situation"));
        HttpResponse<String> text =
                CLIENT.send(request.copy().build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        HttpResponse<String> json = CLIENT.send(
                request.copy().header("Accept", "application/json").build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(json.body()).isEqualTo(row.get("JSON"));
        assertThat(json.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(Integer.toString(json.statusCode())).isEqualTo(row.get("status"));
        assertThat(text.statusCode()).isEqualTo(json.statusCode());
        assertThat(text.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(text.body()).endsWith("\n").doesNotContain("{");
    }

    private static HttpRequest.Builder error(String situation) {
        String one = "/api/v4/projects/1/packages/go/" + MODULE + "/@v/";
        String reader = "read access";
        return switch (situation) {
            case "no such version" -> request(one + "v9.9.9.info", reader);
            case "another project's module" ->
                request("/api/v4/projects/1/packages/go/gitlab.example.com/x/@v/list", reader);
            case "flag off" -> request(list(GitLabSite.IDS.get("private off on")), reader);
            case "project not visible, signed in" -> request(one + "list", "no access");
            case "no end point" -> request(one + "v1.0.0.exe", reader);
            case "project not visible, anonymous" -> HttpRequest.newBuilder(URI.create(server.url() + one + "list"));
            case "packages not open" -> request(one + "list", "guest");
            case "another method" -> request(one + "list", reader).POST(BodyPublishers.noBody());
            case "a range beyond the file" ->
                request(one + "v1.0.0.mod", reader).header("Range", "bytes=99999-");
            default -> throw new AssertionError("unknown situation " + situation);
        };
    }

    private static HttpRequest.Builder request(String path, String caller) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("PRIVATE-TOKEN", GitLabSite.secret(caller));
    }

    static List<Map<String, String>> endPoints() throws IOException {
        return MarkdownTable.of(PAGE, "end point", "serves").rows();
    }

    @ParameterizedTest
    @MethodSource("endPoints")
    void endPoint_ofSeveralProjects_servesWhatTheCallerMayRead(Map<String, String> row) throws Exception {
        String base = row.get("end point").replace("GROUP", "group");
        Map<String, String> statuses = new LinkedHashMap<>();
        for (String kind :
                List.of("public on on", "internal on on", "private on on", "public off on", "public on off")) {
            String list = base + "/" + GitLabSite.module(GitLabSite.IDS.get(kind)) + "/@v/list";
            statuses.put(
                    kind,
                    status(list) + " " + status(list, privateToken("no access")) + " "
                            + status(list, privateToken("guest")) + " " + status(list, privateToken("read access")));
        }
        assertThat(statuses)
                .isEqualTo(Map.of(
                        "public on on", "200 200 200 200",
                        "internal on on", "404 200 200 200",
                        "private on on", "404 404 404 200",
                        "public off on", "404 404 404 404",
                        "public on off", "404 404 404 404"));
        assertThat(status(base + "/" + MODULE + "/@v/list", "PRIVATE-TOKEN", "wrong"))
                .isEqualTo("401");
        assertThat(endPoints()).hasSize(2);
    }

    @Test
    void group_ofWhichNothingIsVisible_isAsAProject() throws Exception {
        String list = "/api/v4/groups/none/-/packages/go/" + MODULE + "/@v/list";
        assertThat(status(list)).isEqualTo("401");
        assertThat(status(list, "PRIVATE-TOKEN", GitLabSite.secret("read access")))
                .isEqualTo("404");
    }

    @Test
    void importPath_ofAProject_leadsToItsGoproxyAsThePageSays() throws Exception {
        String page = Files.readString(Readme.root().resolve("docs/" + PAGE));
        String meta = page.substring(page.indexOf("<meta name="), page.indexOf('\n', page.indexOf("<meta name=")));
        HttpResponse<String> answer = get(server, "/group/lib/sub?go-get=1", privateToken("read access"));
        assertThat(answer.body()).contains(meta);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        HttpResponse<String> hidden = get(server, "/group/lib?go-get=1");
        HttpResponse<String> absent = get(server, "/group/none?go-get=1");
        assertThat(hidden.statusCode()).isEqualTo(404).isEqualTo(absent.statusCode());
        assertThat(hidden.body()).isEqualTo(absent.body());
    }

    @Test
    void output_afterEverything_hasNoToken() throws Exception {
        for (Map<String, String> row : kinds()) {
            token_ofAKind_isTakenInItsPlaces(row);
        }
        assertThat(server.log()).doesNotContain("token-");
    }

    private static String list(int id) {
        return list(id, Integer.toString(id));
    }

    private static String list(int id, String project) {
        return "/api/v4/projects/" + project + "/packages/go/" + GitLabSite.module(id) + "/@v/list";
    }

    private static String[] privateToken(String caller) {
        return caller.equals("anonymous") ? new String[0] : new String[] {"PRIVATE-TOKEN", GitLabSite.secret(caller)};
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String status(String path, String... headers) throws Exception {
        return Integer.toString(get(server, path, headers).statusCode());
    }

    private static HttpResponse<String> get(QuickstartProcess from, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(from.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
