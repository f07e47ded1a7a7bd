package io.github.goproxy4j.servlet.javax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is compiled here is all of the servlet module, and its text is that module's but for the names. */
class SameSourceTest {
    private static final Path MADE = Path.of("target/generated-sources/javax/io/github/goproxy4j/servlet/javax");
    private static final Path WRITTEN = Path.of("../../servlet/src/main/java/io/github/goproxy4j/servlet");

    @Test
    void sources_areThoseOfTheServletModule() throws IOException {
        assertThat(names(MADE)).isEqualTo(names(WRITTEN)).contains("GoProxyServlet.java", "GoImportFilter.java");
        for (String name : names(WRITTEN)) {
            String made = Files.readString(MADE.resolve(name));
            assertThat(made).doesNotContain("jakarta");
            assertThat(made.replace("javax.servlet", "jakarta.servlet")
                            .replace("io.github.goproxy4j.servlet.javax", "io.github.goproxy4j.servlet"))
                    .isEqualTo(Files.readString(WRITTEN.resolve(name)));
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
