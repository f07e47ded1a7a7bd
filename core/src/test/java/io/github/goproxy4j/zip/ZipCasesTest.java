package io.github.goproxy4j.zip;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.testdata.SharedData;
import io.github.goproxy4j.testdata.Txtar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Test cases for zips in text files: our own, one rule each, and Go's, every one. */
class ZipCasesTest {
    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> ours() {
        return Arrays.stream(ZipCases.values()).flatMap(kind -> tests(kind, files(kind)));
    }

    @TestFactory
    Stream<DynamicTest> golangMod() {
        return Arrays.stream(ZipCases.values())
                .flatMap(kind -> tests(kind, SharedData.files("golang-mod/zip/testdata/" + kind.folder, ".txt")));
    }

    @Test
    void golangMod_has54Cases() {
        assertThat(Arrays.stream(ZipCases.values())
                        .map(kind -> SharedData.files("golang-mod/zip/testdata/" + kind.folder, ".txt")
                                .size()))
                .containsExactly(16, 13, 15, 4, 4, 2);
    }

    private static List<Path> files(ZipCases kind) {
        Path folder = Path.of("src/test/resources/zip", kind.folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Stream<DynamicTest> tests(ZipCases kind, List<Path> files) {
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        kind.folder + "/" + file.getFileName(),
                        () -> kind.run(Txtar.read(file), Files.createTempDirectory(temporary, "case"))));
    }
}
