package io.github.goproxy4j.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However many threads make a zip, it is the one that a single thread would make. */
@Timeout(120)
class ParallelZipTest {
    private static final int LARGE = LargeFile.THRESHOLD;
    private static final int[] SIZES = {
        0,
        1,
        100,
        5_000,
        60_000,
        (1 << 18) - 1,
        1 << 18,
        (1 << 18) + 1,
        LARGE - 1,
        LARGE,
        LARGE + 1,
        5 * (1 << 18),
        3_000_001
    };

    @TempDir
    Path temporary;

    /** A random tree, of mostly small files; the same for the same seed. */
    private static List<BytesFile> tree(int seed, boolean concurrent) {
        Random random = new Random(seed);
        List<BytesFile> files = new ArrayList<>();
        int count = random.nextInt(300);
        for (int i = 0; i < count; i++) {
            boolean any = random.nextInt(40) == 0;
            int size = any ? SIZES[random.nextInt(SIZES.length)] : random.nextInt(8_000);
            byte[] bytes = ZipSamples.content(random, size, random.nextInt(4) > 0);
            BytesFile file = new BytesFile("d" + random.nextInt(5) + "/f" + i + ".go", bytes).content("id" + i);
            files.add(concurrent ? file.concurrent() : file);
        }
        return files;
    }

    @Test
    void write_randomTrees_areTheSameBytesByOneAndManyThreads_andHaveTheSlowZipsHash() throws Exception {
        for (int seed = 0; seed < 25; seed++) {
            byte[] many = ZipSamples.write(tree(seed, true), ZipOptions.DEFAULTS);
            byte[] one = ZipSamples.write(tree(seed, false), ZipOptions.DEFAULTS);
            assertThat(many).as("seed %s", seed).isEqualTo(one);
            Path zip = Files.write(temporary.resolve("m.zip"), many);
            assertThat(ModuleHash.ofZip(zip))
                    .isEqualTo(ZipSamples.slowHash(tree(seed, true), temporary.resolve("slow.zip")));
            assertThat(ModuleZip.check(ZipSamples.ID, zip).error()).isEmpty();
        }
    }

    @Test
    void write_readFromFrontToBack_givesEveryFileInItsOrder() throws Exception {
        List<BytesFile> files = new ArrayList<>();
        for (int size : SIZES) {
            files.add(new BytesFile("f" + size, ZipSamples.content(new Random(size), size, true)).concurrent());
        }
        byte[] zip = ZipSamples.write(files, ZipOptions.DEFAULTS);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (BytesFile file : files) {
                ZipEntry entry = in.getNextEntry();
                assertThat(entry.getName()).isEqualTo(ZipSamples.ID + "/" + file.path());
                assertThat(in.readAllBytes()).isEqualTo(file.bytes);
            }
            assertThat(in.getNextEntry()).isNull();
        }
    }

    @Test
    void write_everyLevel_hasTheSameHash() throws Exception {
        ModuleHash expected = ZipSamples.slowHash(tree(1, true), temporary.resolve("slow.zip"));
        for (int level = 1; level <= 9; level++) {
            ZipOptions options = ZipOptions.DEFAULTS.withLevel(level);
            assertThat(ModuleZip.write(ZipSamples.ID, tree(1, true), options, OutputStream.nullOutputStream())
                            .hash())
                    .isEqualTo(expected);
        }
        for (int level : new int[] {-1, 0, 10}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ZipOptions.DEFAULTS.withLevel(level));
        }
    }

    @Test
    void write_parts_sayWhereEachContentIs() throws Exception {
        List<BytesFile> files = tree(3, true);
        files.add(new BytesFile("large", ZipSamples.content(new Random(1), LARGE + 7, true)).content("large"));
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        ZipParts parts = ModuleZip.write(ZipSamples.ID, files, ZipOptions.DEFAULTS, out);
        byte[] zip = out.toByteArray();
        assertThat(parts.contents()).hasSize(files.size());
        for (BytesFile file : files) {
            ZipParts.Part part = parts.find(file.content().orElseThrow()).orElseThrow();
            CRC32 dataCrc = new CRC32();
            dataCrc.update(zip, (int) part.offset(), (int) part.compressedSize());
            assertThat((int) dataCrc.getValue()).isEqualTo(part.dataCrc32());
            Inflater inflater = new Inflater(true);
            inflater.setInput(zip, (int) part.offset(), (int) part.compressedSize());
            byte[] content = new byte[file.bytes.length];
            assertThat(inflater.inflate(content)).isEqualTo((int) part.size());
            inflater.end();
            assertThat(content).isEqualTo(file.bytes);
            assertThat(part.sha256()).isEqualTo(Hash1.sha256().digest(content));
        }
    }

    @Test
    void plan_maxZipBytes_isNeverExceeded() throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            for (int level : new int[] {1, 9}) {
                ZipOptions options = ZipOptions.DEFAULTS.withLevel(level);
                try (ZipPlan plan = ModuleZip.plan(ZipSamples.ID, tree(seed, true), options)) {
                    assertThat((long) ZipSamples.write(tree(seed, true), options).length)
                            .isLessThanOrEqualTo(plan.maxZipBytes());
                    assertThat(plan.contentBytes())
                            .isEqualTo(tree(seed, true).stream()
                                    .mapToLong(BytesFile::size)
                                    .sum());
                }
            }
        }
    }

    @Test
    void write_outFailsHalfway_everyFileIsClosedWhenItThrows() {
        List<BytesFile> files = tree(5, true);
        files.add(new BytesFile("large", ZipSamples.content(new Random(1), 4 * LARGE, false)).concurrent());
        for (long limit : new long[] {0, 100_000, 2_000_000, 4_000_000}) {
            assertThatIOException()
                    .isThrownBy(() -> ModuleZip.write(ZipSamples.ID, files, new Broken(limit)))
                    .withMessage("disk full");
            assertThat(files).allSatisfy(file -> assertThat(file.open).hasValue(0));
        }
    }

    /** Takes no more than some bytes. */
    private static final class Broken extends OutputStream {
        private long left;

        Broken(long limit) {
            this.left = limit;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[1], 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("disk full");
            }
        }
    }

    /** A file that fails where it is read, on whatever thread. */
    private record Failing(IOException failure, boolean isConcurrent) implements SourceFile {
        @Override
        public String path() {
            return "failing";
        }

        @Override
        public Kind kind() {
            return Kind.REGULAR;
        }

        @Override
        public long size() {
            return 10;
        }

        @Override
        public InputStream open() throws IOException {
            throw failure;
        }
    }

    @Test
    void write_fileThatFails_failsAsItDoes() {
        IOException failure = new java.nio.file.NoSuchFileException("object");
        for (boolean concurrent : new boolean[] {true, false}) {
            List<SourceFile> files = new ArrayList<>(tree(6, concurrent));
            files.add(new Failing(failure, concurrent));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> ModuleZip.write(ZipSamples.ID, files, OutputStream.nullOutputStream()))
                    .isSameAs(failure);
        }
    }

    @Test
    void write_interruptedThread_endsAndStaysInterrupted() {
        List<BytesFile> files = tree(7, true);
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(InterruptedIOException.class)
                    .isThrownBy(() -> ModuleZip.write(ZipSamples.ID, files, OutputStream.nullOutputStream()));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(files).allSatisfy(file -> assertThat(file.open).hasValue(0));
    }
}
