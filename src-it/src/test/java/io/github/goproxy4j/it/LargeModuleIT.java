package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module as large as Go allows passes through a server whose whole heap is an eighth of it. */
final class LargeModuleIT {
    private static final String MODULE = "big.example.com/m";
    private static final String VERSION = "v1.0.0";
    private static final List<String> SMALL_HEAP = List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError");
    private static final long MIB = 1 << 20;

    @TempDir
    static Path directory;

    /** Five large files and two thousand small ones, 500 MiB less some room for go.mod. */
    private static Map<String, GeneratedContent> files() {
        Map<String, GeneratedContent> files = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            files.put("large" + i + ".bin", new GeneratedContent(i, 96 * MIB));
        }
        for (int i = 0; i < 2_000; i++) {
            files.put("small/" + i + ".bin", new GeneratedContent(i, 10_000));
        }
        return files;
    }

    @BeforeAll
    static void requireTools() {
        Tools.requireGo();
        Tools.requireGit();
    }

    @Test
    void moduleOf500MiB_fromADirectoryAndFromGit_sameHashWithASmallHeap() throws Exception {
        Path tree = directory.resolve("tree");
        writeTree(tree);
        String sumOfTree = download("--dir", tree.toString());
        delete(tree);

        Path repository = directory.resolve("big.git");
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "go.mod", Fixtures.goMod(MODULE));
            for (Map.Entry<String, GeneratedContent> file : files().entrySet()) {
                git.file(file.getKey(), file.getValue());
            }
            git.tag(VERSION);
        }
        assertThat(download("--module", MODULE + "=" + repository)).isEqualTo(sumOfTree);
    }

    private static String download(String... options) throws Exception {
        Path home = Files.createTempDirectory(directory, "go");
        try (QuickstartProcess server = QuickstartProcess.start(directory, SMALL_HEAP, options)) {
            JsonNode answer = GoSandbox.proxied(home, server.url())
                    .download(List.of(MODULE + "@" + VERSION))
                    .get(0);
            assertThat(answer.path("Error").asText()).isEmpty();
            assertThat(server.log()).isEmpty();
            server.stop();
            assertThat(server.temporary()).isEmptyDirectory();
            return answer.path("Sum").asText();
        } finally {
            delete(home);
        }
    }

    private static void writeTree(Path tree) throws IOException {
        ModuleTree.of(tree)
                .write(MODULE, VERSION, ".info", "{\"Version\":\"" + VERSION + "\"}")
                .write(MODULE, VERSION, ".mod", Fixtures.goMod(MODULE));
        Path file = ModuleTree.of(tree).file(MODULE, VERSION, ".zip");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry(MODULE + "@" + VERSION + "/go.mod"));
            zip.write(Fixtures.goMod(MODULE).getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, GeneratedContent> content : files().entrySet()) {
                zip.putNextEntry(new ZipEntry(MODULE + "@" + VERSION + "/" + content.getKey()));
                content.getValue().writeTo(zip);
            }
        }
    }

    /** Makes room for what comes next. */
    private static void delete(Path root) throws Exception {
        new Command(directory).run("rm", "-rf", root.toString()).orFail();
    }
}
