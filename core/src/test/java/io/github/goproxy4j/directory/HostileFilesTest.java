package io.github.goproxy4j.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a tree that somebody made to be served as what they are not, or to stop the server. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileFilesTest {
    private static final ModulePath M = ModulePath.parse("example.com/m");
    private static final ModuleId V1 = new ModuleId(M, ModuleVersion.parse("v1.0.0"));
    private static final VersionQuery V1_QUERY = VersionQuery.parse("v1.0.0");

    @TempDir
    private Path root;

    private Tree tree;

    @BeforeEach
    void makeTree() {
        tree = new Tree(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"v1.0.0\"",
                "{",
                "{} {}",
                "{\"Version\":}",
                "<html></html>",
                "\ufeff{}",
            })
    void info_thatIsNoJsonObject_isUnknown(String json) throws Exception {
        tree.write("example.com/m/@v/v1.0.0.info", json.getBytes(StandardCharsets.UTF_8))
                .write("example.com/m/@latest", json.getBytes(StandardCharsets.UTF_8));
        assertUnknown(() -> tree.repository().info(M, V1_QUERY));
        assertUnknown(() -> tree.repository().info(M, VersionQuery.LATEST));
    }

    @Test
    void info_inUtf16_isUnknown() throws Exception {
        tree.write("example.com/m/@v/v1.0.0.info", "{}".getBytes(StandardCharsets.UTF_16LE));
        assertUnknown(() -> tree.repository().info(M, V1_QUERY));
    }

    @Test
    void info_withMalformedUtf8InAText_isServedAsGoAcceptsIt() throws Exception {
        byte[] json = "{\"Extra\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        tree.write("example.com/m/@v/v1.0.0.info", json);
        assertThat(tree.repository().info(M, V1_QUERY).toJson()).isEqualTo(json);
    }

    @Test
    void info_deeplyNested_isUnknown() throws Exception {
        tree.write("-- example.com/m/@v/v1.0.0.info --\n" + "{\"a\":".repeat(100_000));
        assertUnknown(() -> tree.repository().info(M, V1_QUERY));
    }

    @Test
    void info_ofOneMebibyte_isServedAndOneByteMoreIsUnknown() throws Exception {
        byte[] json = new byte[1 << 20];
        Arrays.fill(json, (byte) ' ');
        json[0] = '{';
        json[1] = '}';
        tree.write("example.com/m/@v/v1.0.0.info", json);
        assertThat(tree.repository().info(M, V1_QUERY).toJson()).isEqualTo(json);
        tree.write("example.com/m/@v/v1.0.0.info", Arrays.copyOf(json, json.length + 1));
        assertUnknown(() -> tree.repository().info(M, V1_QUERY));
    }

    @Test
    void info_sparseFileOfATebibyte_isUnknown() throws Exception {
        writeSparse("example.com/m/@v/v1.0.0.info", 1L << 40);
        assertUnknown(() -> tree.repository().info(M, V1_QUERY));
    }

    @Test
    void list_sparseFileOfATebibyte_isUnknown() throws Exception {
        writeSparse("example.com/m/@v/list", 1L << 40);
        assertUnknown(() -> tree.repository().versions(M));
    }

    @Test
    void list_oneEndlessLine_hasNoVersions() throws Exception {
        byte[] line = new byte[8 << 20];
        Arrays.fill(line, (byte) '1');
        line[0] = 'v';
        tree.write("example.com/m/@v/list", line);
        assertThat(tree.repository().versions(M)).isEmpty();
    }

    @Test
    void list_asManyVersionsAsTheLimit_isServedAndOneMoreIsUnknown() throws Exception {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < VersionFiles.MAX_VERSIONS; i++) {
            list.append("v1.0.").append(i).append('\n');
        }
        tree.write("example.com/m/@v/list", list.toString().repeat(2).getBytes(StandardCharsets.UTF_8));
        assertThat(tree.repository().versions(M)).hasSize(VersionFiles.MAX_VERSIONS);
        list.append("v1.1.0\n");
        tree.write("example.com/m/@v/list", list.toString().getBytes(StandardCharsets.UTF_8));
        assertUnknown(() -> tree.repository().versions(M));
    }

    @Test
    void zip_empty_isUnknown() throws Exception {
        tree.write("-- example.com/m/@v/v1.0.0.zip --\n");
        assertUnknown(() -> tree.repository().zip(V1));
    }

    @Test
    void zip_truncatedAnywhere_isUnknown() throws Exception {
        byte[] zip = Tree.zip("example.com/m@v1.0.0/go.mod", "example.com/m@v1.0.0/m.go");
        for (int length = 0; length < zip.length; length++) {
            tree.write("example.com/m/@v/v1.0.0.zip", Arrays.copyOf(zip, length));
            assertUnknown(() -> tree.repository().zip(V1));
        }
    }

    @Test
    void zip_withItsStartCutOff_isServedBecauseGoReadsItsDirectoryToo() throws Exception {
        byte[] zip = Tree.zip("example.com/m@v1.0.0/go.mod");
        byte[] prefixed = new byte[zip.length + 100];
        System.arraycopy(zip, 0, prefixed, 100, zip.length);
        tree.write("example.com/m/@v/v1.0.0.zip", prefixed);
        tree.repository().zip(V1).close();
    }

    @Test
    void zip_endRecordWithAnotherCount_isUnknown() throws Exception {
        byte[] zip = Tree.zip("example.com/m@v1.0.0/go.mod");
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putShort(zip.length - 22 + 10, (short) 2);
        tree.write("example.com/m/@v/v1.0.0.zip", zip);
        assertUnknown(() -> tree.repository().zip(V1));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16})
    void zip_endRecordThatPointsBehindItself_isUnknown(int field) throws Exception {
        byte[] zip = Tree.zip("example.com/m@v1.0.0/go.mod");
        for (int value : new int[] {0x7fffffff, -1, -2, zip.length, zip.length - 21}) {
            byte[] broken = zip.clone();
            ByteBuffer.wrap(broken).order(ByteOrder.LITTLE_ENDIAN).putInt(zip.length - 22 + field, value);
            tree.write("example.com/m/@v/v1.0.0.zip", broken);
            assertUnknown(() -> tree.repository().zip(V1));
        }
    }

    @Test
    void zip_ofMoreEntriesThanTheOldEndRecordCanCount_isReadByItsZip64EndRecord() throws Exception {
        byte[] zip = Tree.zip(IntStream.range(0, 70_000)
                .mapToObj(i -> "example.com/m@v1.0.0/" + i)
                .toArray(String[]::new));
        tree.write("example.com/m/@v/v1.0.0.zip", zip);
        List<String> log = Tree.log();
        tree.repository(log).zip(V1).close();
        assertThat(log).isEmpty();
        int end64 = zip.length - 22 - 20 - 56;
        for (int at : new int[] {0, 32, 47, 55, 56 + 8, 56 + 15}) {
            byte[] broken = zip.clone();
            broken[end64 + at] ^= (byte) 0xff;
            tree.write("example.com/m/@v/v1.0.0.zip", broken);
            assertUnknown(() -> tree.repository().zip(V1));
        }
    }

    @Test
    void zip_anyByteOfItsDirectoryChanged_isServedOrUnknown() throws Exception {
        byte[] zip = Tree.zip("example.com/m@v1.0.0/go.mod", "example.com/m@v1.0.0/m.go");
        for (int at = 0; at < zip.length; at++) {
            byte[] broken = zip.clone();
            broken[at] ^= (byte) 0xff;
            tree.write("example.com/m/@v/v1.0.0.zip", broken);
            try (ModuleFile file = tree.repository().zip(V1)) {
                assertThat(bytes(file)).isEqualTo(broken);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("central directory");
            }
        }
    }

    @Test
    void zip_sparseFileOfATebibyte_isUnknown() throws Exception {
        writeSparse("example.com/m/@v/v1.0.0.zip", 1L << 40);
        assertUnknown(() -> tree.repository().zip(V1));
    }

    @Test
    void mod_sparseFileOfATebibyte_isServedAsItIs() throws Exception {
        writeSparse("example.com/m/@v/v1.0.0.mod", 1L << 40);
        try (ModuleFile mod = tree.repository().mod(V1)) {
            assertThat(mod.size()).hasValue(1L << 40);
        }
    }

    private void writeSparse(String name, long size) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size - 1);
        }
    }

    private static byte[] bytes(ModuleFile file) throws IOException {
        try (InputStream in = file.openStream(0)) {
            return in.readAllBytes();
        }
    }

    private static void assertUnknown(ThrowingCallable call) {
        assertThatExceptionOfType(IOException.class).isThrownBy(call);
    }
}
