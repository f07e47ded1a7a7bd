package io.github.goproxy4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that was killed leaves behind is deleted by the next one, and what a living one needs is not. */
final class RecoveryTest {
    private static final SampleVersion V1 = SampleVersion.of("example.com/m", "v1.0.0");
    private static final SampleVersion V2 = SampleVersion.of("example.com/m", "v1.1.0");

    @TempDir
    Path directory;

    private DiskStore open() throws Exception {
        DiskStore store = DiskStore.open(directory, DiskStoreOptions.defaults());
        store.awaitCleaning();
        return store;
    }

    @Test
    void open_temporaryFilesOfTheDead_areDeleted() throws Exception {
        open().close();
        for (String slot : new String[] {"1", "2", "77"}) {
            Path slotDirectory =
                    Files.createDirectories(directory.resolve("tmp").resolve(slot));
            Files.write(slotDirectory.resolve("5.zip"), new byte[10]);
        }
        try (DiskStore store = open()) {
            assertThat(new StoreFiles(directory).temporary()).isEmpty();
            V1.keepIn(store);
            V1.assertWholeIn(store);
        }
    }

    @Test
    void open_temporaryFilesOfTheLiving_stay() throws Exception {
        try (DiskStore store = open();
                ModuleStore.Draft draft = store.begin(V1.name())) {
            V1.write(draft);
            open().close();
            assertThat(new StoreFiles(directory).temporary()).hasSize(1);
            draft.commit(V1.info(), V1.mod(), V1.hash(), Optional.empty());
            V1.assertWholeIn(store);
        }
    }

    @Test
    void open_filesWithoutRecord_areDeleted_othersStay() throws Exception {
        StoreFiles files = new StoreFiles(directory);
        try (DiskStore store = open()) {
            V1.keepIn(store);
            V2.keepIn(store);
        }
        Files.delete(files.record(V1));
        Path note = Files.writeString(directory.resolve("modules/p/README.txt"), "not ours");
        try (DiskStore store = open()) {
            V1.assertAbsentIn(store);
            V2.assertWholeIn(store);
            for (StoredFile file : StoredFile.values()) {
                assertThat(files.of(V1, file)).doesNotExist();
            }
            assertThat(note).exists();
            assertThat(files.list(V2)).hasContent("v1.1.0\n");
            V1.keepIn(store);
            V1.assertWholeIn(store);
        }
    }

    @Test
    void commit_overFilesWithoutRecord_replacesThem() throws Exception {
        StoreFiles files = new StoreFiles(directory);
        try (DiskStore store = open()) {
            Files.createDirectories(files.of(V1, StoredFile.ZIP).getParent());
            Files.write(files.of(V1, StoredFile.ZIP), new byte[] {1});
            Files.write(files.of(V1, StoredFile.MOD), new byte[] {1});
            V1.assertAbsentIn(store);
            V1.keepIn(store);
            V1.assertWholeIn(store);
        }
    }

    @Test
    void open_zipThatTheRecordDoesNotKnow_isDeleted() throws Exception {
        StoreFiles files = new StoreFiles(directory);
        try (DiskStore store = open()) {
            V1.keepPartly(store);
        }
        Files.write(files.of(V1, StoredFile.ZIP), V1.zip());
        try (DiskStore store = open()) {
            assertThat(files.of(V1, StoredFile.ZIP)).doesNotExist();
            assertThat(SampleVersion.read(store, V1.name(), VersionFile.MOD)).contains(V1.mod());
        }
    }

    @Test
    void open_listThatIsWrong_isPutRight() throws Exception {
        StoreFiles files = new StoreFiles(directory);
        try (DiskStore store = open()) {
            V1.keepIn(store);
        }
        Files.writeString(files.list(V1), "v9.0.0\n");
        try (DiskStore store = open()) {
            assertThat(files.list(V1)).hasContent("v1.0.0\n");
            V1.assertWholeIn(store);
        }
    }

    @Test
    void open_recordThatCannotBeRead_goesToQuarantineWithItsFiles() throws Exception {
        StoreFiles files = new StoreFiles(directory);
        try (DiskStore store = open()) {
            V1.keepIn(store);
            V2.keepIn(store);
        }
        Files.writeString(files.record(V1), "torn");
        try (DiskStore store = open()) {
            V1.assertAbsentIn(store);
            V2.assertWholeIn(store);
            assertThat(files.quarantined())
                    .contains("v1.0.0.info", "v1.0.0.mod", "v1.0.0.zip", "v1.0.0.ziphash", "v1.0.0.stored");
            assertThat(files.of(V1, StoredFile.ZIP)).doesNotExist();
            assertThat(files.list(V2)).hasContent("v1.1.0\n");
            V1.keepIn(store);
            V1.assertWholeIn(store);
        }
    }

    @Test
    void recordOfANewerFormat_staysWithItsFiles_andNothingReplacesIt() throws Exception {
        StoreFiles files = new StoreFiles(directory);
        try (DiskStore store = open()) {
            V1.keepIn(store);
        }
        Files.writeString(files.record(V1), "goproxy4j-store 2\nanything\n");
        try (DiskStore store = open()) {
            V1.assertAbsentIn(store);
            assertThatThrownBy(() -> V1.keepIn(store)).isInstanceOf(IOException.class);
            for (StoredFile file : StoredFile.values()) {
                assertThat(files.of(V1, file)).exists();
            }
            assertThat(files.record(V1)).hasContent("goproxy4j-store 2\nanything\n");
        }
    }
}
