package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.auth.RequestHeaders;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a body is handed over, of a file in the heap, of one that is mapped, and of one that is read. */
class ModuleResponseTest {
    private static final int BLOCK = 64 * 1024;

    private final byte[] content = new byte[2 * BLOCK + 1];
    private final List<AccessEvent> events = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path path;

    enum Kind {
        HEAP,
        MAPPED,
        READ
    }

    @BeforeEach
    void write() throws IOException {
        CapturedLog.clear();
        new Random(1).nextBytes(content);
        path = Files.write(directory.resolve("zip"), content);
    }

    private ModuleFile open(Kind kind) throws IOException {
        return switch (kind) {
            case HEAP -> ModuleFile.of(content);
            case READ -> ModuleFile.open(path);
            case MAPPED -> {
                try (FileChannel channel = FileChannel.open(path)) {
                    yield new Mapped(
                            ModuleFile.open(path), channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
                }
            }
        };
    }

    private record Mapped(ModuleFile file, ByteBuffer content) implements ModuleFile {
        @Override
        public OptionalLong size() {
            return file.size();
        }

        @Override
        public Optional<StrongTag> tag() {
            return file.tag();
        }

        @Override
        public Optional<Instant> lastModified() {
            return file.lastModified();
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }

        @Override
        public Optional<ByteBuffer> buffer() {
            return Optional.of(content.duplicate());
        }

        @Override
        public InputStream openStream(long from) throws IOException {
            return file.openStream(from);
        }

        @Override
        public void close() {
            file.close();
        }
    }

    private record Zips(ModuleFile file) implements GoModuleRepository {
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
        public ModuleFile zip(ModuleId id) {
            return file;
        }
    }

    private ModuleResponse get(ModuleFile file, String... headers) {
        RequestHeaders fields = Asked.headers(headers);
        return GoModuleProxy.of(GoProjects.ofPublicRoot(new Zips(file)))
                .withAccessListener(events::add)
                .handle(new ProxyRequest(
                        "GET", "/example.com/m/@v/v1.0.0.zip", Optional.empty(), fields, Optional.empty()));
    }

    /** Takes the bytes it was given only when it is asked for them, as a server does that does not block. */
    private static final class Keeping extends OutputStream {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final List<Integer> counts = new ArrayList<>();
        private Runnable pending = () -> {};

        @Override
        public void write(int b) {
            throw new AssertionError("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            pending = () -> all.write(bytes, offset, length);
            counts.add(length);
        }

        byte[] bytes() {
            pending.run();
            pending = () -> {};
            return all.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void writePart_writesABlockAtATime_whichStaysUntilTheNextCall(Kind kind) throws IOException {
        Keeping out = new Keeping();
        try (ModuleResponse response = get(open(kind))) {
            assertThat(response.writePart(out)).isTrue();
            assertThat(out.bytes()).hasSize(BLOCK);
            assertThat(response.writePart(out)).isTrue();
            assertThat(out.bytes()).hasSize(2 * BLOCK);
            assertThat(response.writePart(out)).isFalse();
            assertThat(out.bytes()).hasSize(2 * BLOCK + 1);
            assertThat(response.writePart(out)).isFalse();
        }
        assertThat(Arrays.equals(out.bytes(), content)).isTrue();
        assertThat(out.counts).containsExactly(BLOCK, BLOCK, 1);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.bytes()).isEqualTo(content.length);
            assertThat(event.outcome()).isEqualTo(AccessEvent.Outcome.OK);
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void writeTo_ofARange_writesThatPart(Kind kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ModuleResponse response = get(open(kind), "Range", "bytes=1000-" + (BLOCK + 2000))) {
            assertThat(response.writePart(out)).isTrue();
            response.writeTo(out);
        }
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(content, 1000, BLOCK + 2001));
    }

    @Test
    void writeTo_fileInTheHeap_isWrittenAtOnce() throws IOException {
        Keeping out = new Keeping();
        try (ModuleResponse response = get(open(Kind.HEAP))) {
            response.writeTo(out);
        }
        assertThat(out.counts).containsExactly(content.length);
    }

    @ParameterizedTest
    @EnumSource(names = {"MAPPED", "READ"})
    void writeTo_fileThatIsCutMeanwhile_throws(Kind kind) throws IOException {
        try (ModuleResponse response = get(open(kind))) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(BLOCK + 10);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThatThrownBy(() -> response.writeTo(out)).isInstanceOf(IOException.class);
            assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(content, BLOCK));
        }
        assertThat(CapturedLog.events()).singleElement().asString().contains("broke off");
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.outcome()).isEqualTo(AccessEvent.Outcome.FAILURE));
    }

    @Test
    void get_bufferShorterThanTheFile_isA500() throws IOException {
        try (ModuleResponse response = get(new Mapped(ModuleFile.open(path), ByteBuffer.allocateDirect(10)))) {
            assertThat(response.status()).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void closeAllButFile_endsTheRequestAndNotTheLease(Kind kind) throws IOException {
        ModuleResponse response = get(open(kind));
        response.sent(content.length);
        ModuleFile file = response.closeAllButFile().orElseThrow();
        response.close();
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.outcome()).isEqualTo(AccessEvent.Outcome.OK));
        try (InputStream in = file.openStream(0)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        file.close();
        assertThatThrownBy(() -> {
                    try (InputStream in = file.openStream(0)) {
                        in.read();
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void closeAllButFile_withoutBody_givesNone() {
        try (ModuleResponse response = GoModuleProxy.of(GoProjects.ofPublicRoot(new MemoryModules()))
                .handle(new ProxyRequest("OPTIONS", "/", Optional.empty(), RequestHeaders.NONE, Optional.empty()))) {
            assertThat(response.closeAllButFile()).isEmpty();
        }
    }
}
