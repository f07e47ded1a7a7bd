package io.github.goproxy4j.servlet.javax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.AccessEvent;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.StrongTag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zips on disk, each of which has its name only as long as it is leased, sent by Tomcat itself. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SendfileTest {
    private static final int SIZE = 3_000_000;

    @TempDir
    private Path directory;

    private final BlockingQueue<AccessEvent> events = new LinkedBlockingQueue<>();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final byte[] content = new byte[SIZE];
    private final Tomcat tomcat = new Tomcat();
    private final HttpClient client = HttpClient.newHttpClient();
    private Connector connector;

    /** Evicts a file as soon as nobody leases it: the name is gone, and no other file ever gets it. */
    private final class Evicted implements ModuleFile {
        private final Path file = directory.resolve("zip" + names.incrementAndGet());
        private boolean closed;

        Evicted() throws IOException {
            Files.write(file, content);
            open.incrementAndGet();
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.of(SIZE);
        }

        @Override
        public Optional<StrongTag> tag() {
            return Optional.of(new StrongTag("t"));
        }

        @Override
        public Optional<Instant> lastModified() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> path() {
            return Optional.of(file);
        }

        @Override
        public InputStream openStream(long from) throws IOException {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(from);
            return in;
        }

        @Override
        public synchronized void close() {
            if (closed) {
                return;
            }
            closed = true;
            open.decrementAndGet();
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final class Zips implements GoModuleRepository {
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
            return new Evicted();
        }
    }

    @BeforeEach
    void start() throws Exception {
        new Random(1).nextBytes(content);
        connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", "4");
        connector.setPort(0);
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", directory.toString());
        Wrapper servlet = Tomcat.addServlet(
                context,
                "go",
                new GoProxyServlet(
                        GoModuleProxy.of(GoProjects.ofPublicRoot(new Zips())).withAccessListener(events::add)));
        servlet.setAsyncSupported(true);
        servlet.addMapping("/*");
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        assertThat(open).hasValue(0);
    }

    private HttpRequest request(String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/example.com/m/@v/v1.0.0.zip"));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    @ParameterizedTest
    @CsvSource({"0, 2999999, false", "0, 99999, true", "1000, 2500000, true"})
    void get_largeFile_isSentByTheContainer(int from, int to, boolean range) throws Exception {
        HttpResponse<byte[]> got = client.send(
                range ? request("Range", "bytes=" + from + "-" + to) : request(), BodyHandlers.ofByteArray());
        assertThat(got.statusCode()).isEqualTo(range ? 206 : 200);
        assertThat(got.body()).isEqualTo(Arrays.copyOfRange(content, from, to + 1));
        assertThat(got.headers().firstValueAsLong("Content-Length")).hasValue(to - from + 1L);
        // The event comes while Tomcat sends; what was read ahead is the first block, which the door looks at.
        AccessEvent event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event.bytes()).isEqualTo(to - from + 1L);
        assertThat(event.outcome()).isEqualTo(AccessEvent.Outcome.OK);
        assertThat(open).hasValue(1);
    }

    @Test
    void get_byManyClientsWhileEveryFileThatIsNotLeasedIsDeleted_isWhole() throws Exception {
        List<CompletableFuture<HttpResponse<byte[]>>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(client.sendAsync(request(), BodyHandlers.ofByteArray()));
        }
        for (CompletableFuture<HttpResponse<byte[]>> one : all) {
            assertThat(one.get().statusCode()).isEqualTo(200);
            assertThat(one.get().body()).isEqualTo(content);
        }
        assertThat(open.get()).isLessThanOrEqualTo(4);
    }
}
