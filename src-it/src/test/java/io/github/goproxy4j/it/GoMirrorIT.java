package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real published modules: a module cache that {@code go} has filled elsewhere passes through us unchanged. */
@Tag("go-mirror")
final class GoMirrorIT {
    private static final List<String> MODULES = List.of(
            "github.com/BurntSushi/toml v1.4.0",
            "github.com/go-chi/chi/v5 v5.1.0",
            "github.com/google/uuid v1.6.0",
            "github.com/pkg/errors v0.9.1",
            "github.com/sirupsen/logrus v1.9.3",
            "github.com/spf13/cobra v1.8.1",
            "github.com/stretchr/testify v1.9.0",
            "github.com/docker/go-units v0.5.0",
            "github.com/kballard/go-shellquote v0.0.0-20180428030007-95032a82bc51",
            "github.com/russross/blackfriday v1.6.0",
            "github.com/satori/go.uuid v1.2.0",
            "github.com/dgrijalva/jwt-go v3.2.0+incompatible",
            "go.uber.org/zap v1.27.0",
            "golang.org/x/sync v0.8.0",
            "gopkg.in/yaml.v3 v3.0.1");
    private static final String GO_MOD =
            "module example.com/user\n\ngo 1.21\n\nrequire (\n\t" + String.join("\n\t", MODULES) + "\n)\n";

    @TempDir
    Path directory;

    private static String proxy;

    @BeforeAll
    static void requireProxy() throws Exception {
        proxy = Tools.requireGoProxy();
    }

    @Test
    void moduleCacheOfPopularModules_downloadedAgainThroughUs_isTheSameByteForByte() throws Exception {
        GoSandbox first = GoSandbox.proxied(directory.resolve("first"), proxy)
                .withNetwork()
                .file("go.mod", GO_MOD);
        List<JsonNode> published = first.download(List.of("all"));
        assertThat(published).hasSizeGreaterThan(MODULES.size());
        Path tree = first.moduleCache().resolve("cache/download");

        try (QuickstartProcess server = QuickstartProcess.start(directory, "--dir", tree.toString())) {
            GoSandbox second = GoSandbox.proxied(directory.resolve("second"), server.url())
                    .file("go.mod", Files.readString(first.work().resolve("go.mod")))
                    .file("go.sum", goSum(published));
            List<JsonNode> served = second.download(List.of("all"));

            assertThat(goSum(served)).isEqualTo(goSum(published));
            assertThat(hashes(second.moduleCache().resolve("cache/download"))).isEqualTo(hashes(tree));
            assertThat(served).noneMatch(node -> node.has("Error"));
            assertThat(lists(second)).hasSameSizeAs(MODULES).allSatisfy((module, listed) -> {
                String version = module.substring(module.indexOf(' '));
                // A pseudo-version is served, and never listed.
                assertThat(listed.contains(version)).as(module).isEqualTo(!version.contains("v0.0.0-"));
            });
            assertThat(server.log()).doesNotContain("ERROR").doesNotContain("Exception");
        }
    }

    /** What {@code go} lists of each module that is required above. */
    private static Map<String, String> lists(GoSandbox go) throws Exception {
        Map<String, String> lists = new TreeMap<>();
        for (String module : MODULES) {
            String path = module.substring(0, module.indexOf(' '));
            lists.put(module, go.go("list", "-m", "-versions", path).orFail().out());
        }
        return lists;
    }

    private static String goSum(List<JsonNode> answers) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode node : answers) {
            String id = node.path("Path").asText() + " " + node.path("Version").asText();
            lines.append(id).append(' ').append(node.path("Sum").asText()).append('\n');
            lines.append(id)
                    .append("/go.mod ")
                    .append(node.path("GoModSum").asText())
                    .append('\n');
        }
        return lines.toString().lines().sorted().reduce("", (a, b) -> a + b + "\n");
    }

    /** The hash of each file that a module cache keeps of what it has downloaded. */
    private static Map<String, String> hashes(Path tree) throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        java.security.MessageDigest digest = java.security.MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().matches(".*\\.(info|mod|zip|ziphash)")) {
                    hashes.put(
                            tree.relativize(file).toString(),
                            java.util.HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
                }
            }
        }
        return hashes;
    }
}
