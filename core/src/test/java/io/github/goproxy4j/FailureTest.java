package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.StrongTag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door makes of a host whose code fails. */
class FailureTest {
    private static final Pattern ID = Pattern.compile("under the id ([0-9a-f]{16})\n");

    private final AtomicInteger closed = new AtomicInteger();

    @BeforeEach
    void forgetLog() {
        CapturedLog.clear();
    }

    interface Making {
        InputStream open(long from) throws IOException;
    }

    /** A file that was promised with so many bytes. */
    private ModuleFile file(OptionalLong size, Making making) {
        return new ModuleFile() {
            @Override
            public OptionalLong size() {
                return size;
            }

            @Override
            public Optional<StrongTag> tag() {
                return Optional.empty();
            }

            @Override
            public Optional<Instant> lastModified() {
                return Optional.empty();
            }

            @Override
            public Optional<Path> path() {
                return Optional.empty();
            }

            @Override
            public InputStream openStream(long from) throws IOException {
                return making.open(from);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    interface Zips {
        ModuleFile zip() throws IOException;
    }

    private static GoProjects zips(Zips zips) {
        return GoProjects.ofPublicRoot(new GoModuleRepository() {
            @Override
            public List<ModuleVersion> versions(ModulePath module) throws IOException {
                throw new IOException("/srv/secret/disk is gone");
            }

            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) {
                throw new IllegalStateException("/srv/secret/bug");
            }

            @Override
            public ModuleFile mod(ModuleId id) {
                throw new StackOverflowError();
            }

            @Override
            public ModuleFile zip(ModuleId id) throws IOException {
                return zips.zip();
            }
        });
    }

    private static final String ZIP = "/example.com/m/@v/v1.0.0.zip";

    private static ModuleResponse get(GoProjects projects) {
        return get(projects, event -> {});
    }

    private static ModuleResponse get(GoProjects projects, AccessListener listener) {
        return GoModuleProxy.of(projects)
                .withAccessListener(listener)
                .handle(new ProxyRequest("GET", ZIP, Optional.empty(), name -> List.of(), Optional.empty()));
    }

    private static void assertIsFailure(Asked got, String cause) {
        assertThat(got.status()).isEqualTo(500);
        assertThat(got.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(got.body()).startsWith("internal server error: ").doesNotContain("secret");
        Matcher id = ID.matcher(got.body());
        assertThat(id.find()).isTrue();
        assertThat(CapturedLog.events())
                .singleElement()
                .asString()
                .startsWith("ERROR")
                .contains(id.group(1), cause);
    }

    @Test
    void handle_hostFails_isGenericTextAndTheSameIdInTheLog() {
        GoProjects failing = zips(() -> {
            throw new IOException("/srv/secret/file");
        });
        for (String[] each : new String[][] {
            {"/example.com/m/@v/list", "/srv/secret/disk"},
            {"/example.com/m/@v/v1.0.0.info", "/srv/secret/bug"},
            {"/example.com/m/@v/v1.0.0.mod", "StackOverflowError"},
            {ZIP, "/srv/secret/file"},
        }) {
            CapturedLog.clear();
            assertIsFailure(Asked.get(failing, each[0]), each[1]);
        }
    }

    @Test
    void handle_hostFailsToOpenProject_isFailureForThisCallerOnly() {
        GoProjects failing = (project, caller) -> {
            throw new IOException("/srv/secret/database");
        };
        Asked got = Asked.get(failing, "/");
        assertIsFailure(got, "/srv/secret/database");
        assertThat(got.headers()).containsKey("Vary");
    }

    @Test
    void handle_answersNull_isFailure() {
        assertIsFailure(Asked.get(zips(() -> null), ZIP), "NullPointerException");
        CapturedLog.clear();
        assertIsFailure(Asked.get((project, caller) -> null, "/"), "NullPointerException");
    }

    @Test
    void handle_fileThatCannotBeOpened_isFailureAndClosed() {
        ModuleFile unreadable = file(OptionalLong.of(3), from -> {
            throw new IOException("/srv/secret/zip");
        });
        assertIsFailure(Asked.get(zips(() -> unreadable), ZIP), "/srv/secret/zip");
        assertThat(closed).hasValue(1);
    }

    @Test
    void handle_fileThatFailsAtOnce_isFailureAndClosed() {
        ModuleFile broken = file(OptionalLong.of(6), from -> new SequenceInputStream(stream("abc"), badSector()));
        assertIsFailure(Asked.get(zips(() -> broken), ZIP), "bad sector");
        assertThat(closed).hasValue(1);
    }

    @Test
    void handle_fileShorterThanPromised_isFailureAndClosed() {
        ModuleFile truncated = file(OptionalLong.of(4), from -> stream("abc"));
        assertIsFailure(Asked.get(zips(() -> truncated), ZIP), "after 3 bytes of 4");
        assertThat(closed).hasValue(1);
    }

    @Test
    void writeTo_fileThatFailsLater_throwsAndIsLoggedAndClosed() {
        String block = "a".repeat(100_000);
        ModuleFile broken = file(OptionalLong.of(100_003), from -> new SequenceInputStream(stream(block), badSector()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<AccessEvent> events = new CopyOnWriteArrayList<>();
        try (ModuleResponse response = get(zips(() -> broken), events::add)) {
            assertThat(response.status()).isEqualTo(200);
            assertThatThrownBy(() -> response.writeTo(out)).hasMessage("bad sector");
        }
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.outcome()).isEqualTo(AccessEvent.Outcome.FAILURE);
            assertThat(event.bytes()).isEqualTo(out.size());
            assertThat(CapturedLog.events().get(0))
                    .contains(", id " + event.requestId().orElseThrow());
        });
        assertThat(block).startsWith(out.toString(StandardCharsets.UTF_8));
        assertThat(closed).hasValue(1);
        assertThat(CapturedLog.events()).singleElement().asString().contains("bad sector", ZIP, ", id ");
    }

    @ParameterizedTest
    @CsvSource({"65536, 65537", "65537, 65538", "131072, 131073", "200000, 500000"})
    void writeTo_longFileShorterThanPromised_throws(int actual, long promised) {
        ModuleFile truncated = file(OptionalLong.of(promised), from -> stream("a".repeat(actual)));
        try (ModuleResponse response = get(zips(() -> truncated))) {
            assertThatThrownBy(() -> response.writeTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(CapturedLog.events())
                .singleElement()
                .asString()
                .contains("after " + actual + " bytes of " + promised);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65535, 65536, 65537, 131072, 200_000})
    void writeTo_fileOfAnyLength_isWhole(int length) throws IOException {
        for (OptionalLong size : List.of(OptionalLong.of(length), OptionalLong.empty())) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ModuleResponse response = get(zips(() -> file(size, from -> stream("a".repeat(length)))))) {
                response.writeTo(out);
            }
            assertThat(out.size()).isEqualTo(length);
        }
    }

    @Test
    void writeTo_fileLongerThanPromised_isCut() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ModuleResponse response = get(zips(() -> file(OptionalLong.of(2), from -> stream("abc"))))) {
            response.writeTo(out);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("ab");
    }

    @Test
    void writeTo_clientHasGone_isNotLogged() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        try (ModuleResponse response = get(zips(() -> file(OptionalLong.of(3), from -> stream("abc"))))) {
            assertThatThrownBy(() -> response.writeTo(gone)).hasMessage("broken pipe");
        }
        assertThat(CapturedLog.events()).isEmpty();
        assertThat(closed).hasValue(1);
    }

    @Test
    void get_fileStillBeingMade_isWholeWithoutLengthTagOrRange() {
        GoProjects making = zips(() -> file(OptionalLong.empty(), from -> stream("abc")));
        Asked got = Asked.get(making, ZIP, "Range", "bytes=0-1", "If-None-Match", "\"x\"");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("abc");
        assertThat(got.contentLength()).isEmpty();
        assertThat(got.headers()).doesNotContainKeys("ETag", "Accept-Ranges", "Content-Range");
        assertThat(closed).hasValue(1);
    }

    @Test
    void close_fileThatFailsToClose_isLogged() throws IOException {
        ModuleFile stubborn =
                file(OptionalLong.of(3), from -> new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public void close() throws IOException {
                        throw new IOException("stubborn");
                    }
                });
        assertThat(Asked.get(zips(() -> stubborn), ZIP).body()).isEqualTo("abc");
        assertThat(closed).hasValue(1);
        assertThat(CapturedLog.events())
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains("stubborn");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream badSector() {
        return new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("bad sector");
            }
        };
    }
}
