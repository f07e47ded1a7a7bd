package io.github.goproxy4j.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.GrowingFile;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.StrongTag;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of Jetty get of a zip that is being made. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZipBeingMadeTest {
    private static final String BLOCK = "x".repeat(64 * 1024);
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    @TempDir
    private Path directory;

    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private final Server server = new Server();
    private GrowingFile file;
    private int port;

    @BeforeEach
    void start() throws Exception {
        FileChannel channel = FileChannel.open(
                directory.resolve("zip"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        file = GrowingFile.of(channel, abandoned::countDown);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder servlet =
                new ServletHolder(new GoProxyServlet(GoModuleProxy.of(GoProjects.ofPublicRoot(new Making()))));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        context.addFilter(new FilterHolder(new Swallowing()), "/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
        port = connector.getLocalPort();
    }

    @AfterEach
    void stop() throws Exception {
        file.fail(new IOException("the test has ended"));
        server.stop();
    }

    /** Wraps the response and keeps from the container what is thrown, for those who ask with a query. */
    private static final class Swallowing extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (request.getQueryString() == null) {
                chain.doFilter(request, response);
                return;
            }
            try {
                chain.doFilter(request, new HttpServletResponseWrapper(response));
            } catch (IOException | RuntimeException e) {
                response.flushBuffer();
            }
        }
    }

    private final class Making implements GoModuleRepository {
        @Override
        public List<ModuleVersion> versions(ModulePath module) {
            return List.of();
        }

        @Override
        public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException {
            throw ModuleAccessException.notFound("unknown revision");
        }

        @Override
        public ModuleFile mod(ModuleId id) throws ModuleAccessException {
            throw ModuleAccessException.notFound("unknown revision");
        }

        @Override
        public ModuleFile zip(ModuleId id) throws IOException {
            ModuleFile lease = file.lease().orElseThrow();
            asked.countDown();
            return watched(lease);
        }
    }

    /** A file that tells when somebody waits until it is made. */
    private ModuleFile watched(ModuleFile file) {
        return (ModuleFile) Proxy.newProxyInstance(
                ModuleFile.class.getClassLoader(), new Class<?>[] {ModuleFile.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("awaitSize")) {
                        waiting.countDown();
                    }
                    try {
                        return method.invoke(file, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void write(String text) throws IOException {
        file.output().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void finish() {
        file.finish(new StrongTag("t"), Instant.parse("2024-02-03T04:05:06Z"), Optional.empty());
    }

    /** A connection on which something has been asked. */
    private Socket ask(String requestLine, String... fields) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write((requestLine.replace("ZIP", "/example.com/m/@v/v1.0.0.zip") + "\r\nHost: localhost\r\n"
                                + String.join("\r\n", fields) + (fields.length > 0 ? "\r\n" : "")
                                + "Connection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    /** What comes until the connection ends, in whatever way. */
    private static String rest(InputStream in) throws IOException {
        StringBuilder all = new StringBuilder();
        try {
            for (int b; (b = in.read()) >= 0; ) {
                all.append((char) b);
            }
        } catch (SocketException e) {
            return all.toString();
        }
        return all.toString();
    }

    @Test
    void get_beginsBeforeTheZipIsMade() throws IOException {
        write(BLOCK + "y");
        try (Socket socket = ask("GET ZIP HTTP/1.1")) {
            assertThat(head(socket.getInputStream()))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Transfer-Encoding: chunked")
                    .doesNotContain("Content-Length", "ETag", "Accept-Ranges");
            write("z");
            finish();
            String body = rest(socket.getInputStream());
            assertThat(body).endsWith(LAST_CHUNK);
            assertThat(body.chars().filter(c -> c == 'x').count()).isEqualTo(BLOCK.length());
            assertThat(body).contains("yz");
        }
    }

    @Test
    void get_zipThatFailsInTheMiddle_hasNoLastChunk() throws IOException {
        write(BLOCK + "y");
        try (Socket socket = ask("GET ZIP HTTP/1.1")) {
            assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 200 ");
            file.fail(new IOException("disk full"));
            assertThat(rest(socket.getInputStream())).doesNotEndWith(LAST_CHUNK).doesNotContain("disk full");
        }
    }

    @Test
    void get_zipThatFailsBeforeItBegins_isA500() throws Exception {
        write("x");
        try (Socket socket = ask("GET ZIP HTTP/1.1")) {
            asked.await();
            file.fail(new IOException("disk full"));
            assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 500 ");
        }
    }

    @Test
    void get_zipThatFailsBehindAFilterThatSwallows_isNeverBegun() throws Exception {
        write(BLOCK + "y");
        try (Socket socket = ask("GET ZIP?wrapped HTTP/1.1")) {
            waiting.await();
            file.fail(new IOException("disk full"));
            assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 500 ");
        }
    }

    @Test
    void clients_thatAreMoreThanThreadsForThem_waitUntilTheZipIsMade() throws Exception {
        write(BLOCK + "y");
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < LiveAnswers.MOST; i++) {
                Socket socket = ask("GET ZIP HTTP/1.1");
                slow.add(socket);
                assertThat(head(socket.getInputStream())).contains("Transfer-Encoding: chunked");
            }
            try (Socket one = ask("GET ZIP HTTP/1.1")) {
                waiting.await();
                finish();
                assertThat(head(one.getInputStream())).contains("Content-Length: " + (BLOCK.length() + 1));
                assertThat(rest(one.getInputStream())).hasSize(BLOCK.length() + 1);
            }
            assertThat(rest(slow.get(0).getInputStream())).endsWith(LAST_CHUNK);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD ZIP HTTP/1.1", "GET ZIP HTTP/1.0", "GET ZIP?wrapped HTTP/1.1"})
    void whoMustKnowTheWhole_waitsUntilTheZipIsMade(String requestLine) throws Exception {
        write(BLOCK + "y");
        try (Socket socket = ask(requestLine)) {
            asked.await();
            write("z");
            finish();
            assertThat(head(socket.getInputStream()))
                    .contains(
                            " 200 ", "Content-Length: " + (BLOCK.length() + 2), "ETag: \"t\"", "Accept-Ranges: bytes");
        }
    }

    @Test
    void get_range_waitsUntilTheZipIsMade() throws Exception {
        write(BLOCK + "y");
        try (Socket socket = ask("GET ZIP HTTP/1.1", "Range: bytes=-2")) {
            asked.await();
            write("z");
            finish();
            assertThat(head(socket.getInputStream())).contains(" 206 ");
            assertThat(rest(socket.getInputStream())).isEqualTo("yz");
        }
    }

    @Test
    void client_thatLeaves_endsTheMakingOnceThereIsMoreToSend() throws Exception {
        write(BLOCK + "y");
        try (Socket socket = ask("GET ZIP HTTP/1.1")) {
            assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 200 ");
            socket.setSoLinger(true, 0);
        }
        while (abandoned.getCount() > 0) {
            write(BLOCK);
        }
    }
}
