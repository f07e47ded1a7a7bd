package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the code in the README and in docs against the files it comes from, which other tests compile and run. */
class ReadmeTest {
    private static final List<String> LANGUAGES = List.of("java", "xml", "go", "json", "nginx");

    static Stream<Readme.Block> code() throws IOException {
        List<Readme.Block> blocks = new ArrayList<>(Readme.blocks());
        for (String page : pages()) {
            blocks.addAll(Readme.blocks(page));
        }
        return blocks.stream().filter(block -> LANGUAGES.contains(block.language()));
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(Readme.root().resolve("docs"))) {
            return files.map(file -> "docs/" + file.getFileName())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("code")
    void block_ofCode_standsInTheFileItNames(Readme.Block block) throws IOException {
        assertThat(block.source()).as("the file named above %s", block.text()).isPresent();
        List<String> file = Files.readAllLines(
                        Readme.root().resolve(block.source().orElseThrow()))
                .stream()
                .map(line -> line.replace("@project.version@", Readme.version()))
                .toList();
        String wanted = Readme.dedent(block.lines());
        int size = block.lines().size();
        assertThat(Stream.iterate(0, start -> start + size <= file.size(), start -> start + 1)
                        .map(start -> Readme.dedent(file.subList(start, start + size))))
                .as("%s, in runs of %d lines", block.source().orElseThrow(), size)
                .contains(wanted);
    }

    @Test
    void blocks_ofJava_showEveryContainer() throws IOException {
        assertThat(Readme.blocks().stream().flatMap(block -> block.source().stream()))
                .anyMatch(source -> source.contains("Jetty"))
                .anyMatch(source -> source.contains("Tomcat"))
                .anyMatch(source -> source.contains("Spring"))
                .anyMatch(source -> source.contains("Repository"));
    }

    @Test
    void blocks_ofThePageOnEmbedding_showEveryWay() throws IOException {
        assertThat(Readme.blocks("docs/embedding.md").stream().flatMap(block -> block.source().stream()))
                .anyMatch(source -> source.contains("Jetty"))
                .anyMatch(source -> source.contains("Tomcat"))
                .anyMatch(source -> source.contains("Undertow"))
                .anyMatch(source -> source.contains("War"))
                .anyMatch(source -> source.contains("javax"))
                .anyMatch(source -> source.contains("JdkHttpServer"))
                .anyMatch(source -> source.contains("Projects"))
                .anyMatch(source -> source.contains("GoGet"))
                .anyMatch(source -> source.contains("nginx"));
    }

    @Test
    void testCommand_isTheOneThatContinuousIntegrationRuns() throws IOException {
        String command = Readme.blocks().stream()
                .filter(block -> block.language().equals("sh") && block.text().contains("verify"))
                .findFirst()
                .orElseThrow()
                .text();
        assertThat(Files.readAllLines(Readme.root().resolve(".ci/run"))).contains(command);
    }
}
