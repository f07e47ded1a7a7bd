package io.github.goproxy4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.ModuleId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Go's clients would refuse is not published. */
class CheckedModuleTest {
    private static final ModuleId ID = SmallModule.id("example.com/m", "v1.0.0");

    @TempDir
    Path directory;

    private Path zip(String... entries) throws IOException {
        Path file = directory.resolve("m.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write((entry.endsWith("go.mod") ? "module example.com/m\n" : "content\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static void assertRefused(ModuleId id, Path source, String words) {
        assertThatExceptionOfType(PublishException.class)
                .isThrownBy(() -> CheckedModule.of(id, source).close())
                .withMessageContaining(words);
    }

    @Test
    void zip_thatIsLegal_isTakenAsItIs() throws Exception {
        Path zip = zip("example.com/m@v1.0.0/go.mod", "example.com/m@v1.0.0/m.go");
        try (CheckedModule module = CheckedModule.of(ID, zip)) {
            assertThat(module.zip()).hasSameBinaryContentAs(zip);
            assertThat(module.mod()).asString().isEqualTo("module example.com/m\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/m@v1.0.1/m.go, path does not have prefix",
        "m.go, path does not have prefix",
        "example.com/m@v1.0.0/../m.go, path",
        "/etc/passwd, path does not have prefix",
        "example.com/m@v1.0.0/a:b, invalid char",
        "example.com/m@v1.0.0/sub/go.mod, not in module root directory",
        "example.com/m@v1.0.0/GO.MOD, go.mod",
        "example.com/m@v1.0.0/con, disallowed as path element",
    })
    void zip_withHostileName_isRefused(String entry, String words) throws Exception {
        assertRefused(ID, zip("example.com/m@v1.0.0/go.mod", entry), words);
    }

    @Test
    void zip_withNamesThatDifferInCaseOnly_isRefused() throws Exception {
        assertRefused(ID, zip("example.com/m@v1.0.0/A.go", "example.com/m@v1.0.0/a.go"), "case-insensitive");
    }

    @Test
    void zip_ofADamagedEntry_isRefused() throws Exception {
        Path zip = zip("example.com/m@v1.0.0/m.go");
        byte[] bytes = Files.readAllBytes(zip);
        bytes["example.com/m@v1.0.0/m.go".length() + 32] ^= 1;
        Files.write(zip, bytes);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> CheckedModule.of(ID, zip));
    }

    @Test
    void zip_thatIsNone_isRefused() throws Exception {
        Path zip = Files.writeString(directory.resolve("m.zip"), "not a zip");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> CheckedModule.of(ID, zip));
    }

    @Test
    void goMod_ofAnotherModule_isRefused() throws Exception {
        Path other = SmallModule.write(directory, SmallModule.id("example.com/other", "v1.0.0"), "");
        assertRefused(ID, other, "go.mod says module path example.com/other");
    }

    @Test
    void goMod_ofAnIncompatibleVersion_isRefused() throws Exception {
        ModuleId id = SmallModule.id("example.com/m", "v2.0.0+incompatible");
        assertRefused(id, SmallModule.write(directory, id, ""), "no +incompatible versions");
    }

    @Test
    void goMod_thatIsMissing_isMadeUpForMajor1Only() throws Exception {
        Path source = SmallModule.write(directory, ID, "");
        Files.delete(source.resolve("go.mod"));
        try (CheckedModule module = CheckedModule.of(ID, source)) {
            assertThat(module.mod()).isEqualTo(GoMod.synthesize(ID.path()));
        }
        assertRefused(SmallModule.id("example.com/m/v2", "v2.0.0"), source, "a module of v2 needs a go.mod file");
    }

    @Test
    void names_thatGoCannotFetchOrTheTableCannotHold_areRefused() throws Exception {
        ModuleId plain = SmallModule.id("m", "v1.0.0");
        assertRefused(plain, SmallModule.write(directory, plain, ""), "missing dot in first path element");
        ModuleId longPath = SmallModule.id("example.com/" + "x".repeat(1000), "v1.0.0");
        assertRefused(longPath, SmallModule.write(directory, longPath, ""), "at most 1000 characters");
        ModuleId longVersion = SmallModule.id("example.com/m", "v1.0.0-" + "x".repeat(250));
        assertRefused(longVersion, SmallModule.write(directory, longVersion, ""), "at most 1000 characters");
    }
}
