package io.github.goproxy4j.store;

import static io.github.goproxy4j.store.Modules.BIG;
import static io.github.goproxy4j.store.Modules.KEY;
import static io.github.goproxy4j.store.Modules.M;
import static io.github.goproxy4j.store.Modules.V100;
import static io.github.goproxy4j.store.Modules.V110;
import static io.github.goproxy4j.store.Modules.exact;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that fails costs time, and no answer. */
class FailingStoreTest {
    private static final int PART = 100_000;
    private static final StoredVersion BIG_HERE = new StoredVersion(KEY, BIG);

    @TempDir
    Path directory;

    private MemoryStore store;
    private ModuleCache cache;
    private Source source;
    private GoModuleRepository cached;
    private byte[] zip;
    private SlowZip slow;

    @BeforeEach
    void open() throws Exception {
        store = new MemoryStore(directory);
        cache = ModuleCache.over(store, CacheOptions.DEFAULTS);
        GoModuleRepository modules = Modules.withBig();
        source = new Source(modules);
        cached = cache.modules(KEY, source);
        zip = Modules.zip(Modules.withBig(), BIG);
        slow = new SlowZip(directory, zip);
        source.zips(id -> id.equals(BIG) ? slow.open() : modules.zip(id));
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void zip_nothingCanBeBegun_isTheSources() throws Exception {
        store.failsToBegin = true;
        slow.writeUpTo(PART);
        try (ModuleFile file = cached.zip(BIG);
                ModuleFile other = cached.zip(BIG)) {
            assertThat(file.size()).isEmpty();
            slow.finish();
            assertThat(Modules.bytes(file)).isEqualTo(zip);
            assertThat(Modules.bytes(other)).isEqualTo(zip);
        }
        assertThat(source.zips).hasValue(1);
        assertThat(store.commits).hasValue(0);
    }

    @Test
    void smallZip_nothingCanBeBegun_isKeptInMemory() throws Exception {
        store.failsToBegin = true;
        Modules.zip(cached, V100);
        assertThat(Modules.zip(cached, V100)).isEqualTo(Modules.zip(Modules.withBig(), V100));
        assertThat(source.zips).hasValue(1);
    }

    @Test
    void zip_diskGetsFullWhileItIsRead_goesOnFromTheSource() throws Exception {
        store.room = 2 * PART;
        try (ModuleFile file = cached.zip(BIG);
                ModuleFile other = cached.zip(BIG);
                InputStream in = file.openStream(0)) {
            slow.writeUpTo(PART);
            assertThat(in.readNBytes(PART)).isEqualTo(Arrays.copyOf(zip, PART));
            slow.finish();
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(zip, PART, zip.length));
            other.awaitSize();
            assertThat(other.size()).hasValue(zip.length);
            assertThat(other.tag()).contains(StrongTag.of(zip));
            assertThat(Modules.bytes(other)).isEqualTo(zip);
        }
        Threads.await(() -> store.openDrafts.get() == 0);
        assertThat(source.zips).hasValue(1);
        assertThat(store.has(BIG_HERE, VersionFile.ZIP)).isFalse();
    }

    @Test
    void zip_copyCannotBeOpened_isTheSources() throws Exception {
        store.failsToReopen = true;
        slow.finish();
        assertThat(Modules.zip(cached, BIG)).isEqualTo(zip);
        Threads.await(() -> store.openDrafts.get() == 0);
    }

    @Test
    void zip_commitFails_isReadAllTheSame() throws Exception {
        store.failsToCommit = true;
        slow.finish();
        assertThat(Modules.zip(cached, BIG)).isEqualTo(zip);
        Threads.await(() -> store.openDrafts.get() == 0);
        slow = new SlowZip(directory, zip);
        slow.finish();
        assertThat(Modules.zip(cached, BIG)).as("made again").isEqualTo(zip);
        assertThat(store.has(BIG_HERE, VersionFile.ZIP)).isFalse();
    }

    @Test
    void everything_nothingCanBeFound_isTheSources() throws Exception {
        store.failsToFind = true;
        assertThat(cached.info(M, exact(V110)).version()).contains(V110.version());
        assertThat(Modules.mod(cached, V110)).isNotEmpty();
        assertThat(Modules.zip(cached, V110)).isEqualTo(Modules.zip(Modules.withBig(), V110));
    }

    @Test
    void info_storeHasThatOfAnotherVersion_isTheSources() throws Exception {
        store.put(
                new StoredVersion(KEY, V100),
                Modules.withBig().info(M, exact(V110)).toJson(),
                new byte[] {1});
        assertThat(cached.info(M, exact(V100)).version()).contains(V100.version());
    }

    @Test
    void info_storeHasADamagedOne_isTheSources() throws Exception {
        store.put(new StoredVersion(KEY, V100), new byte[] {'{'}, new byte[] {1});
        assertThat(cached.info(M, exact(V100)).version()).contains(V100.version());
    }
}
