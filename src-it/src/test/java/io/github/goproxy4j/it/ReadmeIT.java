package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README's first section says, and compares what is printed. */
final class ReadmeIT {
    private static final String DEMO_URL = "http://127.0.0.1:8080";

    @TempDir
    private Path directory;

    private static List<String> textBlocks() throws IOException {
        return Readme.blocks().stream()
                .filter(block -> block.language().equals("text"))
                .map(Readme.Block::text)
                .toList();
    }

    @Test
    void demo_startedAsTheReadmeSays_printsWhatTheReadmeShows() throws Exception {
        Tools.requireGo();
        try (QuickstartProcess demo = QuickstartProcess.start(directory)) {
            String printed = "goproxy4j listening on " + demo.url() + "\n" + demo.pasteLine();
            assertThat(printed.replace(demo.url(), DEMO_URL))
                    .isEqualTo(textBlocks().get(0));

            GoSandbox go = GoSandbox.proxied(directory.resolve("go"), demo.url());
            Command.Finished pasted = go.shell(demo.pasteLine()).orFail();
            assertThat((pasted.err() + pasted.out()).lines())
                    .containsAll(textBlocks().get(1).lines().toList());
        }
    }

    @Test
    void demoCommand_startsTheJarThatItHasBuilt() throws Exception {
        String command = Readme.blocks().get(0).text();
        String[] steps = command.split(" && ");
        assertThat(steps).hasSize(2);
        assertThat(steps[0]).startsWith("mvn ").contains("-pl examples/quickstart -am");
        assertThat(steps[1]).startsWith("java -jar ");
        assertThat(Readme.root().resolve(steps[1].substring("java -jar ".length())))
                .isRegularFile();
    }
}
