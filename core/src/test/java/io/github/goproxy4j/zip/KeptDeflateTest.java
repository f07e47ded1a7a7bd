package io.github.goproxy4j.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content that somebody else has compressed goes into a zip if it is whole and right; if not, the file is read. */
@Timeout(120)
class KeptDeflateTest {
    private static final int SMALL = 50_000;
    private static final int LARGE = LargeFile.THRESHOLD + 50_000;

    @TempDir
    Path temporary;

    /** Data in memory, of which one read gives at most some. */
    private record Data(
            long size,
            @SuppressWarnings("ArrayRecordComponent") byte[] bytes) implements DeflatedContent {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes) {
                @Override
                public int read(byte[] target, int offset, int length) {
                    return super.read(target, offset, Math.min(length, 777));
                }
            };
        }
    }

    /** What zlib makes of a content, without the two bytes in front. */
    private static byte[] deflate(byte[] content, int level) {
        Deflater deflater = new Deflater(level);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 13];
        while (!deflater.finished()) {
            out.write(chunk, 0, deflater.deflate(chunk));
        }
        deflater.end();
        return Arrays.copyOfRange(out.toByteArray(), 2, out.size());
    }

    private static byte[] content(int size) {
        return ZipSamples.content(new Random(size), size, true);
    }

    private void assertWritten(byte[] content, DeflatedContent deflated, boolean isKept) throws Exception {
        BytesFile file = new BytesFile("f", content).concurrent().deflated(deflated);
        List<BytesFile> files = List.of(new BytesFile("before", content), file, new BytesFile("after", content));
        Path zip = Files.write(temporary.resolve("m.zip"), ZipSamples.write(files, ZipOptions.DEFAULTS));
        assertThat(ModuleHash.ofZip(zip)).isEqualTo(ZipSamples.slowHash(files, temporary.resolve("slow.zip")));
        assertThat(file.opened).hasValue(isKept ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SMALL, LARGE})
    void write_goodData_areKept_whateverFollowsThem(int size) throws Exception {
        byte[] content = content(size);
        for (int level : new int[] {0, 1, 9}) {
            byte[] data = deflate(content, level);
            assertWritten(content, new Data(size, data), true);
            assertWritten(content, new Data(size, Arrays.copyOf(data, data.length + 9_999)), true);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void write_damagedData_fileIsRead(int size) throws Exception {
        byte[] content = content(size);
        byte[] good = deflate(content, 6);
        for (int at : new int[] {0, 100, good.length / 2, good.length - 12, good.length - 4, good.length - 1}) {
            byte[] damaged = good.clone();
            damaged[at] ^= 0x20;
            assertWritten(content, new Data(size, damaged), false);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void write_dataWithoutEnd_fileIsRead(int size) throws Exception {
        byte[] content = content(size);
        byte[] good = deflate(content, 6);
        for (int length : new int[] {0, 10, good.length / 2, good.length - 5, good.length - 1}) {
            assertWritten(content, new Data(size, Arrays.copyOf(good, length)), false);
        }
    }

    @Test
    void write_dataOfAnotherContent_fileIsRead() throws Exception {
        byte[] content = content(SMALL);
        byte[] longer = deflate(content(SMALL + 1), 6);
        byte[] shorter = deflate(content(SMALL - 1), 6);
        assertWritten(content, new Data(SMALL, longer), false);
        assertWritten(content, new Data(SMALL, shorter), false);
        assertWritten(content, new Data(SMALL + 1, longer), false);
    }

    /** A whole content, of the right size, that is not the one it is taken for. */
    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void write_dataOfAnotherIdentity_fileIsRead(int size) throws Exception {
        byte[] content = content(size);
        byte[] other = content.clone();
        other[size / 2] ^= 1;
        for (byte[] stored : List.of(content, other)) {
            Data data = new Data(size, deflate(stored, 6));
            assertWritten(content, new Identified(data, content), Arrays.equals(stored, content));
        }
    }

    /** Data that are known by all of their bytes. */
    private record Identified(
            Data data,
            @SuppressWarnings("ArrayRecordComponent") byte[] content) implements DeflatedContent {
        @Override
        public long size() {
            return data.size();
        }

        @Override
        public InputStream open() {
            return data.open();
        }

        @Override
        public Optional<Identity> identity() {
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            return Optional.of(new Identity() {
                @Override
                public void update(byte[] bytes, int offset, int length) {
                    seen.write(bytes, offset, length);
                }

                @Override
                public boolean isConfirmed() {
                    return Arrays.equals(seen.toByteArray(), content);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, SMALL, LARGE})
    void write_dataBlownUpByEmptyBlocks_fileIsRead(int size) throws Exception {
        byte[] content = content(size);
        ByteArrayOutputStream padded = new ByteArrayOutputStream();
        for (int i = 0; i < size + 1_000; i++) {
            // A stored block of no bytes, with more to follow.
            padded.write(new byte[] {0, 0, 0, -1, -1});
        }
        padded.write(deflate(content, 0));
        assertWritten(content, new Data(size, padded.toByteArray()), false);
    }

    /** Data that are good when they are looked at, and different when they are copied. */
    @Test
    void write_largeDataThatChangeMeanwhile_noZip() {
        byte[] content = content(LARGE);
        byte[] data = deflate(content, 6);
        DeflatedContent changing = new DeflatedContent() {
            private int times;

            @Override
            public long size() {
                return LARGE;
            }

            @Override
            public InputStream open() {
                byte[] now = data.clone();
                if (times++ > 0) {
                    now[now.length / 2] ^= 1;
                }
                return new ByteArrayInputStream(now);
            }
        };
        List<BytesFile> files = List.of(new BytesFile("f", content).deflated(changing));
        org.assertj.core.api.Assertions.assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ZipSamples.write(files, ZipOptions.DEFAULTS))
                .withMessage("compressed data that were there are damaged");
    }
}
