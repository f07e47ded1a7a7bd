package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.source.ExportRefusedException;
import io.github.goproxy4j.source.SourceEntry;
import io.github.goproxy4j.source.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported files have the bytes that {@code git archive} gives them. */
class ArchiveConversionTest {
    @TempDir
    static Path directory;

    private static GitBinary git;
    private static TestRepository repository;
    private static GitSourceRepository source;

    @BeforeAll
    static void open() throws IOException {
        git = GitBinary.required(directory);
        repository = TestRepository.create(directory.resolve("r.git"));
        source = GitSourceRepository.open(repository.directory());
    }

    @AfterAll
    static void close() {
        if (repository != null) {
            source.close();
            repository.close();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.goproxy4j.git.ConversionSamples#attributes")
    void attributesOfTheRoot_convertAsGitArchiveDoes(String attributes) throws IOException {
        Map<String, String> files = new TreeMap<>(ConversionSamples.files());
        files.put(".gitattributes", attributes);
        assertSameAsArchive(files);
    }

    @ParameterizedTest
    @MethodSource("io.github.goproxy4j.git.ConversionSamples#attributes")
    void attributesOfADirectory_convertAsGitArchiveDoes(String attributes) throws IOException {
        Map<String, String> files = new TreeMap<>(ConversionSamples.files());
        files.put(".gitattributes", "[attr]windows text eol=crlf\n*.go eol=crlf\n");
        files.put("d/.gitattributes", attributes);
        files.put("d/e/.gitattributes", "f/* -text\n*.txt !eol\n");
        assertSameAsArchive(files);
    }

    @Test
    void everyContent_isConvertedAsGitArchiveDoes() throws IOException {
        Map<String, String> files = new TreeMap<>();
        StringBuilder attributes = new StringBuilder();
        List<String> conversions = List.of(
                "ident",
                "eol=crlf",
                "text=auto eol=crlf",
                "ident text=auto eol=crlf",
                "working-tree-encoding=UTF-16",
                "working-tree-encoding=ISO-8859-15",
                "ident eol=crlf working-tree-encoding=UTF-32LE");
        for (int i = 0; i < conversions.size(); i++) {
            attributes
                    .append("/c")
                    .append(i)
                    .append("/* ")
                    .append(conversions.get(i))
                    .append('\n');
            for (Map.Entry<String, String> content : ConversionSamples.CONTENTS.entrySet()) {
                files.put("c" + i + "/" + content.getKey(), content.getValue());
            }
        }
        files.put(".gitattributes", attributes.toString());
        assertSameAsArchive(files);
    }

    @Test
    void randomAttributes_convertAsGitArchiveDoes() throws IOException {
        int rounds = Boolean.getBoolean("goproxy4j.proof") ? 2000 : 40;
        for (int seed = 0; seed < rounds; seed++) {
            Random random = new Random(seed);
            Map<String, String> files = new TreeMap<>(ConversionSamples.files());
            for (String in : ConversionSamples.DIRECTORIES) {
                if (in.isEmpty() || random.nextInt(3) == 0) {
                    files.put(in + ".gitattributes", ConversionSamples.attributes(random));
                }
            }
            assertSameAsArchive(files);
        }
    }

    @Test
    void attributesAboveTheOpenedDirectory_applyToIt() throws IOException {
        Map<String, String> files = Map.of(
                ".gitattributes",
                "/d/e/*.txt eol=crlf\n",
                "d/.gitattributes",
                "*.bat eol=crlf\n",
                "d/e/a.txt",
                "1\n",
                "d/e/b.bat",
                "2\n",
                "d/e/c.go",
                "3\n");
        ObjectId commit = repository.commit(files);
        assertThat(export(commit, "d/e"))
                .containsOnly(
                        Map.entry("d/e/a.txt", "1\r\n"), Map.entry("d/e/b.bat", "2\r\n"), Map.entry("d/e/c.go", "3\n"));
    }

    @Test
    void attributesOfTheServedRepositoryItself_areNotUsed() throws IOException {
        ObjectId commit = repository.commit(Map.of("a.txt", "1\n"));
        Files.createDirectories(repository.directory().resolve("info"));
        Files.writeString(repository.directory().resolve("info/attributes"), "* eol=crlf\n");
        assertThat(export(commit, "")).containsOnly(Map.entry("a.txt", "1\n"));
    }

    @Test
    void encodingThatJavaAndIconvWriteDifferently_isRefused() throws IOException {
        ObjectId commit =
                repository.commit(Map.of(".gitattributes", "*.txt working-tree-encoding=SHIFT-JIS\n", "a.txt", "1\n"));
        assertThatThrownBy(() -> export(commit, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("working-tree-encoding=SHIFT-JIS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vendor/x/y.txt working-tree-encoding",
                "*.txt ident working-tree-encoding",
                "[attr]a working-tree-encoding\n*.txt a"
            })
    void encodingWithoutAName_isRefusedAsGitArchiveDoes(String attributes) throws IOException {
        ObjectId commit =
                repository.commit(Map.of(".gitattributes", attributes, "a.go", "1\n", "vendor/x/y.txt", "1\n"));
        assertThatThrownBy(() -> git.run(repository.directory(), "archive", "--format=tar", commit.name()))
                .hasMessageContaining("working-tree-encoding");
        assertThatThrownBy(() -> export(commit, ""))
                .isInstanceOf(ExportRefusedException.class)
                .hasMessage("true/false are no valid working-tree-encodings");
    }

    private void assertSameAsArchive(Map<String, String> files) throws IOException {
        ObjectId commit = repository.commit(files);
        Map<String, String> expected = new TreeMap<>();
        git.archive(repository.directory(), commit.name())
                .forEach((name, bytes) -> expected.put(name, new String(bytes, StandardCharsets.ISO_8859_1)));
        assertThat(export(commit, ""))
                .as("attributes %s", files.get(".gitattributes"))
                .isEqualTo(expected);
    }

    private static Map<String, String> export(ObjectId commit, String directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (SourceTree tree = source.openTree(TestRepository.id(commit), directory)) {
            for (SourceEntry entry : tree.entries()) {
                try (InputStream in = tree.export(entry)) {
                    byte[] bytes = in.readAllBytes();
                    assertThat(tree.exportSize(entry)).as(entry.path()).isEqualTo(bytes.length);
                    files.put(entry.path(), new String(bytes, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }
}
