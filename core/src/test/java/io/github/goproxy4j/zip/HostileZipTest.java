package io.github.goproxy4j.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips made to take time, memory or disk, to lie, or to break the reader: each ends in an exception, soon. */
class HostileZipTest {
    private static final ModuleId ID = new ModuleId(ModulePath.parse("example.com/m"), ModuleVersion.parse("v1.0.0"));
    private static final String PREFIX = ID + "/";
    private static final byte[] DATA = "package m\n".getBytes(UTF_8);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path temporary;

    private interface Reading {
        void run(Path zip) throws Exception;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(temporary.resolve("m.zip"), bytes);
    }

    /** The zip cannot be opened: not for checking, hashing or unpacking. */
    private void assertUnreadable(byte[] bytes, String message) throws IOException {
        Path zip = file(bytes);
        assertRefused(zip, path -> ModuleZip.check(ID, path), message);
        assertDamaged(zip, message);
    }

    /** The zip's contents cannot be read, and unpacking it leaves nothing behind. */
    private void assertDamaged(Path zip, String message) {
        assertRefused(zip, ModuleHash::ofZip, message);
        Path target = temporary.resolve("target");
        assertRefused(zip, path -> ModuleZip.extract(ID, path, target), message);
        assertThat(target)
                .satisfiesAnyOf(
                        d -> assertThat(d).doesNotExist(), d -> assertThat(d).isEmptyDirectory());
    }

    private static void assertRefused(Path zip, Reading reading, String message) {
        assertTimeoutPreemptively(
                LIMIT,
                () -> assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> reading.run(zip))
                        .withMessageContaining(message));
    }

    private static RawZip one() {
        return new RawZip().deflated(PREFIX + "m.go", DATA);
    }

    @Test
    void emptyFile_isNoZip() throws IOException {
        assertUnreadable(new byte[0], "not a zip file");
        assertUnreadable("not found".getBytes(UTF_8), "not a zip file");
        assertUnreadable(new byte[1 << 20], "not a zip file");
    }

    @Test
    void truncatedAnywhere_isRefused() throws IOException {
        byte[] whole = one().stored(PREFIX + "n.go", DATA).finish();
        for (int length = 0; length < whole.length; length++) {
            Path zip = file(Arrays.copyOf(whole, length));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> ModuleZip.check(ID, zip));
        }
    }

    @Test
    void frontCutOff_isRefusedWhenRead() throws IOException {
        byte[] whole = one().finish();
        assertUnreadable(Arrays.copyOfRange(whole, 10, whole.length), "contradicts itself");
    }

    @Test
    void bytesBeforeTheZip_areAllowedAsInGo() throws Exception {
        byte[] whole = one().finish();
        byte[] prefixed = new byte[whole.length + 100];
        System.arraycopy(whole, 0, prefixed, 100, whole.length);
        Path zip = file(prefixed);
        assertThat(ModuleZip.check(ID, zip).valid()).containsExactly(PREFIX + "m.go");
        ModuleZip.extract(ID, zip, temporary.resolve("target"));
        assertThat(temporary.resolve("target/m.go")).hasBinaryContent(DATA);
    }

    @Test
    void bomb_declaredHonestly_isTooLarge() throws IOException {
        RawZip raw = new RawZip();
        byte[] zeros = new byte[10 << 20];
        byte[] packed = RawZip.deflate(zeros);
        RawZip.Header header = raw.describe(PREFIX, zeros);
        header.method = 8;
        header.compressedSize = packed.length;
        for (int i = 0; i < 51; i++) {
            header.name = (PREFIX + "f" + i).getBytes(UTF_8);
            raw.entry(header, packed);
        }
        Path zip = file(raw.finish());
        String message = "total uncompressed size of module contents too large (max size is 524288000 bytes)";
        assertThat(ModuleZip.check(ID, zip).error()).contains(message);
        assertRefused(zip, ModuleHash::ofZip, message);
        assertThatExceptionOfType(InvalidZipException.class)
                .isThrownBy(() -> ModuleZip.extract(ID, zip, temporary.resolve("target")))
                .withMessage(message);
        assertThat(temporary.resolve("target")).doesNotExist();
    }

    @Test
    void bomb_declaredSmall_isCutOff() throws IOException {
        RawZip raw = new RawZip();
        byte[] zeros = new byte[10 << 20];
        RawZip.Header header = raw.describe(PREFIX + "bomb", zeros);
        header.size = 10;
        header.method = 8;
        byte[] packed = RawZip.deflate(zeros);
        header.compressedSize = packed.length;
        raw.entry(header, packed);
        assertDamaged(file(raw.finish()), "uncompressed size is not the declared one");
    }

    @Test
    void entryShorterThanDeclared_isDamaged() throws IOException {
        RawZip raw = new RawZip();
        RawZip.Header header = raw.describe(PREFIX + "m.go", DATA);
        header.compressedSize = DATA.length;
        header.size++;
        assertDamaged(file(raw.entry(header, DATA).finish()), "uncompressed size is not the declared one");
    }

    @Test
    void wrongChecksum_isDamaged() throws IOException {
        RawZip raw = new RawZip();
        RawZip.Header header = raw.describe(PREFIX + "m.go", DATA);
        header.compressedSize = DATA.length;
        header.crc ^= 1;
        assertDamaged(file(raw.entry(header, DATA).finish()), "checksum error");
    }

    @Test
    void laterEntryDamaged_nothingStaysUnpacked() throws IOException {
        RawZip raw = one().stored(PREFIX + "a/b/c.go", DATA);
        RawZip.Header header = raw.describe(PREFIX + "a/b/d.go", DATA);
        header.compressedSize = DATA.length;
        header.crc ^= 1;
        assertDamaged(file(raw.entry(header, DATA).finish()), "checksum error");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9, 12, 14, 20, 93, 95, 97, 98, 99, 0xffff})
    void otherCompression_isUnsupported(int method) throws IOException {
        RawZip raw = new RawZip();
        RawZip.Header header = raw.describe(PREFIX + "m.go", DATA);
        header.compressedSize = DATA.length;
        header.method = method;
        assertDamaged(file(raw.entry(header, DATA).finish()), "unsupported compression algorithm");
    }

    @Test
    void encryptedEntry_isNotRead() throws IOException {
        RawZip raw = new RawZip();
        RawZip.Header header = raw.describe(PREFIX + "m.go", DATA);
        header.compressedSize = DATA.length;
        header.flags = 1;
        assertDamaged(file(raw.entry(header, DATA).finish()), "encryption");
    }

    @Test
    void garbageInsteadOfDeflatedData_isDamaged() throws IOException {
        RawZip raw = new RawZip();
        byte[] garbage = new byte[1000];
        new Random(1).nextBytes(garbage);
        RawZip.Header header = raw.describe(PREFIX + "m.go", DATA);
        header.method = 8;
        header.compressedSize = garbage.length;
        assertDamaged(file(raw.entry(header, garbage).finish()), "");
    }

    @Test
    void entriesThatShareOneDeflatedBlock_areBoundedTogether() throws IOException {
        RawZip raw = new RawZip();
        byte[] zeros = new byte[50 << 20];
        byte[] packed = RawZip.deflate(zeros);
        RawZip.Header header = raw.describe(PREFIX + "f", zeros);
        header.method = 8;
        header.compressedSize = packed.length;
        raw.entry(header, packed);
        for (int i = 0; i < 1000; i++) {
            header.name = (PREFIX + "g" + i).getBytes(UTF_8);
            raw.listed(header);
        }
        assertRefused(file(raw.finish()), ModuleHash::ofZip, "total uncompressed size of module contents too large");
    }

    @Test
    void offsetBehindTheEnd_isDamaged() throws IOException {
        RawZip raw = new RawZip();
        RawZip.Header header = raw.describe(PREFIX + "m.go", DATA);
        header.compressedSize = DATA.length;
        header.offset = 0x7fff_ffffL;
        assertDamaged(file(raw.listed(header).finish()), "");
    }

    @Test
    void aMillionEntries_areNotRead() throws IOException {
        RawZip raw = new RawZip();
        RawZip.Header header = new RawZip.Header(PREFIX + "f");
        for (int i = 0; i < 1_000_000; i++) {
            raw.listed(header);
        }
        int bytes = raw.listBytes();
        assertUnreadable(raw.finish64(1_000_000, bytes, 0), "too many entries in zip");
    }

    @Test
    void aMillionEntries_countedAsFew_areNotRead() throws IOException {
        RawZip raw = new RawZip();
        RawZip.Header header = new RawZip.Header("f");
        for (int i = 0; i < 1_000_000; i++) {
            raw.listed(header);
        }
        int bytes = raw.listBytes();
        assertUnreadable(raw.finish(1_000_000 & 0xffff, bytes, 0), "contradicts itself");
    }

    @Test
    void manyExtraFields_areNotRead() throws IOException {
        RawZip raw = new RawZip();
        RawZip.Header header = new RawZip.Header(PREFIX + "f");
        header.extra = new byte[0xfff0];
        for (int i = 0; i < 200; i++) {
            raw.listed(header);
        }
        assertUnreadable(raw.finish(), "too many extra fields");
    }

    @Test
    void namesMadeOfSlashes_areBounded() throws IOException {
        RawZip raw = new RawZip();
        for (int i = 0; i < 200; i++) {
            raw.listed(new RawZip.Header(PREFIX + "a" + i + "/b".repeat(32_000)));
        }
        assertRefused(file(raw.finish()), path -> ModuleZip.check(ID, path), "too many or too long file names");
    }

    @Test
    void oneNameMadeOfSlashes_isChecked() throws IOException {
        String deep = "a" + "/b".repeat(10_000);
        Path zip = file(new RawZip().stored(PREFIX + deep, DATA).finish());
        assertTimeoutPreemptively(
                LIMIT, () -> assertRefused(zip, path -> ModuleZip.check(ID, path), "too many or too long file names"));
    }

    @Test
    void zip64_isRead() throws Exception {
        RawZip raw = one();
        int bytes = raw.listBytes();
        Path zip = file(raw.finish64(1, bytes, raw.offset()));
        assertThat(ModuleZip.check(ID, zip).valid()).containsExactly(PREFIX + "m.go");
    }

    @Test
    void zip64_nonsense_isRefused() throws IOException {
        for (long nonsense : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0x1_0000_0000L, 2}) {
            RawZip raw = one();
            assertUnreadable(raw.finish64(nonsense, raw.listBytes(), raw.offset()), "zip");
            raw = one();
            assertUnreadable(raw.finish64(1, nonsense, raw.offset()), "zip");
            raw = one();
            assertUnreadable(raw.finish64(1, raw.listBytes(), nonsense), "zip");
            raw = one();
            assertUnreadable(raw.finish64(1, raw.listBytes(), raw.offset(), nonsense), "zip");
        }
    }

    @Test
    void zip64_sizesInEntry_areBounded() throws IOException {
        for (long nonsense : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40}) {
            RawZip raw = new RawZip();
            RawZip.Header header = raw.describe(PREFIX + "m.go", DATA);
            header.size = 0xffff_ffffL;
            header.compressedSize = 0xffff_ffffL;
            header.extra = java.nio.ByteBuffer.wrap(new byte[20])
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) 1)
                    .putShort((short) 16)
                    .putLong(nonsense)
                    .putLong(nonsense)
                    .array();
            Path zip = file(raw.entry(header, DATA).finish());
            assertRefused(zip, ModuleHash::ofZip, "");
            Path target = temporary.resolve("target");
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> ModuleZip.extract(ID, zip, target))
                    .isInstanceOfAny(IOException.class, InvalidZipException.class);
            assertThat(target).doesNotExist();
        }
    }

    @Test
    void nameThatIsNotUtf8_isInvalid_andHashedAsItsBytes() throws IOException {
        RawZip raw = new RawZip();
        RawZip.Header header = raw.describe(PREFIX, DATA);
        header.name = (PREFIX + "\u00ff.go").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        header.compressedSize = DATA.length;
        Path zip = file(raw.entry(header, DATA).finish());
        assertThat(ModuleZip.check(ID, zip).error())
                .contains("\"example.com/m@v1.0.0/\\xff.go\": malformed file path \"\\xff.go\": invalid UTF-8");
        assertThat(ModuleHash.ofZip(zip)).hasToString("h1:UUR/A9PufNHGm4h2VmmJKBo4UN902CRBjr9A1Z31lFo=");
    }

    @Test
    void randomDamage_neverBreaksTheReader() throws IOException {
        Random random = new Random(7);
        byte[] whole = one().stored(PREFIX + "a/n.go", DATA)
                .deflated(PREFIX + "go.mod", DATA)
                .finish();
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path zip = file(bytes);
            for (Reading reading : Stream.<Reading>of(
                            path -> ModuleZip.check(ID, path),
                            ModuleHash::ofZip,
                            path -> ModuleZip.extract(ID, path, temporary.resolve("target")))
                    .toList()) {
                try {
                    reading.run(zip);
                } catch (IOException | InvalidZipException e) {
                    assertThat(e.getMessage()).isNotEmpty();
                } catch (Exception e) {
                    throw new AssertionError("damage " + i, e);
                }
            }
            clear(temporary.resolve("target"));
        }
    }

    private static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Test
    void extract_intoDirectoryWithContent_isRefused() throws IOException {
        Path zip = file(one().finish());
        Path target = Files.createDirectory(temporary.resolve("target"));
        Files.createFile(target.resolve("mine"));
        assertRefused(zip, path -> ModuleZip.extract(ID, path, target), "target directory exists and is not empty");
        assertThat(target.resolve("mine")).exists();
    }

    @Test
    void zipException_hasNoPathOfTheServer() throws IOException {
        Path zip = file(new byte[100]);
        assertThatExceptionOfType(ZipException.class)
                .isThrownBy(() -> ModuleZip.check(ID, zip))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(temporary.toString()));
    }
}
