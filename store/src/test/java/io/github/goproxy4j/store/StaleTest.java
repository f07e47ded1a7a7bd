package io.github.goproxy4j.store;

import static io.github.goproxy4j.store.Modules.KEY;
import static io.github.goproxy4j.store.Modules.M;
import static io.github.goproxy4j.store.Modules.NEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.testkit.InMemoryRepository;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When an answer from memory is given, of a repository without a state. */
class StaleTest {
    private final AtomicLong time = new AtomicLong();
    private final ModuleCache cache = ModuleCache.create(null, CacheOptions.DEFAULTS, time::get, Clock.systemUTC());
    private Source source;
    private GoModuleRepository cached;

    @BeforeEach
    void open() throws Exception {
        source = new Source().withoutState();
        cached = cache.modules(KEY, source);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    private void after(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    @Test
    void versions_fresh_areNotAskedForAgain() throws Exception {
        cached.versions(M);
        after(CacheOptions.DEFAULTS.freshFor().minusNanos(1));
        cached.versions(M);
        assertThat(source.versions).hasValue(1);
    }

    @Test
    void versions_stale_areGivenAndAskedForOnceInTheBackground() throws Exception {
        List<ModuleVersion> old = cached.versions(M);
        source.answers(Modules.withNext());
        CountDownLatch answering = new CountDownLatch(1);
        source.before(() -> Threads.await(answering));
        after(CacheOptions.DEFAULTS.freshFor());
        for (int i = 0; i < 10; i++) {
            assertThat(cached.versions(M)).isEqualTo(old);
        }
        answering.countDown();
        Threads.await(() -> contains(NEXT.version()));
        assertThat(source.versions).hasValue(2);
    }

    private boolean contains(ModuleVersion version) {
        try {
            return cached.versions(M).contains(version);
        } catch (ModuleAccessException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void versions_tooOld_areAskedForFirst() throws Exception {
        cached.versions(M);
        source.answers(Modules.withNext());
        after(CacheOptions.DEFAULTS.freshFor().plus(CacheOptions.DEFAULTS.revalidateFor()));
        assertThat(cached.versions(M)).contains(NEXT.version());
    }

    @Test
    void versions_staleAndModuleIsUnknownNow_areRefusedOnceThatIsKnown() throws Exception {
        cached.versions(M);
        source.answers(InMemoryRepository.builder().build());
        after(CacheOptions.DEFAULTS.freshFor());
        assertThat(cached.versions(M)).isNotEmpty();
        Threads.await(() -> {
            try {
                cached.versions(M);
                return false;
            } catch (ModuleAccessException e) {
                return true;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void versions_tooOldAndSourceFails_areGivenAsLastKnown() throws Exception {
        List<ModuleVersion> old = cached.versions(M);
        source.fail();
        after(Duration.ofMinutes(59));
        assertThat(cached.versions(M)).isEqualTo(old);
        after(Duration.ofMinutes(1));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> cached.versions(M));
    }

    @Test
    void versions_tooOldAndModuleIsUnknownNow_areRefused() throws Exception {
        cached.versions(M);
        source.answers(InMemoryRepository.builder().build());
        after(Duration.ofMinutes(1));
        assertThatExceptionOfType(ModuleAccessException.class).isThrownBy(() -> cached.versions(M));
    }

    /** What was asked for in a state was right in that state; without one it is not known to be right. */
    @Test
    void versions_sourceHasNoStateAnyMore_areAskedForAgain() throws Exception {
        source.state("1");
        cached.versions(M);
        source.withoutState();
        source.answers(Modules.withNext());
        assertThat(cached.versions(M)).contains(NEXT.version());
    }

    @Test
    void versions_sourceHasAStateNow_areAskedForAgain() throws Exception {
        cached.versions(M);
        source.state("1");
        source.answers(Modules.withNext());
        assertThat(cached.versions(M)).contains(NEXT.version());
    }
}
