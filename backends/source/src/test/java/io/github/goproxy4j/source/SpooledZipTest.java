package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.InvalidZipException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a zip's temporary file promises. */
class SpooledZipTest {
    private static final byte[] CONTENT = MemoryRepository.bytes("0123456789");

    @TempDir
    Path directory;

    private SourceOptions options() {
        return SourceOptions.DEFAULTS.withTemporaryDirectory(directory).withMaxZipBytes(CONTENT.length);
    }

    private ModuleFile make(SpooledZip.Writer writer) throws Exception {
        return SpooledZip.make(options(), Instant.EPOCH, writer);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the name goes with the last handle")
    void make_whileTheLeaseIsOpen_theFileHasNoName() throws Exception {
        try (ModuleFile zip = make(out -> {
            out.write(CONTENT);
            assertThat(left()).isEmpty();
        })) {
            assertThat(left()).isEmpty();
            assertThat(Modules.bytes(zip)).isEqualTo(CONTENT);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void make_knowsSizeAndTagOfTheBytes() throws Exception {
        try (ModuleFile zip = make(out -> out.write(CONTENT))) {
            assertThat(zip.size()).hasValue(CONTENT.length);
            assertThat(zip.tag()).hasValue(StrongTag.of(CONTENT));
            assertThat(zip.lastModified()).hasValue(Instant.EPOCH);
            assertThat(zip.path()).isEmpty();
        }
    }

    @Test
    void writerThatMeetsALimit_isRefused_wholeOrStreamed() throws Exception {
        SpooledZip.Writer writer = out -> {
            throw new SourceLimitException("a file of too many deltas");
        };
        assertThat(Modules.refusal(() -> make(writer)).reason()).isEqualTo(Reason.INVALID);
        try (ModuleFile zip = SpooledZip.start(options(), Instant.EPOCH, writer, () -> {})) {
            assertThatThrownBy(zip::awaitSize)
                    .hasStackTraceContaining("a file of too many deltas")
                    .satisfiesAnyOf(
                            failed -> assertThat(failed).isInstanceOf(ModuleAccessException.class),
                            failed -> assertThat(failed).hasCauseInstanceOf(ModuleAccessException.class));
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void make_oneByteTooMany_isRefusedAndLeavesNothing() throws Exception {
        for (boolean single : new boolean[] {true, false}) {
            assertThat(Modules.refusal(() -> make(out -> {
                        if (single) {
                            for (int i = 0; i <= CONTENT.length; i++) {
                                out.write('x');
                            }
                        } else {
                            out.write(Arrays.copyOf(CONTENT, CONTENT.length + 1));
                        }
                    })))
                    .hasMessage("module zip file too large")
                    .extracting("reason")
                    .isEqualTo(Reason.INVALID);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void make_failureHalfway_isNoAnswerAndLeavesNothing() throws Exception {
        assertThatIOException()
                .isThrownBy(() -> make(out -> {
                    out.write(CONTENT, 0, 5);
                    throw new IOException("object missing");
                }))
                .withMessage("object missing");
        assertThat(left()).isEmpty();
    }

    @Test
    void make_unexpectedFailure_leavesNothing() throws Exception {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> make(out -> {
                    throw new IllegalStateException();
                }));
        assertThat(left()).isEmpty();
    }

    @Test
    void make_filesThatGoRefuses_areInvalidInItsWords() {
        assertThat(Modules.refusal(() -> make(out -> {
                    throw new InvalidZipException("malformed file path");
                })))
                .hasMessage("malformed file path")
                .extracting("reason")
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void openStream_fromAnyOffset_readsTheRest() throws Exception {
        try (ModuleFile zip = make(out -> out.write(CONTENT))) {
            for (int from = 0; from <= CONTENT.length; from++) {
                try (InputStream in = zip.openStream(from)) {
                    assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, from, CONTENT.length));
                    assertThat(in.read()).isEqualTo(-1);
                }
            }
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> zip.openStream(CONTENT.length + 1));
        }
    }

    @Test
    void openStream_twice_readsIndependently() throws Exception {
        try (ModuleFile zip = make(out -> out.write(CONTENT));
                InputStream one = zip.openStream(0);
                InputStream two = zip.openStream(0)) {
            assertThat(one.read()).isEqualTo('0');
            assertThat(one.readNBytes(4)).isEqualTo(MemoryRepository.bytes("1234"));
            assertThat(two.readAllBytes()).isEqualTo(CONTENT);
            assertThat(one.readAllBytes()).isEqualTo(MemoryRepository.bytes("56789"));
        }
    }

    @Test
    void close_twice_endsTheStreams() throws Exception {
        ModuleFile zip = make(out -> out.write(CONTENT));
        try (InputStream in = zip.openStream(0)) {
            zip.close();
            zip.close();
            assertThatIOException().isThrownBy(in::read);
        }
    }

    @Test
    void zip_sameVersionTwice_hasTheSameTag() throws Exception {
        Modules modules = Modules.of(
                "example.com/m",
                "== commit one\n-- a.go --\nx\n== tag v1.0.0\n",
                options().withMaxZipBytes(1 << 20));
        ModuleId id = Modules.id("example.com/m", "v1.0.0");
        try (ModuleFile one = modules.repository.zip(id);
                ModuleFile two = modules.repository.zip(id)) {
            assertThat(one.tag()).isEqualTo(two.tag()).isPresent();
            assertThat(one.lastModified()).hasValue(Instant.parse("2020-01-01T00:00:00Z"));
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void zip_temporaryDirectoryGone_isNoAnswer() throws Exception {
        SourceOptions gone = SourceOptions.DEFAULTS.withTemporaryDirectory(directory.resolve("gone"));
        Modules modules = Modules.of("example.com/m", "== commit one\n-- a.go --\nx\n== tag v1.0.0\n", gone);
        assertThatIOException().isThrownBy(() -> modules.zip("example.com/m", "v1.0.0"));
    }

    @Test
    void options_limitOutOfRange_areRefused() {
        for (long bytes : new long[] {0, -1, (500L << 20) + 1}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> SourceOptions.DEFAULTS.withMaxZipBytes(bytes));
        }
    }
}
