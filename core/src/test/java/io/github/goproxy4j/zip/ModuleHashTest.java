package io.github.goproxy4j.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleHashTest {
    private static final String EMPTY = "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @TempDir
    Path temporary;

    private Path zip(RawZip zip) throws IOException {
        return Files.write(temporary.resolve("m.zip"), zip.finish());
    }

    @Test
    void ofZip_empty_isTheHashOfNothing() throws IOException {
        assertThat(ModuleHash.ofZip(zip(new RawZip()))).hasToString(EMPTY);
    }

    @Test
    void ofZip_isThatOfTheDirectoryWithTheSameFiles() throws IOException {
        Path directory = Files.createDirectories(temporary.resolve("d/b"));
        Files.writeString(directory.resolve("c.go"), "package b\n");
        Files.writeString(temporary.resolve("d/a.go"), "package a\n");
        RawZip raw = new RawZip()
                .deflated("m@v1.0.0/b/c.go", "package b\n".getBytes(UTF_8))
                .stored("m@v1.0.0/a.go", "package a\n".getBytes(UTF_8));
        assertThat(ModuleHash.ofZip(zip(raw))).isEqualTo(ModuleHash.ofDirectory(temporary.resolve("d"), "m@v1.0.0"));
    }

    @Test
    void ofZip_directoryEntry_changesTheHash() throws IOException {
        ModuleHash without = ModuleHash.ofZip(zip(new RawZip().stored("m@v1.0.0/a/b.go", new byte[0])));
        ModuleHash with = ModuleHash.ofZip(
                zip(new RawZip().stored("m@v1.0.0/a/", new byte[0]).stored("m@v1.0.0/a/b.go", new byte[0])));
        assertThat(with).isNotEqualTo(without);
    }

    @Test
    void ofZip_nameTwice_hashesTheLastContentTwice() throws IOException {
        byte[] first = "1".getBytes(UTF_8);
        byte[] last = "2".getBytes(UTF_8);
        assertThat(ModuleHash.ofZip(zip(new RawZip().stored("a", first).stored("a", last))))
                .isEqualTo(ModuleHash.ofZip(zip(new RawZip().stored("a", last).stored("a", last))));
    }

    @Test
    void ofZip_newlineInName_isRefused() throws IOException {
        Path zip = zip(new RawZip().stored("a\nb", new byte[0]));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ModuleHash.ofZip(zip))
                .withMessage("dirhash: filenames with newlines are not supported");
    }

    @Test
    void ofDirectory_linkInside_isNotFollowed() throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("d"));
        try {
            Files.createSymbolicLink(directory.resolve("link"), Files.createFile(temporary.resolve("outside")));
        } catch (UnsupportedOperationException | FileSystemException e) {
            assumeTrue(false, "needs a file system with symbolic links: " + e);
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ModuleHash.ofDirectory(directory, "m@v1.0.0"))
                .withMessage("link is not a regular file");
    }

    @Test
    void ofGoMod_isTheHashOfOneFileNamedGoMod() throws IOException {
        byte[] mod = "module example.com/m\n".getBytes(UTF_8);
        Path directory = Files.createDirectory(temporary.resolve("d"));
        Files.write(directory.resolve("go.mod"), mod);
        ModuleHash hash = ModuleHash.ofGoMod(mod);
        assertThat(ModuleHash.ofZip(zip(new RawZip().stored("go.mod", mod)))).isEqualTo(hash);
        assertThat(ModuleHash.ofGoMod(Files.newInputStream(directory.resolve("go.mod"))))
                .isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h1:",
                "h2:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
                "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
                "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "h1:47DEQpj8HBSa-_TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            })
    void text_ofAnyOtherForm_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ModuleHash(text));
        assertThat(new ModuleHash(EMPTY).text()).isEqualTo(EMPTY);
    }
}
