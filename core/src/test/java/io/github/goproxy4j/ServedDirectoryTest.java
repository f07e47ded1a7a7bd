package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.directory.DirectoryRepository;
import io.github.goproxy4j.repository.GoProjects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A GOPROXY file tree, as clients see it through the door. */
class ServedDirectoryTest {
    private static final String M = "/example.com/m/@v/";
    private static final String PSEUDO = "v1.2.1-0.20240102030405-0123456789ab";

    @TempDir
    Path root;

    private GoProjects projects;

    @BeforeEach
    void open() throws IOException {
        projects = GoProjects.ofPublicRoot(DirectoryRepository.of(root));
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = root.resolve(name.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private void write(String name, String content) throws IOException {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void publish(String version, String goMod) throws IOException {
        write(M + version + ".info", "{\"Version\":\"" + version + "\",\"Time\":\"2024-01-02T03:04:05+02:00\"}");
        write(M + version + ".mod", goMod);
    }

    private Asked get(String path) {
        return Asked.get(projects, path);
    }

    @Test
    void list_leavesOutPseudoVersions() throws IOException {
        write(M + "list", "v1.10.0\n" + PSEUDO + "\nv1.9.0 2024-01-02T03:04:05Z\n");
        assertThat(get(M + "list").body()).isEqualTo("v1.9.0\nv1.10.0\n");
    }

    @Test
    void list_knownModuleWithoutVersions_is200AndEmpty() throws IOException {
        write(M + "list", "");
        Asked list = get(M + "list");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).isEmpty();
        assertThat(list.contentLength()).hasValue(0);
    }

    @Test
    void latest_withoutAFile_isTheHighestReleaseThatIsNotRetracted() throws IOException {
        publish("v1.9.0", "module example.com/m\n");
        publish("v1.10.0", "module example.com/m\n");
        publish("v1.11.0", "module example.com/m\n\nretract v1.11.0\n");
        publish("v1.12.0-rc.1", "module example.com/m\n");
        publish(PSEUDO, "module example.com/m\n");
        assertThat(get("/example.com/m/@latest").body())
                .isEqualTo(get(M + "v1.10.0.info").body());
    }

    @Test
    void latest_onlyPseudoVersions_isTheNewest() throws IOException {
        publish("v0.0.0-20230102030405-abcdefabcdef", "module example.com/m\n");
        publish("v0.0.0-20240102030405-0123456789ab", "module example.com/m\n");
        assertThat(get("/example.com/m/@latest").body()).contains("\"v0.0.0-20240102030405-0123456789ab\"");
    }

    @Test
    void latest_withAFile_isTheFile() throws IOException {
        publish("v1.10.0", "module example.com/m\n");
        write("/example.com/m/@latest", "{ \"Version\": \"v1.9.0\" }");
        assertThat(get("/example.com/m/@latest").body()).isEqualTo("{ \"Version\": \"v1.9.0\" }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"master.info", "v1.0.0.info"})
    void info_isTheFileWithItsTimeZoneAndNeedsNoMod(String name) throws IOException {
        String info = "{\n \"version\":\"v1.0.0\", \"Time\":\"2024-01-02T03:04:05.678+02:00\", \"Extra\":1}\n";
        write(M + name, info);
        assertThat(get(M + name).body()).isEqualTo(info);
        assertThat(get(M + "v1.0.0.mod").status()).isEqualTo(404);
        assertThat(get(M + "v1.0.0.mod").body())
                .isEqualTo("not found: example.com/m@v1.0.0: no .mod file is published for v1.0.0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void whatCannotBeReadAsItsKind_is500WithAnIdThatTheLogHas(String method) throws IOException {
        byte[] zip = zip("example.com/m@v1.0.0/m.go");
        write(M + "v1.0.0.zip", Arrays.copyOf(zip, zip.length - 1));
        write(M + "v1.0.0.info", "[]");
        for (String name : new String[] {"v1.0.0.zip", "v1.0.0.info"}) {
            CapturedLog.clear();
            Asked got = Asked.send(projects, method, M + name);
            assertThat(got.status()).isEqualTo(500);
            assertThat(got.body()).doesNotContain(root.toString());
            assertThat(CapturedLog.events()).singleElement().asString().contains(M + name, ", id ");
        }
    }

    @Test
    void zip_withAStrayEntry_isServedByteForByte() throws IOException {
        byte[] zip = zip("stray");
        write(M + "v1.0.0.zip", zip);
        Asked got = get(M + "v1.0.0.zip");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.contentLength()).hasValue(zip.length);
        assertThat(got.body()).isEqualTo(new String(zip, StandardCharsets.UTF_8));
    }

    private static byte[] zip(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setTime(0);
            zip.putNextEntry(entry);
        }
        return bytes.toByteArray();
    }
}
