package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may see neither cannot tell a project that is hidden from one that does not exist: status, header fields and body of
 * the two answers are the same, whatever is asked, and however.
 */
final class HiddenProjectsIT {
    private static final String NOBODY = "X-Nobody: x";
    /** A wrong login counts as none. */
    private static final String WRONG_LOGIN = "Authorization: Basic eDp5";

    private static final List<String> CALLERS =
            List.of(NOBODY, WRONG_LOGIN, GuardedServer.STRANGER, GuardedServer.DEPLOY, "PRIVATE-TOKEN: nonsense");
    private static final List<String> FORMS = List.of(
            "Accept: */*",
            "Accept: application/json",
            "If-None-Match: *",
            "If-Match: \"x\"",
            "Range: bytes=0-0",
            "If-Modified-Since: Wed, 25 Nov 2076 00:00:00 GMT");

    @TempDir
    static Path directory;

    private static final Map<Setting, GuardedServer> SERVERS = new LinkedHashMap<>();

    /** What a host says to those who are not signed in. */
    enum Setting {
        LOG_IN("\"queryTokens\":true,", 401),
        HIDE("\"queryTokens\":true,\"hideUnauthorized\":true,", 404);

        private final String json;
        private final int statusForNobody;

        Setting(String json, int statusForNobody) {
            this.json = json;
            this.statusForNobody = statusForNobody;
        }
    }

    /**
     * Two things of which one exists.
     *
     * @param hidden the way to the one that is hidden
     * @param absent the way to the one that does not exist, of the same length
     * @param hiddenModule the module path that is asked for there
     * @param absentModule the same for the other, of the same length
     */
    record Pair(String hidden, String absent, String hiddenModule, String absentModule) {
        static Pair projects(String hidden, String absent, String module) {
            return projects(hidden, absent, module, module);
        }

        static Pair projects(String hidden, String absent, String hiddenModule, String absentModule) {
            return new Pair(
                    "/api/v4/projects/" + hidden + "/packages/go",
                    "/api/v4/projects/" + absent + "/packages/go",
                    "gitlab.example.com/" + hiddenModule,
                    "gitlab.example.com/" + absentModule);
        }

        static Pair groups(String hidden, String absent, String hiddenModule, String absentModule) {
            return new Pair(
                    "/api/v4/groups/" + hidden + "/-/packages/go",
                    "/api/v4/groups/" + absent + "/-/packages/go",
                    "gitlab.example.com/" + hiddenModule,
                    "gitlab.example.com/" + absentModule);
        }
    }

    /** By number, by path in all spellings of it, by group, and among all projects. */
    static Stream<Pair> pairs() {
        return Stream.of(
                Pair.projects("3", "9", "vault/secret"),
                Pair.projects("03", "09", "vault/secret"),
                Pair.projects("%33", "%39", "vault/secret"),
                Pair.projects("4", "9", "pub/closed"),
                Pair.projects("vault%2Fsecret", "vault%2Fabsent", "vault/secret"),
                Pair.projects("vault%2fsecret", "ghost%2fsecret", "vault/secret", "ghost/secret"),
                Pair.projects("%76ault%2Fs%65cret", "%76ault%2Fa%62sent", "vault/secret", "vault/absent"),
                Pair.projects("pub%2Fclosed", "pub%2Fabsent", "pub/closed", "pub/absent"),
                Pair.projects("vault%2Fsub%2Fdeep", "vault%2Fsub%2Fgone", "vault/sub/deep", "vault/sub/gone"),
                Pair.projects("pub/closed", "pub/absent", "pub/closed", "pub/absent"),
                Pair.groups("vault", "ghost", "vault/secret", "ghost/secret"),
                Pair.groups("v%61ult", "g%68ost", "vault/secret", "ghost/secret"),
                Pair.groups("vault%2Fsub", "vault%2Fnon", "vault/sub/deep", "vault/non/deep"),
                Pair.groups("vault%2Fsecret", "vault%2Fabsent", "vault/secret", "vault/absent"),
                Pair.groups("pub", "pub", "pub/closed", "pub/absent"),
                Pair.groups("pub", "pub", "vault/secret", "vault/absent"),
                new Pair(
                        "/api/v4/packages/go",
                        "/api/v4/packages/go",
                        "gitlab.example.com/vault/secret",
                        "gitlab.example.com/vault/absent"),
                new Pair(
                        "/api/v4/packages/go",
                        "/api/v4/packages/go",
                        "gitlab.example.com/pub/closed",
                        "gitlab.example.com/pub/absent"));
    }

    static Stream<Pair> everyOtherPair() {
        List<Pair> pairs = pairs().toList();
        return IntStream.range(0, pairs.size()).filter(i -> i % 2 == 0).mapToObj(pairs::get);
    }

    private static final List<String> COMMON_TAILS = List.of(
            "",
            "/{m}/@v/list",
            "/{m}/@latest",
            "/{m}/@v/v1.0.0.zip",
            "/{m}/@v/1.0.0.info",
            "/{m}/@v/v9.9.9.mod",
            "/{m}/nothing",
            "/{m}/@v/list?private_token=tok-stranger-5b1c",
            "/{m}/@v/list?private_token=nonsense");

    @BeforeAll
    static void serve() throws IOException {
        Tools.requireGit();
        for (Setting setting : Setting.values()) {
            SERVERS.put(
                    setting,
                    GuardedServer.start(Files.createDirectory(directory.resolve(setting.name())), setting.json));
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(GuardedServer::close);
    }

    /** Each method for each caller; the forms take turns. */
    @ParameterizedTest
    @MethodSource("pairs")
    void common_anyMethodFormAndCaller_sameAnswer(Pair pair) throws IOException {
        List<String> differences = new ArrayList<>();
        int turn = 0;
        for (Setting setting : Setting.values()) {
            for (String tail : COMMON_TAILS) {
                for (String caller : CALLERS) {
                    turn++;
                    String form = FORMS.get(turn % FORMS.size());
                    compare(setting, "GET", pair, tail, caller, form, differences);
                    compare(setting, "HEAD", pair, tail, caller, form, differences);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** All hostile requests; method, form and caller take turns. */
    @ParameterizedTest
    @MethodSource("everyOtherPair")
    void hostile_anyTail_sameAnswer(Pair pair) throws IOException {
        List<String> differences = new ArrayList<>();
        int turn = pair.hidden.length();
        for (String tail : HostileTexts.tails("{m}")) {
            turn++;
            Setting setting = Setting.values()[Math.floorMod(turn, 2)];
            String caller = CALLERS.get(Math.floorMod(turn, CALLERS.size()));
            String form = FORMS.get(Math.floorMod(turn, FORMS.size()));
            compare(setting, Math.floorMod(turn, 7) == 0 ? "HEAD" : "GET", pair, tail, caller, form, differences);
        }
        assertThat(differences).isEmpty();
    }

    /** For whom an internal project is hidden: those who are not signed in, and deploy tokens, which are nobody. */
    @ParameterizedTest
    @EnumSource
    void internal_forNobody_sameAnswer(Setting setting) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Pair pair : List.of(
                Pair.projects("2", "9", "pub/inner"),
                Pair.projects("pub%2Finner", "pub%2Fother", "pub/inner", "pub/other"),
                Pair.groups("pub", "pub", "pub/inner", "pub/other"))) {
            for (String tail : COMMON_TAILS) {
                if (!tail.contains("stranger")) {
                    for (String caller : List.of(NOBODY, WRONG_LOGIN, GuardedServer.DEPLOY)) {
                        compare(setting, "GET", pair, tail, caller, FORMS.get(0), differences);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** Pages for import paths: 404 for everybody who may not see the project. */
    @ParameterizedTest
    @EnumSource
    void pages_anyPath_sameAnswer(Setting setting) throws IOException {
        List<String> differences = new ArrayList<>();
        int turn = 0;
        List<String> tails = List.of(
                "?go-get=1",
                "/?go-get=1",
                "/v2?go-get=1",
                "/sub/package?go-get=1",
                ".git?go-get=1",
                "/%00?go-get=1",
                "/..?go-get=1",
                "/../{m}?go-get=1",
                "%2Fx?go-get=1",
                "/@v/list?go-get=1",
                "?go-get=1&private_token=tok-stranger-5b1c",
                "?private_token=nonsense&go-get=1",
                "/" + "a/".repeat(1000) + "?go-get=1",
                "?go-get=0",
                "");
        for (Pair pair : List.of(
                new Pair("/vault/secret", "/vault/absent", "x", "x"),
                new Pair("/vault/secret", "/ghost/secret", "x", "x"),
                new Pair("/vault/sub/deep", "/vault/sub/gone", "x", "x"),
                new Pair("/vault", "/ghost", "x", "x"),
                new Pair("/pub/closed", "/pub/absent", "x", "x"),
                new Pair("/v%61ult/secret", "/v%61ult/absent", "x", "x"))) {
            for (String tail : tails) {
                for (String caller : CALLERS) {
                    turn++;
                    String form = FORMS.get(turn % FORMS.size());
                    compare(setting, turn % 4 == 0 ? "HEAD" : "GET", pair, tail, caller, form, differences);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(get(setting, "/vault/secret?go-get=1", NOBODY).status()).isEqualTo(404);
        assertThat(get(setting, "/vault/secret?go-get=1", GuardedServer.MEMBER).status())
                .isEqualTo(200);
    }

    /** An id that no project can have is as absent as any other; what the server itself refuses, it refuses everybody. */
    @ParameterizedTest
    @EnumSource
    void impossibleId_sameAnswerAsAbsent(Setting setting) throws IOException {
        List<String> differences = new ArrayList<>();
        int asked = 0;
        for (String caller : List.of(NOBODY, GuardedServer.STRANGER)) {
            String absent = comparable(get(setting, "/api/v4/projects/9/packages/go/x.example.com/m/@v/list", caller));
            for (String id : HostileTexts.ids()) {
                String project = "/api/v4/projects/" + id + "/packages/go/x.example.com/m/@v/list";
                RawHttp.Answer answer = get(setting, project, caller);
                if (answer.status() == 400 || id.matches(".*[/?].*")) {
                    assertThat(answer.status()).as(id).isIn(400, 404);
                    continue;
                }
                asked++;
                addDifference(id, comparable(answer), absent, differences);
                RawHttp.Answer group =
                        get(setting, "/api/v4/groups/" + id + "/-/packages/go/x.example.com/m/@v/list", caller);
                addDifference(id, comparable(group), absent, differences);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(asked).isGreaterThan(100);
    }

    /** So that the comparison is one: those who may see the project get something else, and others what the host says. */
    @ParameterizedTest
    @EnumSource
    void list_hidden_differsForMembersOnly(Setting setting) throws IOException {
        String list = "/api/v4/projects/3/packages/go/gitlab.example.com/vault/secret/@v/list";
        assertThat(get(setting, list, GuardedServer.MEMBER).body()).isEqualTo("v1.0.0\n");
        assertThat(get(setting, list, NOBODY).status()).isEqualTo(setting.statusForNobody);
        assertThat(get(setting, list, WRONG_LOGIN).status()).isEqualTo(setting.statusForNobody);
        assertThat(get(setting, list, GuardedServer.STRANGER).status()).isEqualTo(404);
        assertThat(get(setting, list, GuardedServer.DEPLOY).status()).isEqualTo(404);
        List<String> differences = new ArrayList<>();
        Pair pair = Pair.projects("3", "9", "vault/secret");
        compare(setting, "GET", pair, "/{m}/@v/list", GuardedServer.MEMBER, FORMS.get(0), differences);
        assertThat(differences).hasSize(1);
    }

    @Test
    void log_afterAll_hasNoFailure() throws IOException {
        for (GuardedServer server : SERVERS.values()) {
            assertThat(server.log()).doesNotContain("ERROR").doesNotContain("Exception");
        }
    }

    private static RawHttp.Answer get(Setting setting, String target, String caller) throws IOException {
        return SERVERS.get(setting).http().request("GET", target, caller);
    }

    private static void compare(
            Setting setting,
            String method,
            Pair pair,
            String tail,
            String caller,
            String form,
            List<String> differences)
            throws IOException {
        RawHttp http = SERVERS.get(setting).http();
        RawHttp.Answer hidden =
                http.request(method, pair.hidden + tail.replace("{m}", pair.hiddenModule), caller, form);
        RawHttp.Answer absent =
                http.request(method, pair.absent + tail.replace("{m}", pair.absentModule), caller, form);
        String request = setting + " " + method + " " + pair + " " + tail + " " + caller + " " + form;
        addDifference(
                request,
                comparable(hidden),
                comparable(absent)
                        .replace(pair.absent.substring(1), pair.hidden.substring(1))
                        .replace(path(pair.absentModule), path(pair.hiddenModule)),
                differences);
        if (!caller.equals(GuardedServer.MEMBER)) {
            SERVERS.get(setting).faults(hidden).forEach(fault -> differences.add(request + ": " + fault));
        }
    }

    /** Of a module path what is behind its host, which hostile requests change. */
    private static String path(String module) {
        return module.substring(module.indexOf('/') + 1);
    }

    private static void addDifference(String request, String one, String other, List<String> differences) {
        if (!one.equals(other)) {
            differences.add(request + ":\n" + one + "\nbut\n" + other);
        }
    }

    /** All of an answer but the time at which it was given. What it repeats of the request, callers know already. */
    private static String comparable(RawHttp.Answer answer) {
        List<String> head =
                answer.head().stream().filter(line -> !line.startsWith("Date:")).toList();
        return String.join("\n", head) + "\n\n" + answer.body();
    }
}
