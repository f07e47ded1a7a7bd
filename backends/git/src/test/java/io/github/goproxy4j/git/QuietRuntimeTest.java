package io.github.goproxy4j.git;

import static io.github.goproxy4j.git.TestRepository.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.source.SourceEntry;
import io.github.goproxy4j.source.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With {@link GitRuntime} JGit runs nothing, writes nothing, and lives in a small heap: seen from outside the JVM. */
@Timeout(240)
class QuietRuntimeTest {
    @TempDir
    Path directory;

    /** What runs in a JVM of its own: reads every file of HEAD and prints how many bytes they have. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            GitRuntime.quiet();
            GitRuntime.boundMemory();
            long bytes = 0;
            byte[] buffer = new byte[8192];
            try (GitSourceRepository source = GitSourceRepository.open(Path.of(arguments[0]));
                    SourceTree tree = source.openTree(source.refs().head().orElseThrow(), "")) {
                for (SourceEntry entry : tree.entries()) {
                    try (InputStream in = tree.export(entry)) {
                        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                            bytes += n;
                        }
                    }
                }
            }
            System.out.println(bytes);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readingARepository_startsNoProcess_andWritesNoFile() throws Exception {
        Path repository = directory.resolve("r.git");
        create(repository, Map.of("a", "1\n", "b", "22\n"));
        Path home = Files.createDirectories(directory.resolve("home"));
        Path marker = directory.resolve("marker");
        Path path = Files.createDirectories(directory.resolve("bin"));
        Files.writeString(home.resolve(".gitconfig"), "[core]\n\ttrustFolderStat = nonsense\n");
        Files.setPosixFilePermissions(
                Files.writeString(path.resolve("git"), "#!/bin/sh\n: > '" + marker + "'\n"),
                PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> before = listing(repository);
        assertThat(run(repository, home, path, "-Xmx256m")).isEqualTo("5");
        assertThat(marker).doesNotExist();
        assertThat(listing(repository)).isEqualTo(before);
        assertThat(listing(home)).containsExactly(".gitconfig");
    }

    @Test
    void largeFiles_areReadInASmallHeap() throws Exception {
        Path repository = directory.resolve("r.git");
        String text = "0123456789abcde\n".repeat(1 << 20);
        create(repository, Map.of(".gitattributes", "*.crlf eol=crlf\n", "a.txt", text, "b.crlf", text));
        long expected = ".gitattributes".length() + 2L + 2L * text.length() + (1 << 20);
        assertThat(run(repository, directory, directory, "-Xmx24m")).isEqualTo(Long.toString(expected));
    }

    private static void create(Path at, Map<String, String> files) throws IOException {
        try (TestRepository repository = TestRepository.create(at)) {
            ObjectId commit = repository.commit(files);
            repository.ref("refs/heads/master", commit);
            assertThat(id(commit).hex()).hasSize(40);
        }
    }

    private String run(Path repository, Path home, Path path, String heap) throws Exception {
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        repository.toString())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", home.toString(), "PATH", path.toString()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return output.strip();
    }

    private static List<String> listing(Path top) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                if (!file.equals(top)) {
                    names.add(top.relativize(file).toString());
                }
            }
        }
        return names;
    }
}
