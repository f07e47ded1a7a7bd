package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the door answers for a zip that another thread is making. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileBeingMadeTest {
    private static final String ZIP = "/example.com/m/@v/v1.0.0.zip";
    private static final Instant TIME = Instant.parse("2024-02-03T04:05:06Z");
    private static final String DATE = "Sat, 03 Feb 2024 04:05:06 GMT";
    private static final String BLOCK = "x".repeat(64 * 1024);

    @TempDir
    private Path directory;

    private GrowingFile file;
    private GoModuleProxy proxy;

    @BeforeEach
    void begin() throws IOException {
        CapturedLog.clear();
        FileChannel channel = FileChannel.open(
                directory.resolve("zip"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        file = GrowingFile.of(channel, () -> {});
        proxy = GoModuleProxy.of(GoProjects.ofPublicRoot(new Making()));
    }

    @AfterEach
    void end() {
        file.fail(new IOException("the test has ended"));
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
            return file.lease().orElseThrow();
        }
    }

    private void write(String text) throws IOException {
        file.output().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void finish() {
        file.finish(new StrongTag("t"), TIME, Optional.empty());
    }

    private ModuleResponse ask(String method, boolean marksEnd, String... headers) {
        return proxy.handle(new ProxyRequest(
                method, ZIP, Optional.empty(), Asked.headers(headers), Optional.empty(), Optional.empty(), marksEnd));
    }

    /** Asks on another thread, and returns once that one waits. */
    private FutureTask<Asked> waiting(String method, boolean marksEnd, String... headers) {
        FutureTask<Asked> asked = new FutureTask<>(() -> Asked.read(ask(method, marksEnd, headers)));
        Thread thread = new Thread(asked);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(asked.isDone()).isFalse();
            Thread.onSpinWait();
        }
        return asked;
    }

    @Test
    void get_isSentWhileItIsMade() throws IOException {
        write(BLOCK + "y");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ModuleResponse response = ask("GET", true)) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.contentLength()).isEmpty();
            assertThat(response.headers()).doesNotContainKeys("ETag", "Last-Modified", "Accept-Ranges");
            assertThat(response.writePart(out)).isTrue();
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(BLOCK);
            write("z");
            finish();
            response.writeTo(out);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(BLOCK + "yz");
    }

    @Test
    void get_madeBeforeAnythingIsSent_hasAllFields() throws Exception {
        FutureTask<Asked> asked = waiting("GET", true);
        write("abc");
        finish();
        Asked got = asked.get();
        assertThat(got.body()).isEqualTo("abc");
        assertThat(got.contentLength()).hasValue(3);
        assertThat(got.headers())
                .containsEntry("ETag", "\"t\"")
                .containsEntry("Last-Modified", DATE)
                .containsEntry("Accept-Ranges", "bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    HEAD | true  | X-Any               | any                           | 200 | ''
                    GET  | true  | Range               | bytes=65536-65537             | 206 | yz
                    GET  | true  | Range               | bytes=-1                      | 206 | z
                    GET  | true  | If-None-Match       | "t"                           | 304 | ''
                    GET  | true  | If-Match            | "other"                       | 412 | *
                    GET  | true  | If-Modified-Since   | Sat, 03 Feb 2024 04:05:06 GMT | 304 | ''
                    GET  | true  | If-Unmodified-Since | Sat, 03 Feb 2024 04:05:05 GMT | 412 | *
                    GET  | false | X-Any               | any                           | 200 | *
                    """)
    void request_thatMustKnowTheFile_waitsForIt(
            String method, boolean marksEnd, String field, String value, int status, String body) throws Exception {
        write(BLOCK + "y");
        FutureTask<Asked> asked = waiting(method, marksEnd, field, value);
        write("z");
        finish();
        Asked got = asked.get();
        assertThat(got.status()).isEqualTo(status);
        if (status < 400) {
            assertThat(got.headers()).containsEntry("ETag", "\"t\"").containsEntry("Last-Modified", DATE);
        }
        if (status == 200) {
            assertThat(got.contentLength()).hasValue(BLOCK.length() + 2);
            assertThat(got.headers()).containsEntry("Accept-Ranges", "bytes");
        }
        if (!body.equals("*")) {
            assertThat(got.body()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, true", "GET, false", "HEAD, true"})
    void request_whoseFileCannotBeMade_isA500(String method, boolean marksEnd) throws Exception {
        write("abc");
        FutureTask<Asked> asked = waiting(method, marksEnd);
        file.fail(new IOException("disk full"));
        assertThat(asked.get().status()).isEqualTo(500);
        assertThat(CapturedLog.events()).singleElement().asString().contains("disk full");
    }

    @ParameterizedTest
    @CsvSource({"GET, true", "GET, false", "HEAD, true"})
    void request_whoseFileIsRefusedWhileItIsMade_isToldWhy(String method, boolean marksEnd) throws Exception {
        write("abc");
        FutureTask<Asked> asked = waiting(method, marksEnd);
        file.fail(ModuleAccessException.invalid("module source tree too large"));
        Asked got = asked.get();
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.body())
                .isEqualTo(
                        method.equals("HEAD") ? "" : "not found: example.com/m@v1.0.0: module source tree too large\n");
        assertThat(CapturedLog.events()).isEmpty();
    }

    @Test
    void writeTo_makingFailsInTheMiddle_throws() throws IOException {
        write(BLOCK + "y");
        try (ModuleResponse response = ask("GET", true)) {
            assertThat(response.status()).isEqualTo(200);
            file.fail(ModuleAccessException.invalid("too late"));
            assertThatThrownBy(() -> response.writeTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(CapturedLog.events()).singleElement().asString().contains("broke off");
    }
}
