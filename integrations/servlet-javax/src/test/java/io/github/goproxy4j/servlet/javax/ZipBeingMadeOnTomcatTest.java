package io.github.goproxy4j.servlet.javax;

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
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of Tomcat get of a zip that is being made, also if they use the connection only once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZipBeingMadeOnTomcatTest {
    private static final String BLOCK = "x".repeat(64 * 1024);
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    @TempDir
    private Path directory;

    private final Tomcat tomcat = new Tomcat();
    private Connector connector;
    private GrowingFile file;

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
            return file.lease().orElseThrow();
        }
    }

    @BeforeEach
    void start() throws Exception {
        FileChannel channel = FileChannel.open(
                directory.resolve("zip"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        file = GrowingFile.of(channel, () -> {});
        connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "go", new GoProxyServlet(GoModuleProxy.of(GoProjects.ofPublicRoot(new Making()))))
                .addMapping("/*");
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        file.fail(new IOException("the test has ended"));
        tomcat.stop();
        tomcat.destroy();
    }

    @ParameterizedTest
    @CsvSource({"close, true", "close, false", "keep-alive, false"})
    void get_hasALastChunkOnlyIfTheZipIsWhole(String connection, boolean whole) throws IOException {
        file.output().write((BLOCK + "y").getBytes(StandardCharsets.UTF_8));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            String request =
                    "GET /example.com/m/@v/v1.0.0.zip HTTP/1.1\r\nHost: localhost\r\nConnection: " + connection;
            socket.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            assertThat(head.toString())
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Transfer-Encoding: chunked")
                    .doesNotContain("Content-Length", "ETag");
            if (whole) {
                file.finish(new StrongTag("t"), Instant.parse("2024-02-03T04:05:06Z"), Optional.empty());
            } else {
                file.fail(new IOException("disk full"));
            }
            assertThat(rest(socket.getInputStream()).endsWith(LAST_CHUNK)).isEqualTo(whole);
        }
    }

    private static String rest(InputStream in) throws IOException {
        StringBuilder all = new StringBuilder();
        try {
            for (int b; (b = in.read()) >= 0; ) {
                all.append((char) b);
            }
        } catch (SocketException e) {
            // The server may reset a connection that it breaks off.
            return all.toString();
        }
        return all.toString();
    }
}
