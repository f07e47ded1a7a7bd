package io.github.goproxy4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.repository.ModuleFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was changed under the store is not served: it is seen, set aside and asked for again. */
final class DamageTest {
    private static final SampleVersion V1 = SampleVersion.of("p", "example.com/m", "v1.0.0", 400_000, 6);
    private static final SampleVersion V2 = SampleVersion.of("example.com/m", "v1.1.0");

    @TempDir
    Path directory;

    private final TestSources sources = new TestSources();
    private DiskStore store;
    private StoreFiles files;

    @BeforeEach
    void open() throws Exception {
        store = DiskStore.open(directory.resolve("store"), DiskStoreOptions.defaults());
        store.connect(sources);
        store.awaitCleaning();
        files = new StoreFiles(directory.resolve("store"));
        V1.keepIn(store);
        V2.keepIn(store);
        // Opened once, so that what is changed is a file that the store holds open.
        V1.assertWholeIn(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private interface Harm {
        void to(Path file) throws IOException;
    }

    private static void truncate(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
    }

    private static void grow(Path file) throws IOException {
        Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
    }

    private static void replace(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        FileTime time = Files.getLastModifiedTime(file);
        Path other = Files.write(file.resolveSibling("other"), bytes);
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A bit, and no trace of it. */
    private static void flip(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, channel.size() / 2);
            one.put(0, (byte) (one.get(0) ^ 1));
            channel.write(one.rewind(), channel.size() / 2);
        }
        Files.setLastModifiedTime(file, time);
    }

    private static void overwrite(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        flip(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 5));
    }

    private void assertZipIsLost(Harm harm) throws Exception {
        harm.to(files.of(V1, StoredFile.ZIP));
        assertThat(store.find(V1.name(), VersionFile.ZIP)).isEmpty();
        assertThat(sources.rebuilt).containsExactly(V1.name());
        assertThat(SampleVersion.read(store, V1.name(), VersionFile.MOD)).contains(V1.mod());
        assertThat(SampleVersion.read(store, V1.name(), VersionFile.INFO)).contains(V1.info());
        assertThat(files.list(V1)).hasContent("v1.1.0\n");
        V2.assertWholeIn(store);
        V1.keepIn(store);
        V1.assertWholeIn(store);
        assertThat(sources.rebuilt).hasSize(1);
    }

    @Test
    void find_truncatedZip_isEmptyAndQuarantined() throws Exception {
        assertZipIsLost(DamageTest::truncate);
        assertThat(files.quarantined())
                .containsExactlyInAnyOrder("v1.0.0.zip", "v1.0.0.ziphash", "v1.0.0.parts", "record");
    }

    @Test
    void find_grownZip_isEmptyAndQuarantined() throws Exception {
        assertZipIsLost(DamageTest::grow);
        assertThat(files.quarantined()).contains("v1.0.0.zip");
    }

    @Test
    void find_replacedZipOfSameSizeAndTime_isEmptyAndQuarantined() throws Exception {
        assertZipIsLost(DamageTest::replace);
        assertThat(files.quarantined()).contains("v1.0.0.zip");
    }

    @Test
    void find_overwrittenZip_isEmptyAndQuarantined() throws Exception {
        assertZipIsLost(DamageTest::overwrite);
        assertThat(files.quarantined()).contains("v1.0.0.zip");
    }

    @Test
    void commit_afterTheZipWasDamaged_mustHaveTheSameHash() throws Exception {
        truncate(files.of(V1, StoredFile.ZIP));
        assertThat(store.find(V1.name(), VersionFile.ZIP)).isEmpty();
        assertThat(store.hash(V1.name())).contains(V1.hash());
        try (ModuleStore.Draft draft = store.begin(V1.name())) {
            V2.write(draft);
            assertThatThrownBy(() -> draft.commit(V1.info(), V1.mod(), V2.hash(), Optional.empty()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("kept already");
        }
        V1.keepIn(store);
        V1.assertWholeIn(store);
    }

    @Test
    void find_deletedZip_isEmpty() throws Exception {
        assertZipIsLost(Files::delete);
    }

    @Test
    void find_zipReplacedByADirectory_isEmpty() throws Exception {
        assertZipIsLost(file -> {
            Files.delete(file);
            Files.createDirectory(file);
        });
    }

    @Test
    void find_zipReplacedByALink_isEmpty() throws Exception {
        assertZipIsLost(file -> {
            Path elsewhere = directory.resolve("elsewhere");
            Files.move(file, elsewhere);
            Files.createSymbolicLink(file, elsewhere);
        });
    }

    @Test
    void find_damageWhileTheStoreWasClosed_isSeen() throws Exception {
        store.close();
        truncate(files.of(V1, StoredFile.ZIP));
        replace(files.of(V2, StoredFile.MOD));
        store = DiskStore.open(files.root(), DiskStoreOptions.defaults());
        store.connect(sources);
        assertThat(store.find(V1.name(), VersionFile.ZIP)).isEmpty();
        assertThat(store.find(V2.name(), VersionFile.MOD)).isEmpty();
        assertThat(sources.rebuilt).containsExactly(V1.name(), V2.name());
    }

    @Test
    void find_damagedMod_losesTheWholeVersion() throws Exception {
        grow(files.of(V1, StoredFile.MOD));
        assertThat(store.find(V1.name(), VersionFile.MOD)).isEmpty();
        V1.assertAbsentIn(store);
        assertThat(sources.rebuilt).containsExactly(V1.name());
        assertThat(files.quarantined())
                .containsExactlyInAnyOrder(
                        "v1.0.0.info", "v1.0.0.mod", "v1.0.0.zip", "v1.0.0.ziphash", "v1.0.0.parts", "record");
        V1.keepIn(store);
        V1.assertWholeIn(store);
    }

    @Test
    void find_damagedRecord_isEmpty_andTheVersionCanBeKeptAgain() throws Exception {
        store.close();
        truncate(files.record(V1));
        store = DiskStore.open(files.root(), DiskStoreOptions.defaults());
        V1.assertAbsentIn(store);
        V1.keepIn(store);
        V1.assertWholeIn(store);
    }

    @Test
    void find_recordOfAnotherVersion_isEmpty() throws Exception {
        SampleVersion other = SampleVersion.of("example.com/m", "v1.2.0");
        for (StoredFile file : StoredFile.values()) {
            Files.copy(files.of(V1, file), files.of(other, file));
        }
        Files.copy(files.record(V1), files.record(other));
        other.assertAbsentIn(store);
    }

    @Test
    void parts_damagedTable_isEmptyAndTheZipStays() throws Exception {
        truncate(files.of(V1, StoredFile.PARTS));
        try (ModuleFile lease = store.find(V1.name(), VersionFile.ZIP).orElseThrow()) {
            assertThat(lease.parts()).isEmpty();
        }
        V1.assertWholeIn(store);
        assertThat(files.quarantined()).containsExactlyInAnyOrder("v1.0.0.parts", "record");
    }

    @Test
    void parts_flippedBit_isEmpty() throws Exception {
        flip(files.of(V1, StoredFile.PARTS));
        try (ModuleFile lease = store.find(V1.name(), VersionFile.ZIP).orElseThrow()) {
            assertThat(lease.parts()).isEmpty();
        }
    }

    @Test
    void find_copiedStore_servesTheCopies() throws Exception {
        store.close();
        Path copy = directory.resolve("copy");
        try (Stream<Path> all = Files.walk(files.root())) {
            for (Path path : all.toList()) {
                Files.copy(path, copy.resolve(files.root().relativize(path).toString()));
            }
        }
        try (DiskStore copied = DiskStore.open(copy, DiskStoreOptions.defaults())) {
            copied.connect(sources);
            V1.assertWholeIn(copied);
            V2.assertWholeIn(copied);
            // The record knows the copy now, so that it is not read again.
            assertThat(copied.find(V1.name(), VersionFile.ZIP))
                    .isPresent()
                    .get()
                    .satisfies(ModuleFile::close);
            VersionRecord record = new StoreTree(new StoreLayout(copy), new SystemFiles(), new MovingClock())
                    .read(V1.name())
                    .orElseThrow();
            Path zip = new StoreLayout(copy).file(V1.name(), StoredFile.ZIP);
            assertThat(record.file(StoredFile.ZIP).orElseThrow().matches(zip, FileStamp.of(zip)))
                    .isTrue();
        }
        assertThat(sources.rebuilt).isEmpty();
        assertThat(new StoreFiles(copy).quarantined()).isEmpty();
    }

    @Test
    void inspection_findsAFlippedBit() throws Exception {
        flip(files.of(V1, StoredFile.ZIP));
        assertThat(store.find(V1.name(), VersionFile.ZIP)).isPresent().get().satisfies(ModuleFile::close);
        store.inspectNow();
        assertThat(sources.rebuilt).containsExactly(V1.name());
        assertThat(store.find(V1.name(), VersionFile.ZIP)).isEmpty();
        assertThat(files.quarantined()).contains("v1.0.0.zip");
        V2.assertWholeIn(store);
        V1.keepIn(store);
        store.inspectNow();
        V1.assertWholeIn(store);
        assertThat(sources.rebuilt).hasSize(1);
    }

    @Test
    void inspection_findsAFlippedBitInEachFile() throws Exception {
        for (StoredFile file : StoredFile.values()) {
            flip(files.of(V1, file));
            store.inspectNow();
            V1.keepIn(store);
            V1.assertWholeIn(store);
            assertThat(Files.readString(files.of(V1, StoredFile.ZIPHASH)))
                    .isEqualTo(V1.hash().text());
        }
        assertThat(sources.rebuilt).containsOnly(V1.name());
    }

    @Test
    void inspection_remembersWhenItBegan() throws Exception {
        assertThat(files.root().resolve("inspected")).doesNotExist();
        store.inspectNow();
        assertThat(files.root().resolve("inspected")).exists();
    }

    @Test
    void quarantine_isBounded_butKeepsOnlyCopies() throws Exception {
        store.keepForever(V2.name());
        truncate(files.of(V2, StoredFile.ZIP));
        assertThat(store.find(V2.name(), VersionFile.ZIP)).isEmpty();
        for (int i = 0; i < Quarantine.MAX_FINDINGS + 3; i++) {
            truncate(files.of(V1, StoredFile.ZIP));
            assertThat(store.find(V1.name(), VersionFile.ZIP)).isEmpty();
            V1.keepIn(store);
        }
        try (Stream<Path> findings = Files.list(files.root().resolve("quarantine"))) {
            assertThat(findings).hasSize(Quarantine.MAX_FINDINGS + 1);
        }
        assertThat(files.quarantined()).contains("v1.1.0.zip");
        assertThat(SampleVersion.read(store, V2.name(), VersionFile.MOD)).contains(V2.mod());
    }

    @Test
    void stream_ofZipTruncatedWhileItIsSent_fails() throws Exception {
        try (ModuleFile lease = store.find(V1.name(), VersionFile.ZIP).orElseThrow();
                InputStream in = lease.openStream(0)) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
            truncate(files.of(V1, StoredFile.ZIP));
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> lease.copyTo(new ByteArrayOutputStream(), 0, V1.zip().length))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(lease::checkUnchanged).isInstanceOf(IOException.class);
        }
    }

    @Test
    void stream_ofZipOverwrittenWhileItIsSent_failsBeforeItsEnd() throws Exception {
        try (ModuleFile lease = store.find(V1.name(), VersionFile.ZIP).orElseThrow()) {
            assertThat(lease.path()).isPresent();
            overwrite(files.of(V1, StoredFile.ZIP));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThatThrownBy(() -> lease.copyTo(out, 0, V1.zip().length)).isInstanceOf(IOException.class);
            assertThat(out.size()).isLessThan(V1.zip().length);
            assertThatThrownBy(lease::checkUnchanged).isInstanceOf(IOException.class);
        }
    }

    @Test
    void stream_ofZipReplacedWhileItIsSent_givesTheOldBytes() throws Exception {
        try (ModuleFile lease = store.find(V1.name(), VersionFile.ZIP).orElseThrow();
                InputStream in = lease.openStream(0)) {
            replace(files.of(V1, StoredFile.ZIP));
            assertThat(in.readAllBytes()).isEqualTo(V1.zip());
        }
    }
}
