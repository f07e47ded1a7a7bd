package io.github.goproxy4j.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens at each limit, and at one byte more. */
class ZipLimitsTest {
    private static final ModuleId ID = new ModuleId(ModulePath.parse("example.com/m"), ModuleVersion.parse("v1.0.0"));
    private static final long ZIP = ZipLimits.MAX_ZIP_BYTES;
    private static final long MIB_16 = 16L << 20;

    @TempDir
    Path temporary;

    /** A file that says it has one length, and has another. */
    record Zeros(String path, long size, long actual) implements SourceFile {
        Zeros(String path, long size) {
            this(path, size, size);
        }

        @Override
        public Kind kind() {
            return Kind.REGULAR;
        }

        @Override
        public InputStream open() {
            return new Endless(actual, null);
        }
    }

    /** So many bytes: zeros, or random ones. */
    private static final class Endless extends InputStream {
        private long left;
        private final Random random;

        Endless(long length, Random random) {
            this.left = length;
            this.random = random;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(left, length);
            if (random != null) {
                byte[] some = new byte[n];
                random.nextBytes(some);
                System.arraycopy(some, 0, bytes, offset, n);
            }
            left -= n;
            return n;
        }
    }

    /** Files as NAME:LENGTH, then the refusal of the source, then of the finished zip. */
    @ParameterizedTest
    @CsvSource({
        "one:0, -, -",
        "one:-1, total, total",
        "one:+0, -, -",
        "one:+1, total, total",
        "a:+0 b:1, total, total",
        "a:262144000 b:262144000, -, -",
        "a:262144000 b:262144001, total, total",
        "go.mod:16777216, -, -",
        "go.mod:16777217, go.mod, go.mod",
        "LICENSE:16777216, -, -",
        "LICENSE:16777217, LICENSE, LICENSE",
        "sub/LICENSE:16777217, -, -",
        "LICENSE.txt:16777217, -, -",
        "license:16777217, -, -",
    })
    void size_isCheckedAtTheLimit(String files, String source, String zip) throws IOException {
        List<Zeros> list =
                Stream.of(files.split(" ", -1)).map(ZipLimitsTest::file).toList();
        assertThat(ModuleZip.checkFiles(list).error().map(ZipLimitsTest::kind).orElse("-"))
                .isEqualTo(source);
        RawZip raw = new RawZip();
        for (Zeros file : list) {
            RawZip.Header header = new RawZip.Header(ID + "/" + file.path());
            header.size = file.size();
            raw.entry(header, new byte[0]);
        }
        Path path = Files.write(temporary.resolve("m.zip"), raw.finish());
        assertThat(ModuleZip.check(ID, path).error().map(ZipLimitsTest::kind).orElse("-"))
                .isEqualTo(zip);
    }

    private static Zeros file(String text) {
        int colon = text.indexOf(':');
        String length = text.substring(colon + 1);
        return new Zeros(text.substring(0, colon), Long.parseLong(length) + (length.startsWith("+") ? ZIP : 0));
    }

    private static String kind(String error) {
        return switch (error) {
            case "module source tree too large (max size is 524288000 bytes)",
                    "total uncompressed size of module contents too large (max size is 524288000 bytes)" -> "total";
            case "go.mod: go.mod file too large (max size is 16777216 bytes)",
                    "example.com/m@v1.0.0/go.mod: go.mod file too large (max size is 16777216 bytes)" -> "go.mod";
            case "LICENSE: LICENSE file too large (max size is 16777216 bytes)",
                    "example.com/m@v1.0.0/LICENSE: LICENSE file too large (max size is 16777216 bytes)" -> "LICENSE";
            default -> error;
        };
    }

    @ParameterizedTest
    @CsvSource({"0, 1, larger", "10, 11, larger", "10, 9, smaller", "10, 0, smaller", "65536, 9999999, larger"})
    void write_lengthIsALie_fails(long said, long actual, String how) {
        CountingOutput out = new CountingOutput();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ModuleZip.write(ID, List.of(new Zeros("x", said, actual)), out))
                .withMessage("file \"x\" is " + how + " than its declared size");
        // No end of a central directory was written: nobody can take it for a zip.
        assertThat(out.count).isLessThan(200);
    }

    @Test
    void write_goModWhoseLengthIsALie_isReadNoFurtherThanTheLimit() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ModuleZip.write(
                        ID, List.of(new Zeros("go.mod", MIB_16, Long.MAX_VALUE)), OutputStream.nullOutputStream()))
                .withMessage("file \"go.mod\" is larger than its declared size");
    }

    @Test
    void write_500MiBOfZeros_isWrittenAndReadBack() throws Exception {
        Path zip = temporary.resolve("m.zip");
        ModuleHash hash;
        try (OutputStream out = Files.newOutputStream(zip)) {
            hash = ModuleZip.write(ID, List.of(new Zeros("large", ZIP)), out);
        }
        assertThat(ModuleZip.check(ID, zip).error()).isEmpty();
        assertThat(ModuleHash.ofZip(zip)).isEqualTo(hash);
    }

    @Test
    void limitedOutput_passesTheLimit_andNotOneMore() throws IOException {
        CountingOutput out = new CountingOutput();
        LimitedOutput limited = new LimitedOutput(out, 10);
        limited.write(new byte[9]);
        limited.write(0);
        assertThatExceptionOfType(LimitedOutput.FullException.class).isThrownBy(() -> limited.write(0));
        assertThat(out.count).isEqualTo(10);
        assertThatExceptionOfType(LimitedOutput.FullException.class)
                .isThrownBy(() -> new LimitedOutput(out, 10).write(new byte[11]));
        assertThat(out.count).isEqualTo(10);
    }

    /** Legal by the lengths of its files, but they do not compress: too large as a zip, which every client refuses. */
    @Test
    @org.junit.jupiter.api.condition.EnabledIfSystemProperty(named = "goproxy4j.proof", matches = "true")
    void write_zipLargerThanTheLimit_isRefused() {
        SourceFile file = new SourceFile() {
            @Override
            public String path() {
                return "random";
            }

            @Override
            public Kind kind() {
                return Kind.REGULAR;
            }

            @Override
            public long size() {
                return ZIP;
            }

            @Override
            public InputStream open() {
                return new Endless(ZIP, new Random(1));
            }
        };
        assertThatExceptionOfType(InvalidZipException.class)
                .isThrownBy(() -> ModuleZip.write(ID, List.of(file), OutputStream.nullOutputStream()))
                .withMessage("module zip file is too large (limit is 524288000 bytes)");
    }

    @Test
    void check_fileLargerThanTheLimit_isNotOpenedAsZip() throws IOException {
        Path zip = temporary.resolve("m.zip");
        try (java.nio.channels.FileChannel channel = java.nio.channels.FileChannel.open(
                zip,
                java.nio.file.StandardOpenOption.CREATE_NEW,
                java.nio.file.StandardOpenOption.WRITE,
                java.nio.file.StandardOpenOption.SPARSE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[1]), ZIP);
        }
        String reason = "module zip file is too large (524288001 bytes; limit is 524288000 bytes)";
        assertThat(ModuleZip.check(ID, zip).error()).contains(reason);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ModuleHash.ofZip(zip))
                .withMessage(reason);
        Files.delete(zip);
    }

    private static final class CountingOutput extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
