package io.github.goproxy4j.store;

import static io.github.goproxy4j.store.Modules.BIG;
import static io.github.goproxy4j.store.Modules.KEY;
import static io.github.goproxy4j.store.Modules.V100;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zips without a store: kept if they are small, and otherwise made for those who read them at one time. */
class HeapZipTest {
    @TempDir
    Path directory;

    private final ModuleCache cache = ModuleCache.of(CacheOptions.DEFAULTS);
    private Source source;
    private GoModuleRepository cached;
    private byte[] zip;

    @BeforeEach
    void open() throws Exception {
        source = new Source(Modules.withBig());
        cached = cache.modules(KEY, source);
        zip = Modules.zip(Modules.withBig(), BIG);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void smallZip_isAskedForOnce() throws Exception {
        byte[] first = Modules.zip(cached, V100);
        try (ModuleFile file = cached.zip(V100)) {
            assertThat(file.buffer()).isPresent();
            assertThat(Modules.bytes(file)).isEqualTo(first);
        }
        assertThat(source.zips).hasValue(1);
    }

    @Test
    void smallZip_thatIsMadeSlowly_isAskedForOnce() throws Exception {
        byte[] small = Modules.zip(Modules.withBig(), V100);
        SlowZip slow = new SlowZip(directory, small);
        source.zips(id -> slow.open());
        slow.finish();
        assertThat(Modules.zip(cached, V100)).isEqualTo(small);
        assertThat(Modules.zip(cached, V100)).isEqualTo(small);
        assertThat(source.zips).hasValue(1);
    }

    @Test
    void largeZip_readByTwo_isMadeOnce() throws Exception {
        SlowZip slow = new SlowZip(directory, zip);
        source.zips(id -> slow.open());
        slow.writeUpTo(100_000);
        ModuleFile first = cached.zip(BIG);
        try (ModuleFile second = cached.zip(BIG);
                InputStream in = first.openStream(0)) {
            in.readNBytes(1_000);
            first.close();
            assertThatExceptionOfType(IOException.class).isThrownBy(in::read);
            slow.finish();
            assertThat(Modules.bytes(second)).isEqualTo(zip);
        }
        assertThat(source.zips).hasValue(1);
    }

    @Test
    void largeZip_readOneAfterTheOther_isAskedForEachTime() throws Exception {
        assertThat(Modules.zip(cached, BIG)).isEqualTo(zip);
        assertThat(Modules.zip(cached, BIG)).isEqualTo(zip);
        assertThat(source.zips).hasValue(2);
    }

    @Test
    void largeZip_allLeave_isNotMadeAnyMore() throws Exception {
        SlowZip slow = new SlowZip(directory, zip);
        source.zips(id -> slow.open());
        slow.writeUpTo(100_000);
        cached.zip(BIG).close();
        Threads.await(slow.abandoned);
    }

    /** It would close the channel that all read from. */
    @Test
    void largeZip_interruptedReader_doesNotDisturbOthers() throws Exception {
        try (ModuleFile first = cached.zip(BIG);
                ModuleFile second = cached.zip(BIG)) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> Modules.bytes(first));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Modules.bytes(second)).isEqualTo(zip);
        }
    }
}
