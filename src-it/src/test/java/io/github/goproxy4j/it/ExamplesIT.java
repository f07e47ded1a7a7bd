package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of servers: each is short, starts, and what it says to paste works. */
final class ExamplesIT {
    private static final String MODULE = "go.example.com/Plain";
    private static final int MAX_LINES = 59;

    @TempDir
    Path directory;

    private Path repository;

    @BeforeEach
    void modules() throws IOException {
        Tools.requireGo();
        repository = directory.resolve("plain.git");
        Fixtures.plain(repository, MODULE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetty", "tomcat", "jdk-httpserver"})
    void printedLine_pastedIntoAShell_downloadsTheLatestVersion(String example) throws Exception {
        Path errors = directory.resolve("errors");
        try (ExampleProcess server = ExampleProcess.start(example, errors, MODULE, repository.toString())) {
            assertThat(server.line()).startsWith("GOPROXY=http://127.0.0.1:");
            Command.Finished pasted = GoSandbox.unconfigured(directory.resolve("go"))
                    .with("GONOPROXY", "go.example.com")
                    .shell(server.line())
                    .orFail();
            assertThat(pasted.out()).contains("\"Version\": \"v1.10.0\"", "\"Sum\": \"h1:");
        }
        assertThat(errors).content().doesNotContain("ERROR").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetty", "tomcat", "jdk-httpserver"})
    void code_isShort(String example) throws IOException {
        try (Stream<Path> files = Files.walk(Readme.root().resolve("examples/" + example + "/src/main/java"))) {
            List<Path> classes = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
            assertThat(classes).hasSize(1);
            assertThat(Files.readAllLines(classes.get(0))).hasSizeLessThanOrEqualTo(MAX_LINES);
        }
    }
}
