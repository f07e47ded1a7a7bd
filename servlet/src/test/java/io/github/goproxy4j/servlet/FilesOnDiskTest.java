package io.github.goproxy4j.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.AccessEvent;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.repository.GoProjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips that are mapped, sent by Jetty with and without a thread that waits for the client. */
class FilesOnDiskTest {
    private static final BlockingQueue<String> CLOSED = new LinkedBlockingQueue<>();
    private static final BlockingQueue<AccessEvent> EVENTS = new LinkedBlockingQueue<>();
    private static final Server SERVER = new Server();
    private static int port;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws Exception {
        ServerConnector connector = new ServerConnector(SERVER);
        connector.setHost("127.0.0.1");
        SERVER.addConnector(connector);
        GoProjects projects = GoProjects.ofPublicRoot(new ZipsOnDisk(directory, CLOSED));
        ServletContextHandler context = new ServletContextHandler("/");
        for (boolean async : new boolean[] {false, true}) {
            ServletHolder servlet = new ServletHolder(
                    new GoProxyServlet(GoModuleProxy.of(projects).withAccessListener(EVENTS::add)));
            servlet.setAsyncSupported(async);
            context.addServlet(servlet, async ? "/async/*" : "/sync/*");
        }
        SERVER.setHandler(context);
        SERVER.start();
        port = connector.getLocalPort();
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
    }

    @BeforeEach
    void forget() {
        CLOSED.clear();
        EVENTS.clear();
    }

    private static String publish(String version, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Files.write(directory.resolve(version), content);
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "sync, 0",
        "sync, 27000",
        "sync, 65537",
        "sync, 5000000",
        "async, 27000",
        "async, 65537",
        "async, 5000000"
    })
    void get_file_isSentWholeAndItsLeaseEnds(String mount, int size) throws Exception {
        String content = publish("v1.0.0", size);
        RawHttp got = RawHttp.send(port, "GET", "/" + mount + "/example.com/m/@v/v1.0.0.zip");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.field("Content-Length")).isEqualTo("" + size);
        assertThat(got.body().equals(content)).isTrue();
        AccessEvent event = EVENTS.poll(20, TimeUnit.SECONDS);
        assertThat(event.bytes()).isEqualTo(size);
        assertThat(event.outcome()).isEqualTo(AccessEvent.Outcome.OK);
        assertThat(CLOSED.poll(20, TimeUnit.SECONDS)).isEqualTo("v1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "async"})
    void get_range_isThatPartOfTheFile(String mount) throws Exception {
        String content = publish("v1.1.0", 3_000_000);
        RawHttp got =
                RawHttp.send(port, "GET", "/" + mount + "/example.com/m/@v/v1.1.0.zip", "Range: bytes=1000000-2500000");
        assertThat(got.status()).isEqualTo(206);
        assertThat(got.body().equals(content.substring(1_000_000, 2_500_001))).isTrue();
        assertThat(EVENTS.poll(20, TimeUnit.SECONDS).bytes()).isEqualTo(1_500_001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "async"})
    void get_fileThatIsChangedMeanwhile_isBrokenOffBeforeItsEnd(String mount) throws Exception {
        int size = 3_000_000;
        publish(ZipsOnDisk.CHANGED.toString(), size);
        RawHttp got = RawHttp.send(port, "GET", "/" + mount + "/example.com/m/@v/" + ZipsOnDisk.CHANGED + ".zip");
        assertThat(got.field("Content-Length")).isEqualTo("" + size);
        assertThat(got.body().length()).isLessThan(size);
        assertThat(EVENTS.poll(20, TimeUnit.SECONDS).outcome()).isNotEqualTo(AccessEvent.Outcome.OK);
    }
}
