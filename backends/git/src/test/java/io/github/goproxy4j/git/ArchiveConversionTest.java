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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
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
    /** Contents in which each conversion finds something, or just does not. */
    private static final Map<String, String> CONTENTS = contents();

    private static final List<String> NAMES =
            List.of("a.txt", "b.bat", "x.go", "[x]", "a b.txt", "UP.TXT", "-", "\u00c3\u00a9.txt", "deep.tar.gz");
    private static final List<String> DIRECTORIES = List.of("", "d/", "d/e/", "d/e/f/", "foo/", "D/");

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

    static Stream<String> attributes() {
        return Stream.of(
                "",
                "* text",
                "* text=auto",
                "* text=auto eol=crlf",
                "* text eol=crlf",
                "* eol=crlf",
                "* eol=lf",
                "* -text eol=crlf",
                "* crlf",
                "* crlf=input eol=crlf",
                "* -crlf eol=crlf",
                "* text=nonsense crlf=auto eol=crlf",
                "* text=auto !text eol=crlf",
                "* ident",
                "* ident eol=crlf",
                "* ident text=auto eol=crlf",
                "* -ident",
                "* ident=yes",
                "* working-tree-encoding=UTF-16",
                "* working-tree-encoding=UTF-16LE",
                "* working-tree-encoding=UTF-16BE",
                "* working-tree-encoding=UTF-16LE-BOM",
                "* working-tree-encoding=utf16be-bom",
                "* working-tree-encoding=UTF-32",
                "* working-tree-encoding=UTF-32BE",
                "* working-tree-encoding=UTF-8",
                "* working-tree-encoding=utf8",
                "* working-tree-encoding=ISO-8859-1",
                "* working-tree-encoding=latin1",
                "* working-tree-encoding=windows-1252",
                "* working-tree-encoding=CP1251",
                "* working-tree-encoding=KOI8-R",
                "* working-tree-encoding=US-ASCII",
                "* working-tree-encoding=",
                "* !working-tree-encoding",
                "* -working-tree-encoding",
                "*.absent working-tree-encoding",
                "* ident eol=crlf working-tree-encoding=UTF-16",
                "* binary eol=crlf",
                "* eol=crlf\n*.txt binary",
                "[attr]windows text eol=crlf\n*.bat windows",
                "[attr]windows text eol=crlf\n*.bat -windows",
                "[attr]windows text eol=crlf\n*.bat windows=1",
                "[attr]a b\n[attr]b a eol=crlf\n* a",
                "[attr]binary eol=crlf\n* binary",
                "[attr]a eol=lf\n[attr]a eol=crlf\n* a",
                "*.txt eol=crlf\n*.txt eol=lf",
                "*.txt eol=lf eol=crlf",
                "# * eol=crlf",
                "  *.txt   eol=crlf  \r",
                "*.txt eol=crlf bad/name",
                "*.txt eol=crlf -",
                "*.txt eol=crlf =x",
                "!*.txt eol=crlf",
                "\\!a eol=crlf",
                "\"a b.txt\" eol=crlf",
                "\"a\\040b.txt\" eol=crlf",
                "\"\\303\\251.txt\" eol=crlf",
                "\"a b.txt eol=crlf",
                "a?b.txt eol=crlf",
                "d eol=crlf",
                "d/ eol=crlf",
                "d/* eol=crlf",
                "d/** eol=crlf",
                "/a.txt eol=crlf",
                "/*.txt eol=crlf",
                "**/e/*.txt eol=crlf",
                "d/**/a.txt eol=crlf",
                "d**/a.txt eol=crlf",
                "foo**/a.txt eol=crlf",
                "**/a.txt eol=crlf",
                "**a.txt eol=crlf",
                "d/e** eol=crlf",
                "*/*.txt eol=crlf",
                "[a-c].??? eol=crlf",
                "[!a].??? eol=crlf",
                "[^a].??? eol=crlf",
                "[[:upper:]]* eol=crlf",
                "[[:nonsense:]a]* eol=crlf",
                "[[:alpha:][:punct:]]* eol=crlf",
                "[[:x]* eol=crlf",
                "\\[x] eol=crlf",
                "[]-a]* eol=crlf",
                "[a eol=crlf",
                "[\\[]x[]] eol=crlf",
                "a\\.txt eol=crlf",
                "a.txt\\ eol=crlf",
                "*.TXT eol=crlf",
                "x".repeat(2040) + " eol=crlf",
                "*.txt eol=crlf " + "x".repeat(2040),
                "\u00ef\u00bb\u00bf*.txt eol=crlf",
                "*.txt eol=crlf\n*.bat eol=crlf\0\n*.go eol=crlf",
                "*.txt eol=crlf export-ignore export-subst",
                "* filter=lfs diff=lfs merge=lfs -text",
                "a\\",
                "*.txt eol=crlf\r\n*.go eol=crlf\r\n");
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void attributesOfTheRoot_convertAsGitArchiveDoes(String attributes) throws IOException {
        Map<String, String> files = new TreeMap<>(files());
        files.put(".gitattributes", attributes);
        assertSameAsArchive(files);
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void attributesOfADirectory_convertAsGitArchiveDoes(String attributes) throws IOException {
        Map<String, String> files = new TreeMap<>(files());
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
            for (Map.Entry<String, String> content : CONTENTS.entrySet()) {
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
            Map<String, String> files = new TreeMap<>(files());
            for (String in : DIRECTORIES) {
                if (in.isEmpty() || random.nextInt(3) == 0) {
                    files.put(in + ".gitattributes", randomAttributes(random));
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

    private static String randomAttributes(Random random) {
        List<String> patterns = List.of(
                "*",
                "*.txt",
                "a*",
                "d/*",
                "/d",
                "**/f/*",
                "e/**",
                "*.b?t",
                "[a-m]*",
                "foo/",
                "\"a b.txt\"",
                "[attr]m",
                "[attr]n",
                "d/**/*.go",
                "*/a.txt",
                "UP*",
                "?*.*");
        List<String> states = List.of(
                "text",
                "-text",
                "!text",
                "text=auto",
                "crlf",
                "-crlf",
                "crlf=input",
                "eol=crlf",
                "eol=lf",
                "!eol",
                "ident",
                "-ident",
                "binary",
                "m",
                "-m",
                "n",
                "working-tree-encoding=UTF-16LE",
                "!working-tree-encoding");
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            lines.append(patterns.get(random.nextInt(patterns.size())));
            for (int j = random.nextInt(4); j >= 0; j--) {
                lines.append(' ').append(states.get(random.nextInt(states.size())));
            }
            lines.append('\n');
        }
        return lines.toString();
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

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (String in : DIRECTORIES) {
            for (String name : NAMES) {
                String readable = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                files.put(in + readable, "one $Id$\ntwo \u00c3\u00a9\n");
            }
        }
        files.put("d/mixed.txt", "one\r\ntwo\n");
        files.put("d/binary.txt", "one\n\0\n");
        return files;
    }

    private static Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        List<String> all = List.of(
                "",
                "\n",
                "\r",
                "\r\n",
                "a",
                "a\n",
                "a\nb",
                "a\r\nb\n",
                "a\rb\n",
                "\n\r",
                "\n\r\n",
                "\n\n\n",
                "\0\n",
                "a\n\u001a",
                "\u001a\n",
                "\u0001\n",
                "\u0001\n" + "x".repeat(127),
                "\u0001\n" + "x".repeat(128),
                "\b\t\u001b\f\n",
                "\u007f\n",
                "$Id$",
                "$Id$\n$Id$",
                "$Id",
                "$Id:",
                "$Id:$",
                "$Id: $",
                "$Id: x $",
                "$Id: x y $",
                "$Id: x  $",
                "$Id:x$",
                "$Id: x$",
                "$Id:  $",
                "$Id: \n$",
                "$Id: x\n $Id$",
                "$$Id$$",
                "$IdX$Id$",
                "$Id:$Id$",
                "$Id: a $Id: b $",
                "$Id: no end",
                "$I$d$Id$",
                "$id$",
                "$Id: " + "y".repeat(5000) + " $",
                "\u00c3\u00a9\n",
                "\u00e9\n",
                "\u00e2\u0082\u00ac\n",
                "\u00f0\u009f\u0098\u0080\n",
                "\u00ed\u00a0\u0080",
                "\u00ef\u00bb\u00bfbom\n",
                "x".repeat(8191) + "\u00c3\u00a9" + "y".repeat(20000),
                "line\n".repeat(9000),
                "\u00c3",
                "$Id$\u00c3\u00a9\n");
        for (int i = 0; i < all.size(); i++) {
            contents.put(String.format(Locale.ROOT, "%02d", i), all.get(i));
        }
        return contents;
    }
}
