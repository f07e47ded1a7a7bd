package io.github.goproxy4j.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class ModuleFileTest {
    private static final byte[] BYTES = "module example.com/m\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void bytes_haveTheTagOfTheirContent() {
        assertThat(ModuleFile.of(BYTES).tag())
                .isEqualTo(ModuleFile.of(BYTES.clone()).tag())
                .isNotEqualTo(ModuleFile.of(new byte[0]).tag());
    }

    @Test
    void bytes_haveASizeAndNeitherTimeNorPath() {
        ModuleFile file = ModuleFile.of(BYTES);
        assertThat(file.size()).hasValue(BYTES.length);
        assertThat(file.lastModified()).isEmpty();
        assertThat(file.path()).isEmpty();
    }

    @Test
    void diskFile_hasSizeAndTimeOfTheFileAndNoPath() throws Exception {
        Path path = Files.write(directory.resolve("file"), BYTES);
        Instant time = Instant.parse("2020-01-02T03:04:05Z");
        Files.setLastModifiedTime(path, FileTime.from(time));
        try (ModuleFile file = ModuleFile.open(path)) {
            assertThat(file.size()).hasValue(BYTES.length);
            assertThat(file.lastModified()).contains(time);
            assertThat(file.path()).isEmpty();
        }
    }

    @Test
    void openStream_beginsAtTheOffset() throws Exception {
        Path path = Files.write(directory.resolve("file"), BYTES);
        for (ModuleFile file : new ModuleFile[] {ModuleFile.of(BYTES), ModuleFile.open(path)}) {
            try (file) {
                for (int from = 0; from <= BYTES.length; from++) {
                    assertThat(file.openStream(from).readAllBytes())
                            .isEqualTo(Arrays.copyOfRange(BYTES, from, BYTES.length));
                    try (InputStream in = file.openStream(0)) {
                        in.skipNBytes(from);
                        assertThat(in.read()).isEqualTo(from == BYTES.length ? -1 : BYTES[from]);
                    }
                }
            }
        }
    }

    @Test
    void openStream_outsideTheFile_isRefused() throws Exception {
        Path path = Files.write(directory.resolve("file"), BYTES);
        for (ModuleFile file : new ModuleFile[] {ModuleFile.of(BYTES), ModuleFile.open(path)}) {
            try (file) {
                for (long from : new long[] {-1, BYTES.length + 1L, Long.MAX_VALUE}) {
                    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> file.openStream(from));
                }
            }
        }
    }

    @Test
    void close_endsStreamsAndMayBeRepeated() throws Exception {
        Path path = Files.write(directory.resolve("file"), BYTES);
        for (ModuleFile file : new ModuleFile[] {ModuleFile.of(BYTES), ModuleFile.open(path)}) {
            InputStream in = file.openStream(0);
            file.close();
            file.close();
            assertThatExceptionOfType(IOException.class).isThrownBy(in::read);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> in.read(new byte[9]));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> in.skipNBytes(1));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> file.openStream(0).read());
        }
    }

    @Test
    void diskFile_deletedOrReplaced_isStillReadable() throws Exception {
        Path path = Files.write(directory.resolve("file"), BYTES);
        try (ModuleFile replaced = ModuleFile.open(path)) {
            Files.move(Files.write(directory.resolve("other"), new byte[1]), path, StandardCopyOption.REPLACE_EXISTING);
            try (ModuleFile deleted = ModuleFile.open(path)) {
                Files.delete(path);
                assertThat(replaced.openStream(0).readAllBytes()).isEqualTo(BYTES);
                assertThat(deleted.openStream(0).readAllBytes()).isEqualTo(new byte[1]);
            }
        }
    }

    @Test
    void diskFile_truncatedWhileRead_failsRatherThanEnds() throws Exception {
        Path path = Files.write(directory.resolve("file"), BYTES);
        try (ModuleFile file = ModuleFile.open(path)) {
            Files.write(path, new byte[3], StandardOpenOption.TRUNCATE_EXISTING);
            assertThatExceptionOfType(EOFException.class)
                    .isThrownBy(() -> file.openStream(0).readAllBytes());
        }
    }

    @Test
    void diskFile_grownAfterItWasOpened_endsWhereItDidThen() throws Exception {
        Path path = Files.write(directory.resolve("file"), BYTES);
        try (ModuleFile file = ModuleFile.open(path)) {
            Files.write(path, new byte[3], StandardOpenOption.APPEND);
            assertThat(file.openStream(0).readAllBytes()).isEqualTo(BYTES);
        }
    }

    @Test
    void diskFile_unchanged_hasItsTagAgain() throws Exception {
        Path path = Files.write(directory.resolve("file"), BYTES);
        assertThat(tag(path)).isPresent().isEqualTo(tag(path));
    }

    /** A build that sets times back for the sake of reproducibility writes files that differ in content only. */
    @Test
    @Timeout(20)
    void diskFile_rewrittenWithSizeAndTimeOfTheOldOne_hasAnotherTag() throws Exception {
        Path path = Files.write(directory.resolve("file"), BYTES);
        FileTime time = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(path, time);
        Optional<StrongTag> before = tag(path);
        Optional<StrongTag> after = before;
        // The clock of a file system ticks some hundred times a second.
        while (after.equals(before)) {
            Files.write(path, new byte[BYTES.length]);
            Files.setLastModifiedTime(path, time);
            after = tag(path);
        }
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void open_missingFile_fails() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> ModuleFile.open(directory.resolve("missing")));
    }

    @Test
    void open_directoryOrLink_isRefused() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Files.write(directory.resolve("file"), BYTES));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ModuleFile.open(directory));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ModuleFile.open(link));
    }

    private static Optional<StrongTag> tag(Path path) throws IOException {
        try (ModuleFile file = ModuleFile.open(path)) {
            return file.tag();
        }
    }
}
