package io.github.goproxy4j.it;

import static io.github.goproxy4j.it.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.containers.BrokenZips;
import com.example.containers.FactsProjects;
import com.example.containers.Setup;
import com.example.containers.WrappingFilter;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The facts of HTTP that a client of Go modules relies on, one for one on every container, by bytes on sockets. */
@ExtendWith(ContainerPage.class)
final class ContainerFactsIT {
    private static final String LIST = "/example.com/m/@v/list";
    private static final String ZIP = "/example.com/m/@v/v1.0.0.zip";
    private static final String LARGE = "/" + ContainerModules.LARGE + "/@v/v1.0.0.zip";
    private static final String PROJECT = "/api/v4/projects/group%2Flib/packages/go";
    private static final String PRIVATE = "/api/v4/projects/group%2Fprivate/packages/go";
    private static final String ODD = "/o%20dd~%C3%A9+(1)";

    @TempDir
    Path directory;

    @AfterAll
    static void stop() throws Exception {
        for (ContainerUnderTest container : ContainerUnderTest.values()) {
            container.stop();
        }
    }

    private static RawHttp http(ContainerUnderTest container, Setup setup) {
        return new RawHttp(container.port(setup));
    }

    private static RawHttp.Answer get(ContainerUnderTest container, String target, String... headers)
            throws IOException {
        return http(container, Setup.DOCUMENTED).request("GET", target, headers);
    }

    private static void expectList(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("v1.0.0\n");
    }

    @Fact("start-up: the log says what is mounted where, and the line that `group%2Flib` needs")
    void start_isLogged(ContainerUnderTest container) throws IOException {
        ContainerPage.requireApplicable(
                container.isServletContainer(), "the JDK's server has no servlets, and logs nothing");
        container.port(Setup.DOCUMENTED);
        assertThat(container.log()).contains("Go modules are served at /* by ", "/app/api/v4/*, /app/go/* by ");
        if (container.lineForSlashes().isEmpty()) {
            assertThat(container.log()).doesNotContain("this is needed");
        } else {
            assertThat(container.log())
                    .contains("(group%2Fproject), this is needed: "
                            + container.lineForSlashes().get());
        }
    }

    @Fact("`group%2Flib` and `group%2flib` name a project, with that line")
    void projectByPath_withTheDocumentedLine_isServed(ContainerUnderTest container) throws IOException {
        expectList(get(container, PROJECT + LIST));
        expectList(get(container, PROJECT.replace("%2F", "%2f") + LIST));
        String unset = Integer.toString(
                http(container, Setup.DEFAULTS).get(ODD + PROJECT + LIST).status());
        assertThat(unset).isEqualTo(container.lineForSlashes().isPresent() ? "400" : "200");
        ContainerPage.note("slashes", "status of `group%2Flib` by default", container, unset);
    }

    @Fact("`!` and `%21` for an upper-case letter")
    void upperCaseLetter_isServed(ContainerUnderTest container) throws IOException {
        expectList(get(container, "/example.com/!upper/@v/list"));
        expectList(get(container, "/example.com/%21upper/@v/list"));
    }

    @Fact("`+` and `%2B` in `+incompatible`")
    void plusSign_isNoSpace(ContainerUnderTest container) throws IOException {
        for (String plus : List.of("+", "%2B", "%2b")) {
            assertThat(get(container, "/example.com/inc/@v/v2.0.0" + plus + "incompatible.info")
                            .body())
                    .contains("\"v2.0.0+incompatible\"");
        }
    }

    @Fact("`~` and `%7E`")
    void tilde_isServed(ContainerUnderTest container) throws IOException {
        expectList(get(container, "/example.com/til~de/@v/list"));
        expectList(get(container, "/example.com/til%7Ede/@v/list"));
    }

    @Fact("`HEAD` has the fields of `GET` and no body")
    void head_hasTheFieldsOfGet(ContainerUnderTest container) throws IOException {
        RawHttp.Answer got = get(container, LARGE);
        RawHttp.Answer head = http(container, Setup.DOCUMENTED).request("HEAD", LARGE);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String field : List.of("Content-Length", "Content-Type", "ETag", "Accept-Ranges", "Cache-Control")) {
            assertThat(head.header(field)).as(field).isPresent().isEqualTo(got.header(field));
        }
        assertThat(head.header("Content-Length"))
                .contains(Integer.toString(ContainerModules.large().length()));
    }

    @Fact("`Cache-Control`, `ETag` and `Content-Type` are ours")
    void fields_areTheDoorsOwn(ContainerUnderTest container) throws IOException {
        RawHttp.Answer got = get(container, LIST);
        assertThat(got.header("Cache-Control")).contains("public, max-age=60");
        assertThat(got.header("ETag").orElseThrow()).matches("\"[0-9a-f]{64}\"");
        assertThat(got.header("Content-Type").orElseThrow()).matches("text/plain; ?charset=utf-8");
        assertThat(got.head())
                .filteredOn(line -> line.regionMatches(true, 0, "Cache-Control", 0, 13))
                .hasSize(1);
    }

    @Fact("`Range`: 206, and 416 beyond the end")
    void range_isAnsweredInPart(ContainerUnderTest container) throws IOException {
        try (RawConnection connection = new RawConnection(container.port(Setup.DOCUMENTED))) {
            String large = ContainerModules.large();
            RawHttp.Answer part = connection.get(LARGE, "Range: bytes=100-199");
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.header("Content-Range")).contains("bytes 100-199/" + large.length());
            assertThat(part.body()).isEqualTo(large.substring(100, 200));
            RawHttp.Answer end = connection.get(LARGE, "Range: bytes=-5");
            assertThat(end.body()).isEqualTo(large.substring(large.length() - 5));
            RawHttp.Answer beyond = connection.get(LARGE, "Range: bytes=99999999-");
            assertThat(beyond.status()).isEqualTo(416);
            assertThat(beyond.header("Content-Range")).contains("bytes */" + large.length());
        }
    }

    @Fact("`If-Range`: the part, or the whole if it has changed")
    void ifRange_decidesBetweenPartAndWhole(ContainerUnderTest container) throws IOException {
        try (RawConnection connection = new RawConnection(container.port(Setup.DOCUMENTED))) {
            String tag = connection.get(ZIP).header("ETag").orElseThrow();
            assertThat(connection
                            .get(ZIP, "Range: bytes=0-1", "If-Range: " + tag)
                            .status())
                    .isEqualTo(206);
            RawHttp.Answer whole = connection.get(ZIP, "Range: bytes=0-1", "If-Range: \"other\"");
            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.body()).startsWith("PK").hasSizeGreaterThan(2);
        }
    }

    @Fact("`If-None-Match`, `If-Modified-Since`: 304; `If-Match`: 412")
    void condition_isAnsweredByTheDoor(ContainerUnderTest container) throws IOException {
        try (RawConnection connection = new RawConnection(container.port(Setup.DOCUMENTED))) {
            RawHttp.Answer got = connection.get(ZIP);
            RawHttp.Answer same =
                    connection.get(ZIP, "If-None-Match: " + got.header("ETag").orElseThrow());
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.header("ETag")).isEqualTo(got.header("ETag"));
            String time = got.header("Last-Modified").orElseThrow();
            assertThat(connection.get(ZIP, "If-Modified-Since: " + time).status())
                    .isEqualTo(304);
            assertThat(connection.get(ZIP, "If-Match: \"other\"").status()).isEqualTo(412);
            assertThat(connection.get(ZIP, "If-Match: *").status()).isEqualTo(200);
        }
    }

    @Fact("`POST` and others: 405 with `Allow`, and our text")
    void otherMethod_is405(ContainerUnderTest container) throws IOException {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            try (RawConnection connection = new RawConnection(container.port(Setup.DOCUMENTED))) {
                RawHttp.Answer answer = connection
                        .send(request(method, LIST, "Content-Length: 0"))
                        .answer(method);
                assertThat(answer.status()).as(method).isEqualTo(405);
                assertThat(answer.header("Allow")).as(method).contains("GET, HEAD, OPTIONS");
                assertThat(answer.body()).as(method).startsWith("method not allowed: ");
            }
        }
        RawHttp.Answer options = http(container, Setup.DOCUMENTED).request("OPTIONS", LIST);
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Fact("401 with our text for a private project, and `private` answers with its token")
    void privateProject_needsItsToken(ContainerUnderTest container) throws IOException {
        RawHttp.Answer refused = get(container, PRIVATE + LIST);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).contains("the project needs a token");
        RawHttp.Answer served = get(container, PRIVATE + LIST, "PRIVATE-TOKEN: " + FactsProjects.TOKEN);
        expectList(served);
        assertThat(served.header("Cache-Control").orElseThrow()).contains("private");
        assertThat(container.log()).doesNotContain(FactsProjects.TOKEN);
    }

    @Fact("a zip of 8 MiB is whole where answers may be asynchronous")
    void largeZip_whereAsynchronous_isWhole(ContainerUnderTest container) throws IOException {
        try (RawConnection connection = new RawConnection(container.port(Setup.DOCUMENTED))) {
            assertThat(connection.get(LARGE).body().equals(ContainerModules.large()))
                    .isTrue();
            expectList(connection.get(LIST));
        }
    }

    @Fact("a zip of 8 MiB is whole where nothing may be asynchronous")
    void largeZip_whereNothingIsAsynchronous_isWhole(ContainerUnderTest container) throws IOException {
        ContainerPage.requireApplicable(
                container.isServletContainer(), "the JDK's server answers nothing asynchronously");
        try (RawConnection connection = new RawConnection(container.port(Setup.SURROUNDED))) {
            assertThat(connection.get("/app/go" + LARGE).body().equals(ContainerModules.large()))
                    .isTrue();
            expectList(connection.get("/app/go" + LIST));
        }
    }

    @Fact("aborted clients: transfers broken off hurt nobody, and are no errors in the log")
    void abortedTransfers_hurtNobody(ContainerUnderTest container) throws IOException {
        container.port(Setup.DOCUMENTED);
        int logged = container.log().length();
        for (Setup setup : List.of(Setup.DOCUMENTED, Setup.SURROUNDED)) {
            String base = setup == Setup.SURROUNDED ? "/app/go" : "";
            for (int i = 0; i < 20; i++) {
                RawConnection client = new RawConnection(container.port(setup), 4096);
                client.send(request("GET", base + LARGE)).awaitAnswer();
                client.reset();
            }
            expectList(http(container, setup).get(base + LIST));
        }
        assertThat(container.log().substring(logged)).doesNotContain("failed to answer", "broke off", "OutOfMemory");
    }

    @Fact("a file that cannot be read to its end: the answer ends short of its length")
    void failingTransfer_ofKnownLength_isBrokenOff(ContainerUnderTest container) throws IOException {
        expectBrokenOff(container, "v1.0.0");
    }

    @Fact("a file that cannot be read to its end, of unknown length: the answer has no last chunk")
    void failingTransfer_ofUnknownLength_isBrokenOff(ContainerUnderTest container) throws IOException {
        ContainerPage.requireApplicable(
                container != ContainerUnderTest.UNDERTOW_2_3,
                "Undertow sends the last chunk whatever the servlet throws: give it files whose size is known");
        expectBrokenOff(container, "v1.1.0");
    }

    private static void expectBrokenOff(ContainerUnderTest container, String version) throws IOException {
        for (Setup setup : List.of(Setup.DOCUMENTED, Setup.SURROUNDED)) {
            String base = setup == Setup.SURROUNDED ? "/app/go" : "";
            try (RawConnection connection = new RawConnection(container.port(setup))) {
                connection.send(request("GET", base + "/" + BrokenZips.MODULE + "/@v/" + version + ".zip"));
                assertThatThrownBy(() -> connection.answer("GET"))
                        .as("%s", setup)
                        .isInstanceOfAny(EOFException.class, SocketException.class);
            }
            expectList(http(container, setup).get(base + LIST));
        }
    }

    @Fact("slow clients: two hundred that neither finish their requests nor read their answers keep nobody waiting")
    void slowClients_keepNobodyWaiting(ContainerUnderTest container) throws IOException {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                slow.add(new RawConnection(container.port(Setup.DOCUMENTED)).send("GET " + LIST + " HTTP/1.1\r\nHo"));
                slow.add(new RawConnection(container.port(Setup.DOCUMENTED), 4096).send(request("GET", LARGE)));
            }
            for (int i = 0; i < 20; i++) {
                expectList(get(container, LIST));
            }
            assertThat(get(container, LARGE).status()).isEqualTo(200);
        } finally {
            for (RawConnection connection : slow) {
                connection.reset();
            }
        }
    }

    @Fact("pipelining: requests sent at once are answered in their order")
    void pipelinedRequests_areAnsweredInOrder(ContainerUnderTest container) throws IOException {
        try (RawConnection connection = new RawConnection(container.port(Setup.DOCUMENTED))) {
            connection.send(request("GET", LIST)
                    + request("GET", "/example.com/none/@v/list")
                    + request("HEAD", LARGE)
                    + request("GET", LARGE)
                    + request("GET", ZIP, "Range: bytes=0-1")
                    + request("GET", LIST));
            expectList(connection.answer("GET"));
            assertThat(connection.answer("GET").status()).isEqualTo(404);
            assertThat(connection.answer("HEAD").status()).isEqualTo(200);
            assertThat(connection.answer("GET").body())
                    .hasSize(ContainerModules.large().length());
            assertThat(connection.answer("GET").body()).isEqualTo("PK");
            expectList(connection.answer("GET"));
        }
    }

    @Fact("keep-alive: the connection goes on after 404, 405, 412, 416, 401 and 304")
    void connection_afterRefusals_goesOn(ContainerUnderTest container) throws IOException {
        try (RawConnection connection = new RawConnection(container.port(Setup.DOCUMENTED))) {
            assertThat(connection.get("/example.com/none/@v/list").status()).isEqualTo(404);
            connection.send(request("POST", LIST, "Content-Length: 4") + "body");
            assertThat(connection.answer("POST").status()).isEqualTo(405);
            assertThat(connection.get(ZIP, "If-Match: \"other\"").status()).isEqualTo(412);
            assertThat(connection.get(ZIP, "Range: bytes=99999999-").status()).isEqualTo(416);
            assertThat(connection.get(PRIVATE + LIST).status()).isEqualTo(401);
            assertThat(connection.get(ZIP, "If-None-Match: *").status()).isEqualTo(304);
            expectList(connection.get(LIST));
        }
    }

    @Fact("a context path with spaces and other odd characters")
    void oddContextPath_isFound(ContainerUnderTest container) throws IOException {
        RawHttp http = http(container, Setup.DEFAULTS);
        expectList(http.get(ODD + LIST));
        expectList(http.get("/o%20dd%7E%c3%a9%2B%281)" + LIST));
    }

    @Fact("error dispatch: our 404 keeps its text where the application has an error page")
    void refusal_whereThereIsAnErrorPage_keepsItsText(ContainerUnderTest container) throws IOException {
        ContainerPage.requireApplicable(container.isServletContainer(), "the JDK's server has no error pages");
        RawHttp http = http(container, Setup.SURROUNDED);
        assertThat(http.get("/app/other").body()).contains("The application's own page");
        RawHttp.Answer answer = http.get("/app/go/example.com/none/@v/list");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type").orElseThrow()).matches("text/plain; ?charset=utf-8");
        assertThat(answer.body()).startsWith("not found: example.com/none");
    }

    @Fact("filters that wrap request and response; the user that they sign in is the caller")
    void wrappingFilter_isAsked(ContainerUnderTest container) throws IOException {
        ContainerPage.requireApplicable(container.isServletContainer(), "the filters of the JDK's server do not wrap");
        RawHttp http = http(container, Setup.SURROUNDED);
        assertThat(http.get("/app" + PRIVATE + LIST).status()).isEqualTo(401);
        RawHttp.Answer served =
                http.request("GET", "/app" + PRIVATE + LIST, WrappingFilter.USER + ": " + FactsProjects.USER);
        expectList(served);
        assertThat(served.header("X-Wrapped")).contains("200");
    }

    @Fact("hostile targets: 4xx, no stack trace, and what reaches us means what it means to the door")
    void hostileTargets_areRefused(ContainerUnderTest container) throws IOException {
        HostileAnswers answers = new HostileAnswers(container);
        for (String target : HostileTargets.all()) {
            answers.check(target);
        }
        HostileAnswers.REPRESENTATIVE.forEach((label, target) -> answers.note(label, target));
        expectList(get(container, LIST));
        assertThat(container.log()).doesNotContain("failed to answer");
    }

    @Fact("large fields: 70 KB are refused with 4xx or borne, and hurt nobody")
    void largeFields_hurtNobody(ContainerUnderTest container) throws IOException {
        RawHttp.Answer answer = get(container, LIST, "X-Large: " + "y".repeat(70_000));
        assertThat(answer.status() == 200 || answer.status() / 100 == 4)
                .as(answer.toString())
                .isTrue();
        assertThat(answer.body()).doesNotContain("\tat ", ".java:");
        ContainerPage.note("hostile", "fields of 70 KB", container, Integer.toString(answer.status()));
        expectList(get(container, LIST));
    }

    @Fact("`go mod download` from a project by its path, and from below a context path")
    void goCommand_downloads(ContainerUnderTest container) throws Exception {
        Tools.requireGo();
        String host = "http://127.0.0.1:";
        List<String> proxies = List.of(
                host + container.port(Setup.DOCUMENTED) + PROJECT,
                host + container.port(Setup.DEFAULTS) + ODD,
                host + container.port(Setup.SURROUNDED) + "/app/go");
        for (int i = 0; i < proxies.size(); i++) {
            GoSandbox go = GoSandbox.proxied(directory.resolve("go" + i), proxies.get(i));
            List<JsonNode> modules = go.download(
                    List.of("example.com/m@v1.0.0", "example.com/Upper@latest", "example.com/til~de@v1.0.0"));
            assertThat(modules).hasSize(3).allSatisfy(module -> {
                assertThat(module.path("Error").asText()).isEmpty();
                assertThat(module.path("Sum").asText()).startsWith("h1:");
            });
        }
    }
}
