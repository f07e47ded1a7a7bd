package io.github.goproxy4j.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets the {@code go} command download a zip that was written here: it must accept it and compute the same hashes. */
class RealGoHashTest {
    private static final ModuleId ID =
            new ModuleId(ModulePath.parse("example.com/Upper/m/v2"), ModuleVersion.parse("v2.0.1-RC.1"));
    private static final String MOD = "module example.com/Upper/m/v2\n\ngo 1.18\n";

    @TempDir
    Path temporary;

    @Test
    void download_hashesAreOurs() throws Exception {
        assumeTrue(run(List.of("go", "version")) == 0, "needs the go command: install Go 1.21 or newer");
        Path proxy = temporary.resolve("proxy");
        Path versions =
                Files.createDirectories(proxy.resolve(ID.path().encoded()).resolve("@v"));
        String version = ID.version().encoded();
        Files.writeString(versions.resolve(version + ".info"), "{\"Version\":\"" + ID.version() + "\"}");
        Files.writeString(versions.resolve(version + ".mod"), MOD);
        ModuleHash hash;
        try (OutputStream out = Files.newOutputStream(versions.resolve(version + ".zip"))) {
            hash = ModuleZip.write(
                    ID,
                    List.of(
                            TextFile.regular("z.go", "package m\n"),
                            TextFile.regular("go.mod", MOD),
                            TextFile.regular("\u00e9\ud800\udc00.txt", "text"),
                            TextFile.regular("\uff21.txt", ""),
                            TextFile.regular("dir-a/x", "1"),
                            TextFile.regular("dir/x", "2"),
                            TextFile.regular("vendor/y/z.go", "left out"),
                            TextFile.regular("LICENSE", "MIT\n")),
                    out);
        }
        Files.createDirectories(temporary.resolve("empty"));
        int exit = run(List.of("go", "mod", "download", "-json", ID.toString()));
        String output = Files.readString(temporary.resolve("output"));
        assertThat(exit).as(output).isZero();
        JsonNode answer = new ObjectMapper().readTree(output);
        assertThat(answer.get("Sum").asText()).isEqualTo(hash.text());
        assertThat(answer.get("GoModSum").asText())
                .isEqualTo(ModuleHash.ofGoMod(MOD.getBytes(UTF_8)).text());
        assertThat(ModuleHash.ofDirectory(Path.of(answer.get("Dir").asText()), ID.toString()))
                .isEqualTo(hash);
    }

    /** Runs a command with nothing of the surroundings but the search path; -1 if there is no such command. */
    private int run(List<String> command) throws IOException, InterruptedException {
        Path empty = Files.createDirectories(temporary.resolve("empty"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(empty.toFile())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("output").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "Path", "SystemRoot", "TEMP", "TMP"));
        environment.putAll(Map.of(
                "HOME", temporary.resolve("home").toString(),
                "GOPATH", temporary.resolve("gopath").toString(),
                "GOMODCACHE", temporary.resolve("modcache").toString(),
                "GOCACHE", temporary.resolve("cache").toString(),
                "GOPROXY", temporary.resolve("proxy").toUri().toString(),
                "GOSUMDB", "off",
                "GOTOOLCHAIN", "local",
                "GOFLAGS", "-modcacherw",
                "GOENV", "off"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return -1;
        }
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("go did not end");
        }
        return process.exitValue();
    }
}
