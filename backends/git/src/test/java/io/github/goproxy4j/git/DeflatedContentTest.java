package io.github.goproxy4j.git;

import static io.github.goproxy4j.git.TestRepository.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.source.SourceEntry;
import io.github.goproxy4j.source.SourceTree;
import io.github.goproxy4j.zip.DeflatedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that leave a repository as compressed as its packs have them. */
class DeflatedContentTest {
    @TempDir
    Path directory;

    private TestRepository repository;
    private ObjectId tip;

    @BeforeEach
    void create() throws IOException {
        repository = TestRepository.create(directory.resolve("r.git"));
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 150; i++) {
            files.put("d" + i % 7 + "/f" + i, text(i, i * 11));
        }
        files.put("empty", "");
        files.put(".gitattributes", "*.bat text eol=crlf\n");
        files.put("run.bat", text(1000, 900));
        files.put("large", text(1001, 300_000));
        tip = repository.commit(files);
        repository.ref("refs/heads/master", tip);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private static String text(int seed, int length) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Integer.toString(random.nextInt(), 36)).append('\n');
        }
        return text.substring(0, length);
    }

    private void repack(String... settings) {
        String[] command = Stream.concat(Stream.of(settings), Stream.of("repack", "-q", "-adF"))
                .toArray(String[]::new);
        GitBinary.required(directory).run(repository.directory(), command);
    }

    private interface Check {
        void check(SourceTree tree, SourceEntry entry) throws IOException, DataFormatException;
    }

    private void each(Check check) throws IOException, DataFormatException {
        try (GitSourceRepository source = GitSourceRepository.open(repository.directory());
                SourceTree tree = source.openTree(id(tip), "")) {
            for (SourceEntry entry : tree.entries()) {
                check.check(tree, entry);
            }
        }
    }

    private Map<String, DeflatedContent> found() throws IOException, DataFormatException {
        Map<String, DeflatedContent> found = new LinkedHashMap<>();
        each((tree, entry) -> tree.deflated(entry).ifPresent(content -> found.put(entry.path(), content)));
        return found;
    }

    /** As the contract asks of who copies it; empty where the data are not whole. */
    private static Optional<byte[]> inflate(DeflatedContent content) throws IOException {
        byte[] stored;
        try (InputStream in = content.open()) {
            stored = in.readNBytes((int) Math.min(content.size(), 1 << 20) * 2 + 100);
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored);
            byte[] bytes = new byte[(int) Math.min(content.size(), 1 << 20)];
            int length = 0;
            for (int n = 1; n > 0 && length < bytes.length; length += n) {
                n = inflater.inflate(bytes, length, bytes.length - length);
            }
            boolean ends = inflater.inflate(new byte[1]) == 0 && inflater.finished();
            int end = (int) inflater.getBytesRead();
            Adler32 adler = new Adler32();
            adler.update(bytes);
            boolean whole = ends
                    && length == content.size()
                    && end + Integer.BYTES <= stored.length
                    && ByteBuffer.wrap(stored, end, Integer.BYTES).getInt() == (int) adler.getValue();
            return whole ? Optional.of(bytes) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private void assertSameAsExported(int expected) throws IOException, DataFormatException {
        int[] count = {0};
        each((tree, entry) -> {
            Optional<DeflatedContent> content = tree.deflated(entry);
            if (content.isPresent()) {
                count[0]++;
                assertThat(content.get().size()).isEqualTo(tree.exportSize(entry));
                try (InputStream in = tree.export(entry)) {
                    assertThat(inflate(content.get()).orElseThrow()).isEqualTo(in.readAllBytes());
                }
            }
        });
        assertThat(count[0]).isEqualTo(expected);
    }

    @Test
    void storedWhole_isTheExportedContent() throws Exception {
        repack("-c", "pack.window=0");
        // All but the one whose line ends are converted.
        assertSameAsExported(153);
        assertThat(found()).doesNotContainKey("run.bat").containsKeys("empty", "large", ".gitattributes");
    }

    @Test
    void indexOfVersion1_andDeltasOfOffsets_areRead() throws Exception {
        repack("-c", "pack.window=0", "-c", "pack.indexVersion=1");
        assertSameAsExported(153);
    }

    @Test
    void storedWithoutCompression_isTheExportedContent() throws Exception {
        repack("-c", "pack.window=0", "-c", "pack.compression=0");
        assertSameAsExported(153);
    }

    @Test
    void inSeveralPacks_isFoundInEach() throws Exception {
        repack("-c", "pack.window=0");
        ObjectId before = tip;
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            files.put("d" + i % 7 + "/f" + i, text(i, i * 11));
            files.put("new" + i, text(5000 + i, 500));
        }
        tip = repository.commit(files, before);
        repository.ref("refs/heads/master", tip);
        GitBinary.required(directory).run(repository.directory(), "-c", "pack.window=0", "repack", "-q", "-d");
        assertSameAsExported(40);
    }

    @Test
    void storedAsDelta_orInAFileOfItsOwn_isNotThere() throws Exception {
        assertThat(found()).isEmpty();
        String base = text(1, 50_000);
        tip = repository.commit(Map.of("a", base, "b", base + "more", "c", "less" + base));
        repository.ref("refs/heads/master", tip);
        repack("-c", "pack.window=10");
        assertSameAsExported(1);
    }

    @Test
    void damagedPack_givesNothingThatPassesForTheContent() throws Exception {
        repack("-c", "pack.window=0");
        Map<ObjectId, byte[]> right = new LinkedHashMap<>();
        each((tree, entry) -> {
            if (tree.deflated(entry).isPresent()) {
                try (InputStream in = tree.export(entry)) {
                    right.put(ObjectId.fromString(entry.id().hex()), in.readAllBytes());
                }
            }
        });
        Path pack = file(".pack");
        assertThat(pack.toFile().setWritable(true)).isTrue();
        byte[] whole = Files.readAllBytes(pack);
        Random random = new Random(7);
        for (int i = 0; i < 5; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j < 300; j++) {
                damaged[12 + random.nextInt(damaged.length - 12)] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(pack, damaged);
            assertThat(countDamaged(right)).isGreaterThan(10);
        }
    }

    /** How many files are not whole; all others are right. */
    private int countDamaged(Map<ObjectId, byte[]> right) throws IOException {
        int damaged = 0;
        try (PackedBlobs blobs = PackedBlobs.open(repository.directory().resolve("objects"))) {
            for (Map.Entry<ObjectId, byte[]> file : right.entrySet()) {
                Optional<DeflatedContent> content = blobs.find(file.getKey());
                Optional<byte[]> read = content.isPresent() ? inflate(content.get()) : Optional.empty();
                damaged += read.isPresent() ? 0 : 1;
                if (read.isPresent()) {
                    assertThat(read.get()).isEqualTo(file.getValue());
                }
            }
        }
        return damaged;
    }

    private Path file(String extension) throws IOException {
        try (Stream<Path> files = Files.list(repository.directory().resolve("objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .findAny()
                    .orElseThrow();
        }
    }

    @Test
    void packThatIsGone_isNotThere_andLeavesTheErrorToTheExport() throws Exception {
        repack("-c", "pack.window=0");
        Path index = file(".idx");
        byte[] bytes = Files.readAllBytes(index);
        try (GitSourceRepository source = GitSourceRepository.open(repository.directory());
                SourceTree tree = source.openTree(id(tip), "")) {
            SourceEntry entry = tree.entries().get(0);
            assertThat(index.toFile().setWritable(true)).isTrue();
            Files.write(index, new byte[] {1, 2, 3});
            assertThat(tree.deflated(entry)).isEmpty();
        }
        Files.write(index, bytes);
        assertSameAsExported(153);
    }

    /** As after packing the same objects again, between the reading of the index and that of the pack. */
    @Test
    void packOfAnotherLayout_isNotThere() throws Exception {
        repack("-c", "pack.window=0");
        Path pack = file(".pack");
        byte[] index = Files.readAllBytes(file(".idx"));
        repack("-c", "pack.window=0", "-c", "pack.compression=0");
        Path other = file(".pack");
        Files.move(other, pack, StandardCopyOption.REPLACE_EXISTING);
        Path stale = Path.of(pack.toString().replace(".pack", ".idx"));
        Files.deleteIfExists(file(".idx"));
        Files.write(stale, index);
        try (PackedBlobs blobs = PackedBlobs.open(repository.directory().resolve("objects"))) {
            for (int i = 0; i < 150; i++) {
                ObjectId blob = new ObjectInserter.Formatter()
                        .idFor(Constants.OBJ_BLOB, text(i, i * 11).getBytes(StandardCharsets.US_ASCII));
                assertThat(PackIndexFile.find(stale, blob)).isPresent();
                assertThat(blobs.find(blob)).isEmpty();
            }
        }
    }

    @Test
    void identity_isThatOfTheBlob_notOfAnotherOneOfTheSameSize() {
        byte[] content = text(1, 999).getBytes(StandardCharsets.US_ASCII);
        byte[] other = text(2, 999).getBytes(StandardCharsets.US_ASCII);
        ObjectId blob = new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, content);
        BlobIdentity right = new BlobIdentity(blob, content.length);
        right.update(content, 0, 500);
        right.update(content, 500, 499);
        assertThat(right.isConfirmed()).isTrue();
        BlobIdentity wrong = new BlobIdentity(blob, content.length);
        wrong.update(other, 0, other.length);
        assertThat(wrong.isConfirmed()).isFalse();
    }

    @Test
    void damagedIndex_doesNotHideOtherPacks() throws Exception {
        repack("-c", "pack.window=0");
        Path bad = repository.directory().resolve("objects/pack/pack-" + "a".repeat(40) + ".idx");
        byte[] hostile = new byte[100_000];
        hostile[3] = 9;
        Files.write(bad, hostile);
        Files.write(bad.resolveSibling("pack-" + "b".repeat(40) + ".idx"), new byte[] {1});
        try (PackedBlobs blobs = PackedBlobs.open(repository.directory().resolve("objects"))) {
            ObjectId blob = new ObjectInserter.Formatter()
                    .idFor(Constants.OBJ_BLOB, text(7, 77).getBytes(StandardCharsets.US_ASCII));
            assertThat(blobs.find(blob)).isPresent();
        }
    }
}
