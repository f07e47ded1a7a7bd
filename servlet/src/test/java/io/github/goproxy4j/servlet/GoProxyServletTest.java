package io.github.goproxy4j.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.AccessEvent;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The servlet in Jetty 12.1, at {@code /go} and {@code /api/v4} in the context {@code /c}, by raw requests. */
class GoProxyServletTest {
    private static final String GO = "/c/go/example.com/m/@v/";
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static final BlockingQueue<AccessEvent> EVENTS = new LinkedBlockingQueue<>();
    private static final Server SERVER = new Server();
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "GOPROXY",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER));
        ServerConnector connector = new ServerConnector(SERVER, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        SERVER.addConnector(connector);

        OneModule modules = new OneModule();
        GoProjects projects = (project, caller) -> {
            ASKED.add(project + " " + caller.principal().map(Principal::getName).orElse("nobody"));
            return new GoProject("", true, modules);
        };
        ServletContextHandler context = new ServletContextHandler("/c");
        GoProxyServlet servlet = new GoProxyServlet(
                GoModuleProxy.of(projects).withAccessListener(EVENTS::add).withHealth(() -> {}));
        context.addServlet(new ServletHolder(servlet), "/go/*");
        context.addServlet(new ServletHolder(servlet), "/api/v4/*");
        context.addServlet(new ServletHolder(new Busy()), "/busy");
        context.addServlet(new ServletHolder(new Forward()), "/forward");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(503, "/go/example.com/m/@v/list");
        context.setErrorHandler(errors);
        context.addFilter(new FilterHolder(userFromHeader()), "/*", EnumSet.of(DispatcherType.REQUEST));
        SERVER.setHandler(context);
        SERVER.start();
        port = connector.getLocalPort();
    }

    /** Has an error page that lies where the servlet is. */
    private static final class Busy extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(503);
        }
    }

    /** Hands requests on to where the servlet is. */
    private static final class Forward extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            request.getRequestDispatcher("/go/example.com/m/@v/list").forward(request, response);
        }
    }

    private static Filter userFromHeader() {
        return (request, response, chain) -> {
            String user = ((HttpServletRequest) request).getHeader("X-User");
            chain.doFilter(
                    new HttpServletRequestWrapper((HttpServletRequest) request) {
                        @Override
                        public Principal getUserPrincipal() {
                            return user == null ? null : () -> user;
                        }
                    },
                    response);
        };
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
    }

    @BeforeEach
    void forget() {
        ASKED.clear();
        EVENTS.clear();
    }

    @Test
    void get_file_isToldWithTheClientsAddressAndTheBytes() throws Exception {
        RawHttp.send(port, "GET", GO + "v1.0.0.zip");
        AccessEvent event = EVENTS.poll(20, TimeUnit.SECONDS);
        assertThat(event.clientHost()).contains("127.0.0.1");
        assertThat(event.outcome()).isEqualTo(AccessEvent.Outcome.OK);
        assertThat(event.bytes()).isEqualTo(OneModule.ZIP.length());
        assertThat(event.duration()).isPositive();
    }

    @Test
    void get_fileThatFailsInTheMiddle_isToldAsFailureWithTheIdOfTheLog() throws Exception {
        RawHttp.send(port, "GET", GO + "v1.1.0.zip", RawHttp.KEEP_ALIVE);
        AccessEvent event = EVENTS.poll(20, TimeUnit.SECONDS);
        assertThat(event.outcome()).isEqualTo(AccessEvent.Outcome.FAILURE);
        assertThat(event.status()).isEqualTo(200);
        assertThat(event.bytes()).isBetween(1L, OneModule.ZIP.length() - 1L);
        assertThat(event.requestId()).isPresent();
    }

    @Test
    void get_health_isOkBelowEachMapping() throws IOException {
        assertThat(RawHttp.send(port, "GET", "/c/go/-/health").body()).isEqualTo("ok\n");
        assertThat(RawHttp.send(port, "GET", "/c/api/v4/-/health").body()).isEqualTo("ok\n");
    }

    @Test
    void get_list_isText() throws IOException {
        RawHttp got = RawHttp.send(port, "GET", GO + "list?x=1");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("v1.0.0\n");
        assertThat(got.field("Content-Length")).isEqualTo("7");
        assertThat(got.field("Content-Type")).isEqualToIgnoringWhitespace("text/plain; charset=utf-8");
        assertThat(got.field("ETag")).startsWith("\"");
    }

    @Test
    void get_longFile_isWhole() throws IOException {
        RawHttp got = RawHttp.send(port, "GET", GO + "v1.0.0.zip");
        assertThat(got.body()).isEqualTo(OneModule.ZIP);
        assertThat(got.field("Content-Length")).isEqualTo("" + OneModule.ZIP.length());
    }

    @Test
    void get_rangeAndCondition_areAnsweredByTheDoor() throws IOException {
        RawHttp part = RawHttp.send(port, "GET", GO + "v1.0.0.zip", "Range: bytes=1-3");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("123");
        RawHttp same = RawHttp.send(port, "GET", GO + "v1.0.0.zip", "If-None-Match: " + part.field("ETag"));
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
    }

    @Test
    void head_file_hasLengthAndNoBody() throws IOException {
        RawHttp head = RawHttp.send(port, "HEAD", GO + "v1.0.0.zip");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.field("Content-Length")).isEqualTo("" + OneModule.ZIP.length());
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/c/api/v4/projects/group%2Flib/packages/go/example.com/m/@v/list, FullPath[path=group/lib]",
        "/c/api/v4/projects/42/packages/go/example.com/m/@v/list, Id[number=42]",
        "/c/%61pi/v4/projects/42/packages/go/example.com/m/@v/list, Id[number=42]",
        "/c/go/projects/42/packages/go/example.com/m/@v/list, Id[number=42]",
    })
    void get_projectPath_asksThatProject(String path, String project) throws IOException {
        assertThat(RawHttp.send(port, "GET", path).body()).isEqualTo("v1.0.0\n");
        assertThat(ASKED).containsExactly(project + " nobody");
    }

    @Test
    void get_userOfContainer_isPartOfCaller() throws IOException {
        RawHttp.send(port, "GET", GO + "list", "X-User: dev");
        assertThat(ASKED).containsExactly("Root[] dev");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/c/go", "/c/go/", "/c/api/v4/projects/42/packages/go"})
    void base_isText(String path) throws IOException {
        assertThat(RawHttp.send(port, "GET", path).status()).isEqualTo(200);
        assertThat(RawHttp.send(port, "HEAD", path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/c//go/example.com/m/@v/list",
                "/c/x/../go/example.com/m/@v/list",
                "/c/go;x=y/example.com/m/@v/list",
                "/c/./go/example.com/m/@v/list",
                "/c/go/example.com/m/../m/@v/list",
                "/c/go/example.com%2Fm/@v/list",
                "/c/go/..%2F..%2Fetc/@v/list",
                "/c/go/%2e%2e/go/@v/list",
                "/c/go/example.com/m/;/@v/list",
                "/c/go/example.com//m/@v/list",
            })
    void get_uncommonSpelling_isNeverAnsweredWithAList(String path) throws IOException {
        RawHttp got = RawHttp.send(port, "GET", path);
        assertThat(got.status()).isIn(400, 404);
        if (got.status() == 404 && !got.body().startsWith("<")) {
            assertThat(got.body()).startsWith("not found: ");
        }
        assertThat(got.body()).doesNotContain("v1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "TRACE", "FOO"})
    void otherMethod_is405AsText(String method) throws IOException {
        RawHttp got = RawHttp.send(port, method, GO + "list", "Content-Length: 0");
        assertThat(got.status()).isEqualTo(405);
        assertThat(got.field("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(got.body()).startsWith("method not allowed: ");
    }

    @Test
    void options_is204() throws IOException {
        RawHttp got = RawHttp.send(port, "OPTIONS", GO + "list");
        assertThat(got.status()).isEqualTo(204);
        assertThat(got.field("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void errorDispatch_isLeftAlone() throws IOException {
        RawHttp got = RawHttp.send(port, "GET", "/c/busy");
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.body()).doesNotContain("v1.0.0");
        assertThat(ASKED).isEmpty();
    }

    /** Not an empty 200, which to a client is a list without versions. */
    @Test
    void forward_fails() throws IOException {
        RawHttp got = RawHttp.send(port, "GET", "/c/forward");
        assertThat(got.status()).isEqualTo(500);
        assertThat(ASKED).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/c/x/../go/example.com/m/@v/list", "/c/go;x=y/example.com/m/@v/list"})
    void get_mountPointInUncommonSpelling_isRefusedByTheDoor(String path) throws IOException {
        RawHttp got = RawHttp.send(port, "GET", path);
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.body())
                .isEqualTo(
                        "not found: malformed URL path: it does not begin with the path of this server's Go modules\n");
        assertThat(got.field("Content-Length")).isEqualTo("" + got.body().length());
        assertThat(got.field("Content-Type")).isEqualToIgnoringWhitespace("text/plain; charset=utf-8");
        assertThat(got.field("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(got.field("Cache-Control")).isEqualTo("public, max-age=60");
        RawHttp head = RawHttp.send(port, "HEAD", path);
        assertThat(head.status()).isEqualTo(404);
        assertThat(head.body()).isEmpty();
        assertThat(RawHttp.send(port, "POST", path, "Content-Length: 0").status())
                .isEqualTo(405);
    }

    @Test
    void get_bodyThatFailsMidway_endsShortOfItsLength() throws IOException {
        RawHttp got = RawHttp.send(port, "GET", GO + "v1.1.0.zip", RawHttp.KEEP_ALIVE);
        assertThat(got.field("Content-Length")).isEqualTo("" + OneModule.ZIP.length());
        assertThat(got.body()).hasSizeLessThan(OneModule.ZIP.length()).doesNotContain("<");
        assertThat(OneModule.ZIP).startsWith(got.body());
    }

    @Test
    void get_bodyOfUnknownLengthThatFailsMidway_hasNoLastChunk() throws IOException {
        RawHttp got = RawHttp.send(port, "GET", GO + "v1.2.0.zip", RawHttp.KEEP_ALIVE);
        assertThat(got.field("Content-Length")).isNull();
        assertThat(got.field("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(got.body()).doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void proxy_neitherPassedNorOverridden_isRefused() {
        GoProxyServlet servlet = new GoProxyServlet() {
            private static final long serialVersionUID = 1L;
        };
        assertThatThrownBy(servlet::proxy).isInstanceOf(IllegalStateException.class);
    }
}
