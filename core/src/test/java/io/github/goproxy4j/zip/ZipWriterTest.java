package io.github.goproxy4j.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipWriterTest {
    private static final ModuleId ID = id("example.com/m", "v1.0.0");

    @TempDir
    Path temporary;

    private static ModuleId id(String path, String version) {
        return new ModuleId(ModulePath.parse(path), ModuleVersion.parse(version));
    }

    private static byte[] write(ModuleId id, List<? extends SourceFile> files) throws InvalidZipException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModuleZip.write(id, files, out);
        return out.toByteArray();
    }

    private static final List<SourceFile> FILES = List.of(
            TextFile.regular("b.go", "package b\n".repeat(1000)),
            TextFile.regular("\u00e9.go", "package e\n"),
            TextFile.regular("a/a.go", ""),
            TextFile.regular("go.mod", "module example.com/m\n"));

    @Test
    void write_entriesAreInGivenOrder_withoutDatesAttributesAndDirectories() throws Exception {
        Path zip = Files.write(temporary.resolve("m.zip"), write(ID, FILES));
        try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
            List<ZipArchiveEntry> entries = new ArrayList<>();
            file.getEntriesInPhysicalOrder().asIterator().forEachRemaining(entries::add);
            assertThat(entries)
                    .extracting(ZipEntry::getName)
                    .containsExactly(
                            "example.com/m@v1.0.0/b.go",
                            "example.com/m@v1.0.0/\u00e9.go",
                            "example.com/m@v1.0.0/a/a.go",
                            "example.com/m@v1.0.0/go.mod");
            assertThat(entries)
                    .allSatisfy(entry -> {
                        assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 1, 1, 0, 0));
                        assertThat(entry.getMethod()).isEqualTo(ZipEntry.DEFLATED);
                        assertThat(entry.getExternalAttributes()).isZero();
                        assertThat(entry.getExtraFields()).isEmpty();
                    })
                    .extracting(entry -> entry.getGeneralPurposeBit().usesUTF8ForNames())
                    .containsExactly(false, true, false, false);
        }
    }

    @Test
    void write_localHeaders_sayTheSame() throws Exception {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(write(ID, FILES)))) {
            for (SourceFile file : FILES) {
                ZipEntry entry = in.getNextEntry();
                assertThat(entry.getName()).isEqualTo(ID + "/" + file.path());
                assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 1, 1, 0, 0));
                assertThat(in.readAllBytes()).hasSize((int) file.size());
            }
            assertThat(in.getNextEntry()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "Africa/Monrovia"})
    void write_sameFiles_sameBytes_inEveryZone(String zone) throws Exception {
        TimeZone before = TimeZone.getDefault();
        byte[] expected = write(ID, FILES);
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            assertThat(write(ID, FILES)).isEqualTo(expected);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void write_onlyRegularFilesGoIn() throws Exception {
        List<TextFile> files = List.of(
                TextFile.regular("a.go"),
                new TextFile("link", SourceFile.Kind.SYMLINK, "a.go"),
                new TextFile("submodule", SourceFile.Kind.DIRECTORY, ""),
                new TextFile("device", SourceFile.Kind.OTHER, ""),
                new TextFile("x/go.mod", SourceFile.Kind.SYMLINK, "../go.mod"),
                TextFile.regular("x/x.go"));
        assertThat(ZipCases.format(ModuleZip.checkFiles(files), "")).isEqualTo("""
                valid:
                a.go
                x/x.go

                omitted:
                link: file is a symbolic link
                submodule: not a regular file
                device: not a regular file
                x/go.mod: file is a symbolic link

                invalid:
                """);
    }

    @Test
    void checkFiles_linkThatCollides_isInvalid() throws Exception {
        List<TextFile> files = List.of(TextFile.regular("a.go"), new TextFile("A.go", SourceFile.Kind.SYMLINK, "a.go"));
        assertThat(ModuleZip.checkFiles(files).error())
                .contains("A.go: case-insensitive file name collision: \"a.go\" and \"A.go\"");
    }

    @Test
    void write_pathThatGoCannotFetch_isWritten() throws Exception {
        ModuleId id = id("my-go-module", "v1.0.0");
        Path zip = Files.write(temporary.resolve("m.zip"), write(id, FILES));
        assertThat(ModuleZip.check(id, zip).valid()).first().isEqualTo("my-go-module@v1.0.0/b.go");
    }

    @Test
    void write_outIsNotClosed() throws Exception {
        ModuleZip.write(ID, FILES, new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        });
    }

    @Test
    void write_refused_nothingIsWritten() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatExceptionOfType(InvalidZipException.class)
                .isThrownBy(() -> ModuleZip.write(ID, List.of(TextFile.regular("ok.go"), TextFile.regular("a:b")), out))
                .withMessage("a:b: malformed file path \"a:b\": invalid char ':'");
        assertThat(out.size()).isZero();
    }

    @Test
    void write_manyRefused_theFirstFewAreNamed() {
        List<TextFile> files = java.util.stream.IntStream.range(0, 1000)
                .mapToObj(i -> TextFile.regular("a:" + i))
                .toList();
        assertThatExceptionOfType(InvalidZipException.class)
                .isThrownBy(() -> ModuleZip.write(ID, files, OutputStream.nullOutputStream()))
                .satisfies(e ->
                        assertThat(e.getMessage().lines()).hasSize(6).last().isEqualTo("and 995 more"));
    }

    @Test
    void write_outFails_failureIsPassedOn() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ModuleZip.write(ID, FILES, new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("disk full");
                    }
                }))
                .withMessage("disk full");
    }

    @Test
    void write_nameTooLongForZip_isRefused() {
        List<TextFile> files = List.of(TextFile.regular("\u00e9".repeat(0x7fff)));
        assertThatExceptionOfType(InvalidZipException.class)
                .isThrownBy(() -> ModuleZip.write(ID, files, OutputStream.nullOutputStream()))
                .withMessageEndingWith(": file name too long");
    }

    @Test
    void write_moreEntriesThan16BitsCount_isAZip64() throws Exception {
        List<TextFile> files = java.util.stream.IntStream.range(0, 70_000)
                .mapToObj(i -> TextFile.regular("f" + i))
                .toList();
        Path zip = Files.write(temporary.resolve("m.zip"), write(ID, files));
        assertThat(ModuleZip.check(ID, zip).valid()).hasSize(70_000);
        assertThat(ModuleHash.ofZip(zip)).isEqualTo(ModuleZip.write(ID, files, OutputStream.nullOutputStream()));
    }
}
