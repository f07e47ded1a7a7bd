package io.github.goproxy4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.directory.DirectoryRepository;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept, is found: the bytes that were committed first, by leases that last. */
final class DiskStoreTest {
    private static final SampleVersion V1 = SampleVersion.of("example.com/m", "v1.0.0");
    private static final SampleVersion V2 = SampleVersion.of("example.com/m", "v1.1.0");
    private static final SampleVersion LARGE = SampleVersion.of("p", "example.com/large", "v1.0.0", 300_000, 0);

    @TempDir
    Path directory;

    private DiskStore store;
    private StoreFiles files;

    @BeforeEach
    void open() throws Exception {
        store = DiskStore.open(directory, DiskStoreOptions.defaults());
        store.awaitCleaning();
        files = new StoreFiles(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() throws Exception {
        store.close();
        open();
    }

    @Test
    void find_unknownVersion_isEmpty() throws Exception {
        V1.assertAbsentIn(store);
    }

    @Test
    void find_committedVersion_hasItsBytes_alsoAfterRestart() throws Exception {
        V1.keepIn(store);
        V1.assertWholeIn(store);
        reopen();
        V1.assertWholeIn(store);
        assertThat(SampleVersion.read(store, V1.in("other"), VersionFile.ZIP)).isEmpty();
    }

    @Test
    void find_draftNotCommitted_isEmptyAndLeavesNothing() throws Exception {
        try (ModuleStore.Draft draft = store.begin(V1.name())) {
            V1.write(draft);
            V1.assertAbsentIn(store);
        }
        V1.assertAbsentIn(store);
        assertThat(files.temporary()).isEmpty();
    }

    @Test
    void commit_leavesNoTemporaryFile() throws Exception {
        V1.keepIn(store);
        assertThat(files.temporary()).isEmpty();
    }

    @Test
    void tag_isTheHashOfTheBytes_andSurvivesRestart() throws Exception {
        V1.keepIn(store);
        for (VersionFile file : VersionFile.values()) {
            try (ModuleFile lease = store.find(V1.name(), file).orElseThrow()) {
                assertThat(lease.tag()).contains(StrongTag.of(V1.bytes(file)));
                assertThat(lease.size()).hasValue(V1.bytes(file).length);
                assertThat(lease.lastModified()).isPresent();
            }
        }
        Optional<StrongTag> before = tag(V1);
        reopen();
        assertThat(tag(V1)).isEqualTo(before);
    }

    private Optional<StrongTag> tag(SampleVersion version) throws IOException {
        try (ModuleFile lease = store.find(version.name(), VersionFile.ZIP).orElseThrow()) {
            return lease.tag();
        }
    }

    @Test
    void commit_withoutZip_isFoundWithoutZip_andMadeWholeLater() throws Exception {
        V1.keepPartly(store);
        assertThat(SampleVersion.read(store, V1.name(), VersionFile.INFO)).contains(V1.info());
        assertThat(SampleVersion.read(store, V1.name(), VersionFile.MOD)).contains(V1.mod());
        assertThat(SampleVersion.read(store, V1.name(), VersionFile.ZIP)).isEmpty();
        assertThat(Files.exists(files.list(V1))).isFalse();
        V1.keepIn(store);
        V1.assertWholeIn(store);
        V1.keepPartly(store);
        V1.assertWholeIn(store);
        assertThat(files.list(V1)).hasContent("v1.0.0\n");
    }

    @Test
    void commit_sameHashAgain_keepsTheFirstBytes() throws Exception {
        V1.keepIn(store);
        SampleVersion again = SampleVersion.of("p", "example.com/m", "v1.0.0", 10_000, Deflater.NO_COMPRESSION);
        assertThat(again.zip()).isNotEqualTo(V1.zip());
        assertThat(again.hash()).isEqualTo(V1.hash());
        try (ModuleStore.Draft draft = store.begin(again.name())) {
            again.write(draft);
            draft.commit(again.info(), again.mod(), again.hash(), Optional.empty());
            assertReads(draft.reopenZip(), again.zip());
        }
        V1.assertWholeIn(store);
    }

    @Test
    void commit_otherModOrHash_failsAndKeepsTheFirst() throws Exception {
        V1.keepIn(store);
        ModuleHash other = V2.hash();
        try (ModuleStore.Draft draft = store.begin(V1.name())) {
            V2.write(draft);
            assertThatThrownBy(() -> draft.commit(V1.info(), V1.mod(), other, Optional.empty()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("kept already");
        }
        try (ModuleStore.Draft draft = store.begin(V1.name())) {
            assertThatThrownBy(() -> draft.commit(V1.info(), V2.mod())).isInstanceOf(IOException.class);
        }
        V1.assertWholeIn(store);
        assertThat(files.temporary()).isEmpty();
    }

    @Test
    void reopenZip_beforeAndAfterCommitAndClose_readsWhatWasWritten() throws Exception {
        ModuleStore.Draft draft = store.begin(V1.name());
        V1.write(draft);
        assertReads(draft.reopenZip(), V1.zip());
        draft.commit(V1.info(), V1.mod(), V1.hash(), Optional.empty());
        assertReads(draft.reopenZip(), V1.zip());
        draft.close();
        assertReads(draft.reopenZip(), V1.zip());
        store.remove(V1.name());
        assertThatThrownBy(draft::reopenZip).isInstanceOf(IOException.class);
    }

    private static void assertReads(FileChannel channel, byte[] expected) throws IOException {
        try (channel) {
            ByteBuffer bytes = ByteBuffer.allocate(expected.length + 1);
            while (channel.read(bytes) >= 0) {
                assertThat(bytes.hasRemaining()).isTrue();
            }
            assertThat(java.util.Arrays.copyOf(bytes.array(), bytes.position())).isEqualTo(expected);
        }
    }

    @Test
    void remove_forgetsTheVersion_andWhatIsEmptyThen() throws Exception {
        V1.keepIn(store);
        V2.keepIn(store);
        store.remove(V1.name());
        V1.assertAbsentIn(store);
        V2.assertWholeIn(store);
        assertThat(files.list(V2)).hasContent("v1.1.0\n");
        store.remove(V2.name());
        assertThat(files.below("modules")).isEmpty();
        assertThat(Files.exists(directory.resolve("modules/p"))).isFalse();
        assertThat(store.bytes()).isZero();
        V1.keepIn(store);
        V1.assertWholeIn(store);
    }

    @Test
    void remove_onlyCopy_keepsIt() throws Exception {
        V1.keepIn(store);
        store.keepForever(V1.name());
        store.remove(V1.name());
        V1.assertWholeIn(store);
        reopen();
        store.remove(V1.name());
        V1.assertWholeIn(store);
    }

    @Test
    void lease_outlivesRemovalAndClose() throws Exception {
        LARGE.keepIn(store);
        try (ModuleFile lease = store.find(LARGE.name(), VersionFile.ZIP).orElseThrow()) {
            Path path = lease.path().orElseThrow();
            ByteBuffer buffer = lease.buffer().orElseThrow();
            store.remove(LARGE.name());
            LARGE.assertAbsentIn(store);
            assertThat(Files.readAllBytes(path)).isEqualTo(LARGE.zip());
            assertThat(buffer).isEqualTo(ByteBuffer.wrap(LARGE.zip()));
            try (InputStream in = lease.openStream(0)) {
                assertThat(in.readAllBytes()).isEqualTo(LARGE.zip());
            }
            lease.checkUnchanged();
        }
        assertThat(files.temporary()).isEmpty();
    }

    @Test
    void path_ofClosedLeases_leavesNoFile() throws Exception {
        V1.keepIn(store);
        ModuleFile lease = store.find(V1.name(), VersionFile.ZIP).orElseThrow();
        assertThat(lease.path()).hasValueSatisfying(path -> assertThat(path).hasBinaryContent(V1.zip()));
        lease.close();
        lease.close();
        assertThat(lease.path()).isEmpty();
        assertThatThrownBy(() -> lease.openStream(0)).isInstanceOf(IOException.class);
        store.close();
        assertThat(files.temporary()).isEmpty();
    }

    @Test
    void buffer_isMappedForLargeFilesOnly_andReadOnly() throws Exception {
        V1.keepIn(store);
        LARGE.keepIn(store);
        try (ModuleFile small = store.find(V1.name(), VersionFile.ZIP).orElseThrow();
                ModuleFile large = store.find(LARGE.name(), VersionFile.ZIP).orElseThrow()) {
            assertThat(small.buffer()).isEmpty();
            ByteBuffer buffer = large.buffer().orElseThrow();
            assertThat(buffer.isReadOnly()).isTrue();
            assertThat(buffer.isDirect()).isTrue();
            assertThat(buffer).isEqualTo(ByteBuffer.wrap(LARGE.zip()));
            buffer.position(5);
            assertThat(large.buffer().orElseThrow().position()).isZero();
        }
    }

    @Test
    void copyToAndStreams_giveAnyPart() throws Exception {
        LARGE.keepIn(store);
        int size = LARGE.zip().length;
        try (ModuleFile lease = store.find(LARGE.name(), VersionFile.ZIP).orElseThrow()) {
            for (int from : new int[] {0, 1, 65_535, 65_536, 150_000, size - 1, size}) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                lease.copyTo(out, from, size - from);
                byte[] expected = java.util.Arrays.copyOfRange(LARGE.zip(), from, size);
                assertThat(out.toByteArray()).isEqualTo(expected);
                try (InputStream in = lease.openStream(from)) {
                    assertThat(in.readAllBytes()).isEqualTo(expected);
                }
            }
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            lease.copyTo(part, 100, 70_000);
            assertThat(part.toByteArray()).isEqualTo(java.util.Arrays.copyOfRange(LARGE.zip(), 100, 70_100));
            assertThatThrownBy(() -> lease.copyTo(part, size, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> lease.openStream(size + 1L)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void interruptedReader_doesNotDisturbOthers() throws Exception {
        LARGE.keepIn(store);
        try (ModuleFile lease = store.find(LARGE.name(), VersionFile.ZIP).orElseThrow();
                ModuleFile other = store.find(LARGE.name(), VersionFile.ZIP).orElseThrow();
                InputStream in = lease.openStream(0);
                InputStream stream = other.openStream(0)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(in::read).isInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(stream.readAllBytes()).isEqualTo(LARGE.zip());
        }
    }

    @Test
    void openFile_whoseChannelWasClosedUnderIt_readsOn() throws Exception {
        LARGE.keepIn(store);
        Path file = files.of(LARGE, StoredFile.ZIP);
        FileStamp stamp = FileStamp.of(file);
        FileChannel channel = StoreTree.open(file, stamp);
        OpenFile open = new OpenFile(
                new OpenFiles(new StoreTree(new StoreLayout(directory), new SystemFiles(), new MovingClock())),
                new FileName(LARGE.name(), StoredFile.ZIP),
                file,
                stamp,
                Sha256.of(LARGE.zip()),
                channel);
        channel.close();
        ByteBuffer bytes = ByteBuffer.allocate(LARGE.zip().length);
        while (bytes.hasRemaining()) {
            open.read(bytes, bytes.position());
        }
        assertThat(bytes.array()).isEqualTo(LARGE.zip());
        open.release();
        assertThatThrownBy(() -> open.read(ByteBuffer.allocate(1), 0)).isInstanceOf(IOException.class);
    }

    @Test
    void list_namesWholeVersionsWithoutPseudoVersions_inOrder() throws Exception {
        for (String version : List.of("v1.10.0", "v1.9.0", "v1.2.0-rc.1", "v0.0.0-20260102030405-0123456789ab")) {
            SampleVersion.of("example.com/m", version).keepIn(store);
        }
        SampleVersion.of("example.com/m", "v1.11.0").keepPartly(store);
        assertThat(files.list(V1)).hasContent("v1.2.0-rc.1\nv1.9.0\nv1.10.0\n");
    }

    @Test
    void tree_isReadableAsDirectoryRepository() throws Exception {
        SampleVersion upper = SampleVersion.of("p", "example.com/Upper", "v1.0.0-RC1");
        V1.keepIn(store);
        V2.keepIn(store);
        upper.keepIn(store);
        DirectoryRepository repository = DirectoryRepository.of(directory.resolve("modules/p"));
        assertThat(repository.versions(V1.name().id().path()))
                .containsExactlyInAnyOrder(ModuleVersion.parse("v1.0.0"), ModuleVersion.parse("v1.1.0"));
        for (SampleVersion version : List.of(V1, V2, upper)) {
            assertThat(repository
                            .info(
                                    version.name().id().path(),
                                    VersionQuery.parse(
                                            version.name().id().version().toString()))
                            .toJson())
                    .isEqualTo(version.info());
            try (ModuleFile zip = repository.zip(version.name().id());
                    InputStream in = zip.openStream(0)) {
                assertThat(in.readAllBytes()).isEqualTo(version.zip());
            }
        }
        assertThatThrownBy(() -> repository.versions(LARGE.name().id().path()))
                .isInstanceOf(ModuleAccessException.class);
    }

    @Test
    void ziphash_isAsInAModuleCache() throws Exception {
        V1.keepIn(store);
        assertThat(Files.readString(files.of(V1, StoredFile.ZIPHASH)))
                .isEqualTo(V1.hash().text());
    }

    @Test
    void twoStoresOnOneDirectory_seeEachOthersVersions() throws Exception {
        DiskStore other = DiskStore.open(directory, DiskStoreOptions.defaults());
        try (ModuleStore.Draft draft = store.begin(V2.name())) {
            V2.write(draft);
            V1.keepIn(store);
            V1.assertWholeIn(other);
            V1.keepIn(other);
            other.remove(V1.name());
            V1.assertAbsentIn(store);
            SampleVersion again = SampleVersion.of("p", "example.com/m", "v1.0.0", 10_000, Deflater.NO_COMPRESSION);
            again.keepIn(other);
            again.assertWholeIn(store);
            other.close();
            draft.commit(V2.info(), V2.mod(), V2.hash(), Optional.empty());
        } finally {
            other.close();
        }
        V2.assertWholeIn(store);
    }

    @Test
    void deletedDirectory_isAnEmptyStore() throws Exception {
        V1.keepIn(store);
        V1.assertWholeIn(store);
        try (java.util.stream.Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!path.equals(directory)) {
                    Files.delete(path);
                }
            }
        }
        V1.assertAbsentIn(store);
        V1.keepIn(store);
        V1.assertWholeIn(store);
    }

    @Test
    void closedStore_keepsNothing_andLeasesStayReadable() throws Exception {
        LARGE.keepIn(store);
        try (ModuleFile lease = store.find(LARGE.name(), VersionFile.ZIP).orElseThrow();
                InputStream in = lease.openStream(0)) {
            store.close();
            assertThat(in.readAllBytes()).isEqualTo(LARGE.zip());
            assertThatThrownBy(() -> store.begin(V1.name())).isInstanceOf(IOException.class);
        }
    }
}
