package io.github.goproxy4j.store;

import static io.github.goproxy4j.store.Modules.BIG;
import static io.github.goproxy4j.store.Modules.KEY;
import static io.github.goproxy4j.store.Modules.M;
import static io.github.goproxy4j.store.Modules.NEXT;
import static io.github.goproxy4j.store.Modules.TIME;
import static io.github.goproxy4j.store.Modules.V100;
import static io.github.goproxy4j.store.Modules.V110;
import static io.github.goproxy4j.store.Modules.exact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.testkit.InMemoryRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in a store, answered for from it, and said to it. */
class KeptVersionsTest {
    private static final StoredVersion V100_HERE = new StoredVersion(KEY, V100);

    @TempDir
    Path directory;

    private MemoryStore store;
    private ModuleCache cache;
    private Source source;
    private GoModuleRepository cached;

    @BeforeEach
    void open() throws Exception {
        store = new MemoryStore(directory);
        cache = ModuleCache.over(store, CacheOptions.DEFAULTS);
        source = new Source(Modules.withBig());
        cached = cache.modules(KEY, source);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void infoAndMod_onceBothAreKnown_areKept() throws Exception {
        cached.info(M, exact(V100));
        assertThat(store.commits).hasValue(0);
        Modules.mod(cached, V100);
        Threads.await(() -> store.has(V100_HERE, VersionFile.MOD));
        assertThat(store.has(V100_HERE, VersionFile.INFO)).isTrue();
        assertThat(store.has(V100_HERE, VersionFile.ZIP)).isFalse();
    }

    @Test
    void infoAndMod_inTheStore_areNotAskedFor() throws Exception {
        byte[] mod = "module other\n".getBytes(StandardCharsets.UTF_8);
        store.put(V100_HERE, "{\"Version\":\"v1.0.0\",\"x\":1}".getBytes(StandardCharsets.UTF_8), mod);
        assertThat(new String(cached.info(M, exact(V100)).toJson(), StandardCharsets.UTF_8))
                .as("published bytes stay what they were")
                .isEqualTo("{\"Version\":\"v1.0.0\",\"x\":1}");
        assertThat(Modules.mod(cached, V100)).isEqualTo(mod);
        store.failsToFind = true;
        cached.info(M, exact(V100));
        assertThat(Modules.mod(cached, V100)).as("from memory").isEqualTo(mod);
        assertThat(source.asked()).isZero();
        assertThat(source.states).hasValue(0);
    }

    @Test
    void smallZip_inTheStore_isReadOnce() throws Exception {
        byte[] zip = Modules.zip(Modules.withBig(), V100);
        store.putZip(V100_HERE, zip);
        assertThat(Modules.zip(cached, V100)).isEqualTo(zip);
        store.failsToFind = true;
        assertThat(Modules.zip(cached, V100)).isEqualTo(zip);
        assertThat(source.asked()).isZero();
    }

    @Test
    void mod_tooLargeForMemory_isPassedThrough() throws Exception {
        String text = "module " + M + "\n// " + "x".repeat(CacheOptions.DEFAULTS.maxGoModBytes()) + "\n";
        source.answers(InMemoryRepository.builder()
                .publish(V100, TIME, Map.of("go.mod", text))
                .build());
        byte[] mod = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Modules.mod(cached, V100)).isEqualTo(mod);
        assertThat(Modules.mod(cached, V100)).isEqualTo(mod);
        Modules.zip(cached, V100);
        Threads.await(store.committedAZip);
        int asked = source.mods.get();
        assertThat(Modules.mod(cached, V100)).as("from the store").isEqualTo(mod);
        assertThat(source.mods).hasValue(asked);
    }

    @Test
    void invalidate_leavesTheStoreAlone() throws Exception {
        Modules.zip(cached, BIG);
        Threads.await(store.committedAZip);
        cache.invalidate(KEY);
        source.fail();
        assertThat(Modules.zip(cached, BIG)).isNotEmpty();
        assertThat(cached.info(M, exact(BIG)).version()).contains(BIG.version());
    }

    @Test
    void warm_hasEverythingKept() throws Exception {
        cache.warm(KEY, source, BIG).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(store.has(new StoredVersion(KEY, BIG), VersionFile.ZIP)).isTrue();
        source.fail();
        assertThat(cached.info(M, exact(BIG)).version()).contains(BIG.version());
        assertThat(Modules.mod(cached, BIG)).isNotEmpty();
        assertThat(Modules.zip(cached, BIG)).isNotEmpty();
    }

    @Test
    void warm_again_makesNothing() throws Exception {
        cache.warm(KEY, source, BIG).toCompletableFuture().get(20, TimeUnit.SECONDS);
        cache.warm(KEY, source, BIG).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(source.zips).hasValue(1);
    }

    @Test
    void warm_unknownVersion_saysWhy() {
        assertThatThrownBy(() ->
                        cache.warm(KEY, source, NEXT).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ModuleAccessException.class);
    }

    @Test
    void warm_withoutStore_keepsSmallZips() throws Exception {
        try (ModuleCache heap = ModuleCache.of(CacheOptions.DEFAULTS)) {
            heap.warm(KEY, source, V100).toCompletableFuture().get(20, TimeUnit.SECONDS);
            heap.warm(KEY, source, BIG).toCompletableFuture().get(20, TimeUnit.SECONDS);
            int asked = source.asked();
            GoModuleRepository modules = heap.modules(KEY, source);
            Modules.zip(modules, V100);
            Modules.mod(modules, BIG);
            assertThat(source.asked()).isEqualTo(asked);
        }
    }

    @Test
    void has_ofProjectNobodyHasAskedFor_isNotKnown() {
        assertThat(store.sources.has(new StoredVersion("another", V100))).isEmpty();
    }

    @Test
    void has_isWhatTheSourceSaysNow() throws Exception {
        assertThat(store.sources.has(V100_HERE)).contains(true);
        source.answers(InMemoryRepository.builder().module(M).build());
        assertThat(store.sources.has(V100_HERE)).contains(false);
        source.fail();
        assertThat(store.sources.has(V100_HERE)).isEmpty();
    }

    /** A tag that was moved: what is kept cannot be had again. */
    @Test
    void has_versionOfAnotherTime_isNotTheSame() throws Exception {
        cached.info(M, exact(V100));
        Modules.mod(cached, V100);
        Threads.await(() -> store.has(V100_HERE, VersionFile.INFO));
        assertThat(store.sources.has(V100_HERE)).contains(true);
        source.answers(InMemoryRepository.builder()
                .publish(V100, TIME.plusSeconds(60), Map.of())
                .build());
        assertThat(store.sources.has(V100_HERE)).contains(false);
    }

    @Test
    void rebuild_hasTheVersionKeptAgain() throws Exception {
        store.sources.rebuild(new StoredVersion(KEY, V110));
        Threads.await(store.committedAZip);
        assertThat(store.has(new StoredVersion(KEY, V110), VersionFile.ZIP)).isTrue();
    }
}
