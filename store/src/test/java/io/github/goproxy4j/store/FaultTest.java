package io.github.goproxy4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails, at each step in turn: versions are kept whole or not at all, and what is kept stays readable. */
final class FaultTest {
    private static final SampleVersion V1 = SampleVersion.of("example.com/m", "v1.0.0");
    private static final SampleVersion V2 = SampleVersion.of("example.com/m", "v1.1.0");

    @TempDir
    Path directory;

    private final AtomicInteger steps = new AtomicInteger();

    private interface Fault {
        boolean at(int step) throws IOException;
    }

    /** A disk on which some steps fail. */
    private DiskFiles disk(Fault fault) {
        DiskFiles real = new HastyFiles();
        return (DiskFiles) Proxy.newProxyInstance(
                DiskFiles.class.getClassLoader(), new Class<?>[] {DiskFiles.class}, (proxy, method, arguments) -> {
                    if (fault.at(steps.incrementAndGet())) {
                        throw new FileSystemException("", null, "No space left on device");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private interface Act {
        void on(DiskStore store) throws IOException;
    }

    /** Lets each step of an act fail once, and all from it on, and returns how many steps there are. */
    private int failAtEachStep(Act before, Act act) throws Exception {
        int step = 0;
        for (boolean reached = true; reached; ) {
            step++;
            reached = false;
            for (boolean once : new boolean[] {true, false}) {
                reached |= failAt(directory.resolve(step + (once ? "once" : "on")), step, once, before, act);
            }
        }
        return step;
    }

    private boolean failAt(Path root, int failing, boolean once, Act before, Act act) throws Exception {
        AtomicBoolean armed = new AtomicBoolean();
        AtomicBoolean reached = new AtomicBoolean();
        DiskFiles disk = disk(step -> {
            boolean fails = armed.get() && (once ? step == failing : step >= failing);
            reached.compareAndSet(false, fails);
            return fails;
        });
        try (DiskStore store = DiskStore.open(root, DiskStoreOptions.defaults(), disk)) {
            store.awaitCleaning();
            before.on(store);
            steps.set(0);
            armed.set(true);
            try {
                act.on(store);
            } catch (IOException e) {
                assertThat(reached).isTrue();
            }
            assertWholeOrAbsent(store);
            armed.set(false);
            assertWholeOrAbsent(store);
        }
        try (DiskStore store = DiskStore.open(root, DiskStoreOptions.defaults(), new HastyFiles())) {
            store.awaitCleaning();
            assertWholeOrAbsent(store);
            V1.keepIn(store);
            V2.keepIn(store);
            V1.assertWholeIn(store);
            V2.assertWholeIn(store);
            assertThat(new StoreFiles(root).temporary()).isEmpty();
            assertThat(new StoreFiles(root).list(V1)).hasContent("v1.0.0\nv1.1.0\n");
            try (DiskStore again = DiskStore.open(root, DiskStoreOptions.defaults(), new HastyFiles())) {
                again.awaitCleaning();
                assertThat(again.bytes()).isEqualTo(store.bytes());
            }
        }
        return reached.get();
    }

    private static void assertWholeOrAbsent(DiskStore store) throws IOException {
        for (SampleVersion version : new SampleVersion[] {V1, V2}) {
            boolean info = false;
            for (VersionFile file : VersionFile.values()) {
                Optional<byte[]> found = SampleVersion.read(store, version.name(), file);
                if (found.isPresent()) {
                    assertThat(found.get()).isEqualTo(version.bytes(file));
                }
                if (file == VersionFile.INFO) {
                    info = found.isPresent();
                } else if (file == VersionFile.MOD) {
                    assertThat(found.isPresent()).isEqualTo(info);
                } else if (found.isPresent()) {
                    assertThat(info).isTrue();
                }
            }
        }
    }

    @Test
    void commit_diskFullAtAnyStep_isWholeOrAbsent() throws Exception {
        assertThat(failAtEachStep(store -> {}, V1::keepIn)).isGreaterThan(15);
    }

    @Test
    void commit_besideAnotherVersion_diskFullAtAnyStep_leavesThatWhole() throws Exception {
        int count = failAtEachStep(V2::keepIn, store -> {
            V1.keepIn(store);
            V2.assertWholeIn(store);
        });
        assertThat(count).isGreaterThan(15);
    }

    @Test
    void upgrade_diskFullAtAnyStep_keepsThePart() throws Exception {
        int count = failAtEachStep(V1::keepPartly, store -> {
            try {
                V1.keepIn(store);
            } finally {
                assertThat(SampleVersion.read(store, V1.name(), VersionFile.MOD))
                        .contains(V1.mod());
            }
        });
        assertThat(count).isGreaterThan(10);
    }

    @Test
    void removeAndKeepAgain_diskFullAtAnyStep_isWholeOrAbsent() throws Exception {
        int count = failAtEachStep(V1::keepIn, store -> {
            store.remove(V1.name());
            V1.keepIn(store);
        });
        assertThat(count).isGreaterThan(20);
    }

    @Test
    void quarantine_diskFullAtAnyStep_servesNothingDamaged() throws Exception {
        int count = failAtEachStep(V1::keepIn, store -> {
            Path zip = store.pathOf(V1.name(), StoredFile.ZIP);
            Files.write(zip, new byte[] {1});
            assertThat(store.find(V1.name(), VersionFile.ZIP)).isEmpty();
            assertThat(store.find(V1.name(), VersionFile.ZIP)).isEmpty();
        });
        assertThat(count).isGreaterThan(5);
    }

    @Test
    void leases_onADiskWithoutLinks_areReadWithoutPath() throws Exception {
        DiskFiles linkless = new HastyFiles() {
            @Override
            public void link(Path existing, Path name) {
                throw new UnsupportedOperationException();
            }
        };
        try (DiskStore store = DiskStore.open(directory, DiskStoreOptions.defaults(), linkless)) {
            ModuleStore.Draft draft = store.begin(V1.name());
            V1.write(draft);
            draft.commit(V1.info(), V1.mod(), V1.hash(), Optional.empty());
            draft.reopenZip().close();
            draft.close();
            V1.assertWholeIn(store);
            try (ModuleFile lease = store.find(V1.name(), VersionFile.ZIP).orElseThrow()) {
                assertThat(lease.path()).isEmpty();
            }
            assertThat(new StoreFiles(directory).temporary()).isEmpty();
        }
    }

    @Test
    void open_readOnlyDirectory_findsWhatIsThere_andKeepsNothingUntilItIsWritable() throws Exception {
        try (DiskStore store = DiskStore.open(directory, DiskStoreOptions.defaults())) {
            V1.keepIn(store);
        }
        AtomicBoolean readOnly = new AtomicBoolean(true);
        DiskFiles disk = disk(step -> {
            if (readOnly.get()) {
                throw new AccessDeniedException("read-only");
            }
            return false;
        });
        try (DiskStore store = DiskStore.open(directory, DiskStoreOptions.defaults(), disk)) {
            V1.assertWholeIn(store);
            assertThatThrownBy(() -> store.begin(V2.name())).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> store.remove(V1.name())).isInstanceOf(IOException.class);
            readOnly.set(false);
            V2.keepIn(store);
            V2.assertWholeIn(store);
        }
    }

    @Test
    void find_whereADirectoryIsAFile_isUnknownAndNotAbsent() throws Exception {
        try (DiskStore store = DiskStore.open(directory, DiskStoreOptions.defaults())) {
            Files.writeString(directory.resolve("modules/p"), "a file");
            assertThatThrownBy(() -> store.find(V1.name(), VersionFile.ZIP)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> V1.keepIn(store)).isInstanceOf(IOException.class);
            assertThat(store.find(V1.in("q"), VersionFile.ZIP)).isEmpty();
        }
    }

    @Test
    void open_whereAFileIs_fails() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> DiskStore.open(file, DiskStoreOptions.defaults()))
                .isInstanceOf(IOException.class);
    }
}
