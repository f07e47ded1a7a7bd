package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the README's code against the files it comes from, which other tests compile and run. */
class ReadmeTest {
    static Stream<Readme.Block> code() throws IOException {
        return Readme.blocks().stream()
                .filter(block -> List.of("java", "xml", "go", "json").contains(block.language()));
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
        assertThat(code().flatMap(block -> block.source().stream()))
                .anyMatch(source -> source.contains("Jetty"))
                .anyMatch(source -> source.contains("Tomcat"))
                .anyMatch(source -> source.contains("Spring"))
                .anyMatch(source -> source.contains("Repository"));
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
