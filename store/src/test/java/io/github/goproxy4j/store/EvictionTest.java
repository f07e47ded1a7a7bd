package io.github.goproxy4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full store loses what was used least lately, and never what is leased or cannot be had again. */
final class EvictionTest {
    private static final int FITTING = 10;

    @TempDir
    Path directory;

    private final MovingClock clock = new MovingClock();
    private final TestSources sources = new TestSources();
    private final List<SampleVersion> versions = new ArrayList<>();
    private DiskStore store;

    @BeforeEach
    void open() throws Exception {
        for (int i = 0; i < 40; i++) {
            versions.add(SampleVersion.of("example.com/m", "v1." + i + ".0"));
        }
        reopen();
    }

    private void reopen() throws Exception {
        long each = 0;
        SampleVersion any = versions.get(0);
        each += any.zip().length + any.mod().length + any.info().length + 200;
        each += any.parts().toBytes().length;
        store = DiskStore.open(
                directory,
                DiskStoreOptions.defaults().withMaxBytes(FITTING * each).withClock(clock),
                new HastyFiles());
        store.connect(sources);
        store.awaitCleaning();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void keep(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            clock.advance(Duration.ofMinutes(1));
            versions.get(i).keepIn(store);
        }
    }

    private void use(int... indices) throws IOException {
        for (int i : indices) {
            clock.advance(Duration.ofMinutes(1));
            versions.get(i).assertWholeIn(store);
        }
    }

    private boolean isKept(int i) {
        return Files.exists(new StoreLayout(directory).record(versions.get(i).name()));
    }

    @Test
    void commit_intoAFullStore_evictsWhatWasUsedLeastLately() throws Exception {
        keep(0, FITTING);
        use(0, 3);
        keep(FITTING, FITTING + 1);
        assertThat(isKept(0)).isTrue();
        assertThat(isKept(3)).isTrue();
        assertThat(isKept(1)).isFalse();
        versions.get(1).assertAbsentIn(store);
        use(0, 3, FITTING - 1, FITTING);
    }

    @Test
    void uses_areRememberedAcrossRestarts() throws Exception {
        keep(0, FITTING);
        use(0, 1);
        store.close();
        reopen();
        keep(FITTING, FITTING + 1);
        assertThat(isKept(0)).isTrue();
        assertThat(isKept(1)).isTrue();
        assertThat(isKept(2)).isFalse();
    }

    @Test
    void eviction_keepsTheBound_whateverIsAdded() throws Exception {
        long max = 0;
        for (int i = 0; i < versions.size(); i++) {
            keep(i, i + 1);
            long now = new StoreFiles(directory)
                    .below("modules").stream()
                            .filter(name -> !name.endsWith(".stored") && !name.endsWith("list"))
                            .mapToLong(name -> directory.resolve(name).toFile().length())
                            .sum();
            assertThat(store.bytes()).isEqualTo(now);
            max = Math.max(max, now);
        }
        assertThat(max).isPositive().isLessThan(FITTING * 12_000L);
        store.close();
        long bytes = store.bytes();
        reopen();
        assertThat(store.bytes()).isEqualTo(bytes);
    }

    @Test
    void eviction_sparesWhatIsLeased() throws Exception {
        keep(0, FITTING);
        try (ModuleFile lease =
                store.find(versions.get(0).name(), VersionFile.ZIP).orElseThrow()) {
            Path path = lease.path().orElseThrow();
            keep(FITTING, 3 * FITTING);
            assertThat(isKept(0)).isTrue();
            assertThat(isKept(1)).isFalse();
            assertThat(path).hasBinaryContent(versions.get(0).zip());
        }
        keep(3 * FITTING, 4 * FITTING);
        assertThat(isKept(0)).isFalse();
    }

    @Test
    void eviction_sparesOnlyCopiesAndWhatTheSourceMayNotHave() throws Exception {
        keep(0, FITTING);
        store.keepForever(versions.get(0).name());
        sources.lost.add(versions.get(1).name());
        sources.unknown.add(versions.get(2).name());
        keep(FITTING, 4 * FITTING);
        use(0, 1, 2);
        assertThat(isKept(3)).isFalse();
    }

    @Test
    void begin_whenNothingMayGo_isRefused_untilSomethingMay() throws Exception {
        keep(0, FITTING);
        versions.forEach(version -> sources.unknown.add(version.name()));
        assertThatThrownBy(() -> keep(FITTING, 2 * FITTING))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("full");
        assertThatThrownBy(() -> store.begin(versions.get(20).name()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("full");
        for (int i = 0; i < FITTING; i++) {
            versions.get(i).assertWholeIn(store);
        }
        assertThat(new StoreFiles(directory).temporary()).isEmpty();
        sources.unknown.clear();
        clock.advance(Duration.ofMinutes(2));
        keep(2 * FITTING, 3 * FITTING);
        use(3 * FITTING - 1);
    }

    @Test
    void eviction_ofWhatTheSourceHasLost_isNotAskedForAgain() throws Exception {
        keep(0, FITTING);
        sources.lost.add(versions.get(0).name());
        keep(FITTING, FITTING + 2);
        sources.lost.clear();
        keep(FITTING + 2, 4 * FITTING);
        assertThat(isKept(0)).as("the only copy").isTrue();
        assertThat(isKept(1)).isFalse();
    }

    @Test
    void eviction_withoutSources_doesNotHappen() throws Exception {
        store.close();
        store = DiskStore.open(
                directory, DiskStoreOptions.defaults().withMaxBytes(25_000).withClock(clock), new HastyFiles());
        assertThatThrownBy(() -> keep(0, FITTING)).isInstanceOf(IOException.class);
        use(0);
    }

    @Test
    void commit_largerThanTheStore_isRefusedAndEvictsNothing() throws Exception {
        keep(0, FITTING);
        SampleVersion huge = SampleVersion.of("p", "example.com/huge", "v1.0.0", 300_000, 0);
        assertThatThrownBy(() -> huge.keepIn(store)).isInstanceOf(IOException.class);
        use(0, 1, FITTING - 1);
    }

    @Test
    void eviction_underLoad_neverTouchesALease() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int seed = thread;
                running.add(readers.submit(() -> {
                    for (int i = 0; i < 150; i++) {
                        SampleVersion version = versions.get((i * 7 + seed * 3) % versions.size());
                        java.util.Optional<ModuleFile> found = store.find(version.name(), VersionFile.ZIP);
                        if (found.isEmpty()) {
                            version.keepIn(store);
                            continue;
                        }
                        try (ModuleFile lease = found.get()) {
                            java.util.Optional<Path> path = lease.path();
                            if (path.isPresent()) {
                                assertThat(Files.readAllBytes(path.get())).isEqualTo(version.zip());
                            }
                            try (java.io.InputStream in = lease.openStream(0)) {
                                assertThat(in.readAllBytes()).isEqualTo(version.zip());
                            }
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> reader : running) {
                reader.get();
            }
        } finally {
            readers.shutdownNow();
        }
        store.close();
        assertThat(new StoreFiles(directory).temporary()).isEmpty();
    }
}
