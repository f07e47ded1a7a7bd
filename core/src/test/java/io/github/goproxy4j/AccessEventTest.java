package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.AccessEvent.Endpoint;
import io.github.goproxy4j.AccessEvent.Outcome;
import io.github.goproxy4j.auth.RequestHeaders;
import io.github.goproxy4j.repository.GoImport;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the door tells of the requests that it has answered. */
class AccessEventTest {
    private static final String LARGE = "module example.com/large\n" + "// long\n".repeat(50_000);

    private final MemoryModules modules = new MemoryModules()
            .with("example.com/m", "v1.0.0", "module example.com/m\n")
            .with("example.com/large", "v1.0.0", LARGE);

    /** The path of a project says what becomes of it. */
    private final GoProjects projects = (ref, caller) -> {
        if (ref instanceof ProjectRef.FullPath path && path.path().startsWith("refused/")) {
            String reason = path.path().substring("refused/".length());
            throw new ModuleAccessException(ModuleAccessException.Reason.valueOf(reason), "because of the host");
        }
        if (ref.equals(new ProjectRef.FullPath("broken"))) {
            throw new IOException("the database is gone");
        }
        return new GoProject("", true, modules);
    };

    private final List<AccessEvent> events = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong(-5);
    private final GoModuleProxy proxy = GoModuleProxy.of(projects)
            .withTicker(nanos::get)
            .withAccessListener(events::add)
            .withHealth(() -> {});

    @BeforeEach
    void forgetLog() {
        CapturedLog.clear();
    }

    private static ProxyRequest request(String method, String path, String... headers) {
        return new ProxyRequest(
                method, path, Optional.empty(), Asked.headers(headers), Optional.empty(), Optional.of("192.0.2.7"));
    }

    private AccessEvent ask(String method, String path, String... headers) {
        Asked.send(proxy, request(method, path, headers));
        assertThat(events).hasSize(1);
        return events.remove(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "/                                         | /                  | BASE   | -             | -      | 200 | OK",
                "/example.com/m/@v/list                    | /                  | LIST   | example.com/m | -      | 200 | OK",
                "/example.com/m/@latest                    | /                  | LATEST | example.com/m | latest | 200 | OK",
                "/example.com/m/@v/v1.0.0.info             | /                  | INFO   | example.com/m | v1.0.0 | 200 | OK",
                "/example.com/m/@v/main.info               | /                  | INFO   | example.com/m | main   | 404 | NOT_FOUND",
                "/example.com/m/@v/v1.0.0.mod              | /                  | MOD    | example.com/m | v1.0.0 | 200 | OK",
                "/example.com/m/@v/v9.0.0.zip              | /                  | ZIP    | example.com/m | v9.0.0 | 404 | NOT_FOUND",
                "/sumdb/sum.example.com/supported          | /                  | OTHER  | -             | -      | 404 | NOT_FOUND",
                "/example.com/m/@v/%zz                     | /                  | OTHER  | -             | -      | 404 | NOT_FOUND",
                "no/slash                                  | -                  | OTHER  | -             | -      | 404 | NOT_FOUND",
                "/-/health                                 | -                  | HEALTH | -             | -      | 200 | OK",
                "/projects/7/packages/go                   | projects/7         | BASE   | -             | -      | 200 | OK",
                "/projects/group%2Flib/packages/go         | projects/group/lib | BASE   | -             | -      | 200 | OK",
                "/groups/7/-/packages/go                   | groups/7           | BASE   | -             | -      | 200 | OK",
                "/groups/group/-/packages/go               | groups/group       | BASE   | -             | -      | 200 | OK",
                "/packages/go                              | *                  | BASE   | -             | -      | 200 | OK",
                "/projects/%zz/packages/go                 | ?                  | OTHER  | -             | -      | 404 | NOT_FOUND",
                "/projects/refused%2FUNAUTHENTICATED/packages/go | projects/refused/UNAUTHENTICATED | OTHER | - | - | 401 | UNAUTHORIZED",
                "/projects/refused%2FFORBIDDEN/packages/go | projects/refused/FORBIDDEN | OTHER | -      | -      | 403 | FORBIDDEN",
                "/projects/refused%2FGONE/packages/go      | projects/refused/GONE | OTHER | -           | -      | 410 | GONE",
                "/projects/broken/packages/go              | projects/broken    | OTHER  | -             | -      | 500 | FAILURE",
            })
    void handle_anyPath_isToldWithWhatWasAskedFor(
            String path,
            String project,
            Endpoint endpoint,
            String module,
            String version,
            int status,
            Outcome outcome) {
        AccessEvent event = ask("GET", path);
        assertThat(event.clientHost()).contains("192.0.2.7");
        assertThat(event.method()).isEqualTo("GET");
        assertThat(event.endpoint()).isEqualTo(endpoint);
        assertThat(event.module().map(Object::toString)).isEqualTo(Optional.ofNullable(module));
        assertThat(event.version()).isEqualTo(Optional.ofNullable(version));
        assertThat(event.status()).isEqualTo(status);
        assertThat(event.outcome()).isEqualTo(outcome);
        assertThat(event.toString()).contains(project == null ? " project=- " : " project=\"" + project + "\" ");
    }

    @Test
    void handle_methodThatIsNotAllowed_isBadRequest() {
        AccessEvent event = ask("POST", "/");
        assertThat(event.method()).isEqualTo("POST");
        assertThat(event.status()).isEqualTo(405);
        assertThat(event.outcome()).isEqualTo(Outcome.BAD_REQUEST);
        assertThat(ask("OPTIONS", "/").outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void handle_credentialsThatDisagree_isBadRequest() {
        AccessEvent event = ask("GET", "/", "PRIVATE-TOKEN", "a", "JOB-TOKEN", "b");
        assertThat(event.status()).isEqualTo(400);
        assertThat(event.outcome()).isEqualTo(Outcome.BAD_REQUEST);
    }

    @Test
    void handle_headRangeAndCondition_tellTheBytesReallySent() {
        String path = "/example.com/m/@v/v1.0.0.mod";
        assertThat(ask("GET", path).bytes()).isEqualTo("module example.com/m\n".length());
        AccessEvent head = ask("HEAD", path);
        assertThat(head.bytes()).isZero();
        assertThat(head.outcome()).isEqualTo(Outcome.OK);
        AccessEvent range = ask("GET", path, "Range", "bytes=2-4");
        assertThat(range.bytes()).isEqualTo(3);
        assertThat(range.status()).isEqualTo(206);
        assertThat(range.outcome()).isEqualTo(Outcome.OK);
        assertThat(ask("GET", path, "Range", "bytes=100-").outcome()).isEqualTo(Outcome.BAD_REQUEST);
        String tag = Asked.send(proxy, request("GET", path)).header("ETag");
        events.clear();
        AccessEvent unchanged = ask("GET", path, "If-None-Match", tag);
        assertThat(unchanged.bytes()).isZero();
        assertThat(unchanged.outcome()).isEqualTo(Outcome.NOT_MODIFIED);
    }

    @Test
    void close_comesAfterALongTime_isTheDuration() {
        try (ModuleResponse response = proxy.handle(request("HEAD", "/"))) {
            assertThat(response.status()).isEqualTo(200);
            nanos.addAndGet(1_234_567);
            assertThat(events).isEmpty();
        }
        assertThat(events.get(0).duration()).isEqualTo(Duration.ofNanos(1_234_567));
    }

    @Test
    void close_twice_isToldOnce() {
        ModuleResponse response = proxy.handle(request("HEAD", "/"));
        response.close();
        response.close();
        assertThat(events).hasSize(1);
    }

    @Test
    void writeTo_clientHasGone_isAbortedWithTheBytesUntilThen() {
        AtomicLong written = new AtomicLong();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                if (written.get() > 0) {
                    throw new IOException("broken pipe");
                }
                written.addAndGet(count);
            }
        };
        try (ModuleResponse response = proxy.handle(request("GET", "/example.com/large/@v/v1.0.0.mod"))) {
            assertThatThrownBy(() -> response.writeTo(gone)).hasMessage("broken pipe");
        }
        AccessEvent event = events.get(0);
        assertThat(event.status()).isEqualTo(200);
        assertThat(event.outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(event.bytes()).isEqualTo(written.get()).isBetween(1L, LARGE.length() - 1L);
        assertThat(event.requestId()).isEmpty();
    }

    @Test
    void close_bodyWasNotSent_isAborted() {
        proxy.handle(request("GET", "/example.com/m/@v/v1.0.0.mod")).close();
        assertThat(events.get(0).outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(events.get(0).bytes()).isZero();
    }

    @Test
    void sent_byAnotherWay_isToldAndJudgedByTheLength() {
        for (long bytes : new long[] {5, 21}) {
            try (ModuleResponse response = proxy.handle(request("GET", "/example.com/m/@v/v1.0.0.mod"))) {
                response.sent(bytes);
            }
        }
        assertThat(events).extracting(AccessEvent::bytes).containsExactly(5L, 21L);
        assertThat(events).extracting(AccessEvent::outcome).containsExactly(Outcome.ABORTED, Outcome.OK);
    }

    @Test
    void answered_listenerThrows_isLoggedOncePerClassAndHarmsNobody() throws IOException {
        GoModuleProxy failing = GoModuleProxy.of(projects)
                .withAccessListener(event -> {
                    if (event.status() == 200) {
                        throw new IllegalStateException("my bug");
                    }
                    throw new StackOverflowError();
                })
                .withAccessListener(events::add);
        for (String path : List.of("/", "/", "/x", "/x")) {
            try (ModuleResponse response = failing.handle(request("GET", path))) {
                response.writeTo(new ByteArrayOutputStream());
            }
        }
        assertThat(events).hasSize(4);
        assertThat(CapturedLog.events())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("ERROR"));
        assertThat(CapturedLog.events().get(0)).contains("my bug");
        assertThat(CapturedLog.events().get(1)).contains("StackOverflowError");
    }

    @Test
    void answered_manyListeners_areToldInTheirOrder() {
        List<String> order = new ArrayList<>();
        GoModuleProxy twice = GoModuleProxy.of(projects)
                .withAccessListener(event -> order.add("first"))
                .withQueryTokens()
                .withAccessListener(event -> order.add("second"));
        Asked.send(twice, request("GET", "/"));
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void handle_withoutListener_isInTheLogOfRequestsAtDebug() {
        Asked.send(GoModuleProxy.of(projects).withTicker(() -> 0), request("GET", "/example.com/m/@v/v1.0.0.mod"));
        assertThat(CapturedLog.requests())
                .containsExactly("DEBUG client=\"192.0.2.7\" method=\"GET\" project=\"/\" endpoint=mod"
                        + " module=\"example.com/m\" version=\"v1.0.0\" status=200 outcome=ok bytes=21 micros=0 id=-");
    }

    @Test
    void toString_textsOfTheClient_cannotForgeALineOrAValue() {
        AccessEvent event = new AccessEvent(
                Optional.of("evil\nclient=\"192.0.2.1\""),
                "GET\" status=200 x=\"",
                Optional.of(ProjectRef.UNKNOWN),
                Endpoint.OTHER,
                Optional.empty(),
                Optional.of("v1\r\n\u2028\u0085\u202e\u001b[2J{}"),
                404,
                Outcome.NOT_FOUND,
                0,
                Duration.ZERO,
                Optional.empty());
        assertThat(event.toString())
                .isEqualTo("client=\"evil\\nclient=\\\"192.0.2.1\\\"\" method=\"GET\\\" status=200 x=\\\"\""
                        + " project=\"?\" endpoint=other module=- version=\"v1\\r\\n\\u2028\\u0085\\u202e\\x1b[2J{}\""
                        + " status=404 outcome=not_found bytes=0 micros=0 id=-");
    }

    @Test
    void label_ofEveryValue_isLowerCaseInAnyLocale() {
        assertThat(Endpoint.INFO.label()).isEqualTo("info");
        assertThat(Outcome.NOT_MODIFIED.label()).isEqualTo("not_modified");
    }

    @Test
    void handle_goGet_isToldAndOthersAreNot() {
        GoImportPages pages = GoImportPages.of((project, caller) -> new GoImport(
                        "gitlab.example.com/lib", URI.create("https://gitlab.example.com/go"), Optional.empty()))
                .withAccessListener(events::add);
        assertThat(pages.handle(request("GET", "/lib"))).isEmpty();
        ProxyRequest asks = new ProxyRequest(
                "GET",
                "/lib",
                Optional.of("go-get=1"),
                RequestHeaders.NONE,
                Optional.empty(),
                Optional.of("192.0.2.7"));
        Asked.read(pages.handle(asks).orElseThrow());
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.endpoint()).isEqualTo(Endpoint.GO_GET);
            assertThat(event.outcome()).isEqualTo(Outcome.OK);
            assertThat(event.bytes()).isPositive();
        });
    }
}
