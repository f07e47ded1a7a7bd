package io.github.goproxy4j.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is copied from a zip made before is right, or is not copied. */
@Timeout(120)
class ZipReuseTest {
    @TempDir
    Path temporary;

    private final AtomicInteger leases = new AtomicInteger();
    private byte[] before;
    private ZipParts parts;
    private ModuleHash expected;

    /** Small and large files; half of them have changed since the zip before. */
    private static List<BytesFile> files(boolean concurrent) {
        List<BytesFile> files = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int size = i % 50 == 7 ? LargeFile.THRESHOLD + i : 10 * i;
            BytesFile file = new BytesFile("f" + i, ZipSamples.content(new Random(i), size, i % 3 > 0));
            file.content(i % 2 == 1 ? "same" + i : "changed" + i);
            files.add(concurrent ? file.concurrent() : file);
        }
        return files;
    }

    @BeforeEach
    void prepare() throws Exception {
        List<BytesFile> old = files(true);
        old.removeIf(file -> file.content().orElseThrow().text().startsWith("changed"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts = ModuleZip.write(ZipSamples.ID, old, ZipOptions.DEFAULTS.withLevel(9), out);
        before = out.toByteArray();
        expected = ZipSamples.slowHash(files(true), temporary.resolve("slow.zip"));
    }

    private ZipReuse reuse(byte[] zip, ZipParts table) {
        return id -> {
            leases.incrementAndGet();
            return List.of(new ZipReuse.Zip() {
                @Override
                public ZipParts parts() {
                    return table;
                }

                @Override
                public ReadableByteChannel open(long from, long length) throws IOException {
                    if (from > zip.length) {
                        throw new IOException("behind the end");
                    }
                    int there = (int) Math.min(length, zip.length - from);
                    return Channels.newChannel(new ByteArrayInputStream(zip, (int) from, there));
                }

                @Override
                public void close() {
                    leases.decrementAndGet();
                }
            });
        };
    }

    private void assertRight(List<BytesFile> files, ZipReuse reuse) throws Exception {
        byte[] zip = ZipSamples.write(files, ZipOptions.DEFAULTS.withReuse(reuse));
        Path file = Files.write(temporary.resolve("m.zip"), zip);
        assertThat(ModuleHash.ofZip(file)).isEqualTo(expected);
        assertThat(ModuleZip.check(ZipSamples.ID, file).error()).isEmpty();
        assertThat(leases).hasValue(0);
    }

    @Test
    void write_reuseThatThrows_isDoneWithout() throws Exception {
        assertRight(files(true), id -> {
            throw new IllegalStateException("a store of a host");
        });
    }

    private static long opened(List<BytesFile> files, String kind) {
        return files.stream()
                .filter(file -> file.content().orElseThrow().text().startsWith(kind))
                .mapToLong(file -> file.opened.get())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void write_unchangedFiles_areCopiedAndNotOpened(boolean concurrent) throws Exception {
        List<BytesFile> files = files(concurrent);
        assertRight(files, reuse(before, parts));
        assertThat(opened(files, "same")).isZero();
        assertThat(opened(files, "changed")).isEqualTo(100);
    }

    @Test
    void write_copiedParts_areInTheNewTableToo() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipOptions options = ZipOptions.DEFAULTS.withReuse(reuse(before, parts));
        ZipParts table = ModuleZip.write(ZipSamples.ID, files(true), options, out);
        assertThat(table.hash()).isEqualTo(expected);
        assertThat(table.contents()).hasSize(200);
        assertRight(files(true), reuse(out.toByteArray(), table));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void write_neighbourWithFlippedBytes_filesAreReadInstead(boolean concurrent) throws Exception {
        byte[] damaged = before.clone();
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            damaged[random.nextInt(damaged.length)] ^= 0x10;
        }
        List<BytesFile> files = files(concurrent);
        assertRight(files, reuse(damaged, parts));
        assertThat(opened(files, "same")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void write_truncatedNeighbour_filesAreReadInstead(boolean concurrent) throws Exception {
        List<BytesFile> files = files(concurrent);
        assertRight(files, reuse(java.util.Arrays.copyOf(before, before.length / 2), parts));
        assertThat(opened(files, "same")).isPositive();
        assertRight(files(concurrent), reuse(new byte[0], parts));
    }

    private ZipParts changed(UnaryOperator<ZipParts.Part> change) {
        Map<ContentId, ZipParts.Part> table = new LinkedHashMap<>();
        for (ContentId content : parts.contents()) {
            table.put(content, change.apply(parts.find(content).orElseThrow()));
        }
        return ZipParts.of(parts.hash(), table);
    }

    private static ZipParts.Part at(ZipParts.Part part, long offset, long compressedSize, boolean isDeflated) {
        return new ZipParts.Part(
                offset, compressedSize, isDeflated, part.size(), part.crc32(), part.sha256(), part.dataCrc32());
    }

    @Test
    void write_tableOfAnotherZip_filesAreReadInstead() throws Exception {
        List<UnaryOperator<ZipParts.Part>> changes = List.of(
                part -> at(part, part.offset() + 1, part.compressedSize(), true),
                part -> at(part, part.offset(), part.compressedSize() + 1, true),
                part -> at(part, part.offset(), Math.max(part.compressedSize() - 1, 1), true),
                part -> at(part, -1, part.compressedSize(), true),
                part -> at(part, Long.MAX_VALUE, part.compressedSize(), true),
                part -> at(part, part.offset(), Long.MAX_VALUE, true),
                part -> at(part, part.offset(), -1, true),
                part -> at(part, part.offset(), part.compressedSize(), false));
        for (UnaryOperator<ZipParts.Part> change : changes) {
            List<BytesFile> files = files(true);
            assertRight(files, reuse(before, changed(change)));
            assertThat(opened(files, "same")).isEqualTo(100);
        }
    }

    @Test
    void write_neighboursThatCannotBeFound_areDoneWithout() throws Exception {
        assertRight(files(true), id -> {
            throw new IOException("the store is away");
        });
    }

    @Test
    void write_refused_givesTheNeighboursBack() {
        List<SourceFile> files = List.of(TextFile.regular("a:b"));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> ZipSamples.write(files, ZipOptions.DEFAULTS.withReuse(reuse(before, parts)))))
                .isInstanceOf(InvalidZipException.class);
        assertThat(leases).hasValue(0);
    }

    @Test
    void parts_readBack_sayTheSame_andAnyChangedBitIsSeen() throws Exception {
        byte[] bytes = parts.toBytes();
        ZipParts read = ZipParts.read(bytes);
        assertThat(read.hash()).isEqualTo(parts.hash());
        assertThat(read.toBytes()).isEqualTo(bytes);
        assertRight(files(true), reuse(before, read));
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ZipParts.read(damaged)))
                    .isInstanceOf(IOException.class);
        }
        for (int length : new int[] {0, 31, 32, bytes.length - 1}) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> ZipParts.read(java.util.Arrays.copyOf(bytes, length))))
                    .isInstanceOf(IOException.class);
        }
    }
}
