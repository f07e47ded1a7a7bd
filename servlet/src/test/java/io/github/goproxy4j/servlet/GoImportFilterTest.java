package io.github.goproxy4j.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.GoImportPages;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.repository.GoImport;
import io.github.goproxy4j.repository.GoImports;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.ModuleAccessException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter in Jetty 12.1 at {@code /*}, in the context {@code /c} and at the root, in front of an application. */
class GoImportFilterTest {
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static final Server SERVER = new Server();
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "GOPROXY",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
        ServerConnector connector = new ServerConnector(SERVER, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        SERVER.addConnector(connector);
        SERVER.setHandler(new ContextHandlerCollection(
                context("/c", "https://gitlab.example.com/c"), context("/", "https://gitlab.example.com")));
        SERVER.start();
        port = connector.getLocalPort();
    }

    private static ServletContextHandler context(String path, String url) {
        GoImports imports = (project, caller) -> {
            ASKED.add(project.path());
            if (project.path().equals("group/lib")) {
                return GoImport.ofGitLab(URI.create(url), project, 1);
            }
            throw ModuleAccessException.notFound("no such project");
        };
        ServletContextHandler context = new ServletContextHandler(path);
        GoImportFilter filter = new GoImportFilter(GoImportPages.of(imports));
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new Application()), "/");
        OneModule modules = new OneModule();
        context.addServlet(
                new ServletHolder(
                        new GoProxyServlet(GoModuleProxy.of((project, caller) -> new GoProject("", true, modules)))),
                "/api/v4/*");
        return context;
    }

    /** What the host has at all paths without the filter; what it forwards has {@code go-get=1} and is its own. */
    private static final class Application extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            if (request.getRequestURI().endsWith("/forward") && request.getDispatcherType() == DispatcherType.REQUEST) {
                request.getRequestDispatcher("/group/lib?go-get=1").forward(request, response);
                return;
            }
            response.setHeader("X-Query", String.valueOf(request.getQueryString()));
            response.getWriter().print("application");
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getParameter("x"));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
    }

    @BeforeEach
    void forget() {
        ASKED.clear();
    }

    @Test
    void get_projectWithGoGet_isPage() throws IOException {
        RawHttp got = RawHttp.send(port, "GET", "/group/lib/sub?go-get=1");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.field("Content-Type")).isEqualToIgnoringWhitespace("text/html; charset=utf-8");
        assertThat(got.field("Cache-Control")).startsWith("private");
        assertThat(got.field("Content-Length")).isEqualTo("" + got.body().length());
        assertThat(got.body())
                .contains(
                        "gitlab.example.com/group/lib mod https://gitlab.example.com/api/v4/projects/1/packages/go\"");
        RawHttp head = RawHttp.send(port, "HEAD", "/group/lib/sub?go-get=1");
        assertThat(head.field("Content-Length")).isEqualTo(got.field("Content-Length"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void get_belowContextPath_isProjectBelowIt() throws IOException {
        assertThat(RawHttp.send(port, "GET", "/c/group/lib?go-get=1").body())
                .contains(
                        "gitlab.example.com/c/group/lib mod https://gitlab.example.com/c/api/v4/projects/1/packages/go\"");
        assertThat(ASKED).containsExactly("group/lib");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/group/none",
                "/",
                "/c/x/group/lib",
                "/group%2Flib",
                "//group/lib",
                "/c//group/lib",
                "/api/v4/projects/1/packages/go/example.com/m/@v/list",
            })
    void get_otherPathWithGoGet_isThe404OfTheDoor(String path) throws IOException {
        RawHttp got = RawHttp.send(port, "GET", path + "?go-get=1");
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.field("Content-Type")).isEqualToIgnoringWhitespace("text/plain; charset=utf-8");
        assertThat(got.body()).startsWith("not found: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?go-get=0", "?go-get=10", "?x=go-get=1", "?x", "?go%2Dget=1"})
    void get_withoutGoGet_isUntouched(String query) throws IOException {
        RawHttp got = RawHttp.send(port, "GET", "/group/lib" + query);
        assertThat(got.body()).isEqualTo("application");
        assertThat(got.field("X-Query")).isEqualTo(query.isEmpty() ? "null" : query.substring(1));
        assertThat(got.field("Vary")).isNull();
        assertThat(RawHttp.send(port, "GET", "/api/v4/projects/1/packages/go/example.com/m/@v/list" + query)
                        .body())
                .isEqualTo("v1.0.0\n");
        assertThat(ASKED).isEmpty();
    }

    @Test
    void post_withGoGet_isUntouched() throws IOException {
        RawHttp got = RawHttp.send(port, "POST", "/group/lib?go-get=1&x=of-the-query", "Content-Length: 0");
        assertThat(got.body()).isEqualTo("of-the-query");
        assertThat(ASKED).isEmpty();
    }

    @Test
    void forward_toPathWithGoGet_isTheApplicationsOwn() throws IOException {
        assertThat(RawHttp.send(port, "GET", "/forward").body()).isEqualTo("application");
        assertThat(ASKED).isEmpty();
    }

    @Test
    void pages_neitherPassedNorOverridden_isRefused() {
        GoImportFilter filter = new GoImportFilter() {
            private static final long serialVersionUID = 1L;
        };
        assertThatThrownBy(filter::pages).isInstanceOf(IllegalStateException.class);
    }
}
