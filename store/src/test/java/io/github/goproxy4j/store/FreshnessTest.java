package io.github.goproxy4j.store;

import static io.github.goproxy4j.store.Modules.KEY;
import static io.github.goproxy4j.store.Modules.M;
import static io.github.goproxy4j.store.Modules.MASTER;
import static io.github.goproxy4j.store.Modules.NEXT;
import static io.github.goproxy4j.store.Modules.TIP;
import static io.github.goproxy4j.store.Modules.UNKNOWN;
import static io.github.goproxy4j.store.Modules.V100;
import static io.github.goproxy4j.store.Modules.V110;
import static io.github.goproxy4j.store.Modules.exact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleVersions;
import io.github.goproxy4j.testkit.InMemoryRepository;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When an answer from memory is given, of a repository that has a state. */
class FreshnessTest {
    private final AtomicLong time = new AtomicLong();
    private final ModuleCache cache = ModuleCache.create(null, CacheOptions.DEFAULTS, time::get, Clock.systemUTC());
    private Source source;
    private GoModuleRepository cached;

    @BeforeEach
    void open() throws Exception {
        source = new Source();
        cached = cache.modules(KEY, source);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void versions_sameState_areAskedForOnce() throws Exception {
        cached.versions(M);
        time.addAndGet(Duration.ofDays(3).toNanos());
        assertThat(cached.versions(M))
                .isInstanceOf(ModuleVersions.class)
                .containsExactlyInAnyOrderElementsOf(Modules.builder().build().versions(M));
        assertThat(source.versions).hasValue(1);
        assertThat(source.states).as("the state is asked for each time").hasValue(2);
    }

    @Test
    void versions_sameState_areListedOnce() throws Exception {
        ModuleVersions first = (ModuleVersions) cached.versions(M);
        assertThat(((ModuleVersions) cached.versions(M)).list()).isSameAs(first.list());
    }

    @Test
    void versions_otherState_areAskedForAgain() throws Exception {
        cached.versions(M);
        source.answers(Modules.withNext());
        source.state("2");
        assertThat(cached.versions(M)).contains(NEXT.version());
    }

    /** A tag that is pushed while the repository is read is in none of these answers, but in the next one. */
    @Test
    void versions_changedBetweenStateAndAnswer_areAskedForAgain() throws Exception {
        GoModuleRepository old = Modules.builder().build();
        source.before(() -> {
            source.recover();
            source.state("2");
        });
        assertThat(cached.versions(M)).hasSameSizeAs(old.versions(M));
        source.answers(Modules.withNext());
        assertThat(cached.versions(M)).contains(NEXT.version());
        assertThat(source.versions).hasValue(2);
    }

    @Test
    void query_sameState_isAskedForOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(cached.info(M, MASTER).version()).contains(TIP.version());
            assertThat(cached.info(M, VersionQuery.HEAD).version()).contains(TIP.version());
        }
        assertThat(source.infos).hasValue(2);
    }

    @Test
    void query_otherState_isAskedForAgain() throws Exception {
        cached.info(M, MASTER);
        source.answers(Modules.withNext());
        source.state("2");
        assertThat(cached.info(M, MASTER).version()).contains(NEXT.version());
    }

    /** The repository has no answer of its own: highest release, unless it is retracted. */
    @Test
    void latest_sameState_isComputedOnce() throws Exception {
        source.answers(InMemoryRepository.builder()
                .publish(V100, Modules.TIME, Map.of())
                .publish(V110, Modules.TIME, Map.of("go.mod", "module " + M + "\nretract v1.1.0\n"))
                .build());
        assertThat(cached.info(M, VersionQuery.LATEST).version()).contains(V100.version());
        int asked = source.asked();
        assertThat(cached.info(M, VersionQuery.LATEST).version()).contains(V100.version());
        assertThat(source.asked()).isEqualTo(asked);
    }

    @Test
    void latest_otherState_isComputedAgain() throws Exception {
        assertThat(cached.versions(M)).hasSize(5);
        source.answers(InMemoryRepository.builder()
                .publish(V100, Modules.TIME, Map.of())
                .build());
        source.state("2");
        assertThat(cached.info(M, VersionQuery.LATEST).version()).contains(V100.version());
        source.answers(InMemoryRepository.builder()
                .publish(V100, Modules.TIME, Map.of())
                .publish(NEXT, Modules.TIME, Map.of())
                .build());
        source.state("3");
        assertThat(cached.info(M, VersionQuery.LATEST).version()).contains(NEXT.version());
    }

    /** Otherwise the answer of a state would be made of the list of an older one. */
    @Test
    void latest_withoutState_isNotComputedFromAnOldList() throws Exception {
        source.withoutState();
        source.answers(InMemoryRepository.builder()
                .publish(V100, Modules.TIME, Map.of())
                .build());
        cached.versions(M);
        source.answers(InMemoryRepository.builder()
                .publish(V100, Modules.TIME, Map.of())
                .publish(NEXT, Modules.TIME, Map.of())
                .build());
        assertThat(cached.info(M, VersionQuery.LATEST).version()).contains(NEXT.version());
    }

    @Test
    void exactAnswers_otherState_areAskedForOnce() throws Exception {
        cached.info(M, exact(V100));
        Modules.mod(cached, V100);
        Modules.zip(cached, V100);
        source.state("2");
        source.fail();
        cached.info(M, exact(V100));
        Modules.mod(cached, V100);
        Modules.zip(cached, V100);
        assertThat(source.asked()).isEqualTo(3);
    }

    @Test
    void exactAnswers_inMemory_askForNoState() throws Exception {
        cached.info(M, exact(V100));
        int states = source.states.get();
        cached.info(M, exact(V100));
        assertThat(source.states).hasValue(states);
    }

    /** What has no version of its own may be another one's tomorrow. */
    @Test
    void exactInfo_publishedWithoutVersion_isKeptAsAQueryIs() throws Exception {
        source.answers(new PublishedInfo("{\"Time\":\"2020-01-02T03:04:05Z\"}"));
        cached.info(M, exact(V100));
        cached.info(M, exact(V100));
        assertThat(source.infos).hasValue(1);
        source.state("2");
        cached.info(M, exact(V100));
        assertThat(source.infos).hasValue(2);
    }

    @Test
    void exactInfo_thatThePathForbids_isKeptAsAQueryIs() throws Exception {
        VersionQuery v2 = VersionQuery.parse("v2.0.0");
        source.answers(new PublishedInfo("{\"Version\":\"v2.0.0+incompatible\"}"));
        assertThat(cached.info(M, v2).version()).hasToString("Optional[v2.0.0+incompatible]");
        cached.info(M, v2);
        assertThat(source.infos).hasValue(1);
        source.state("2");
        cached.info(M, v2);
        assertThat(source.infos).hasValue(2);
    }

    @Test
    void versions_sourceFails_areGivenAsLastKnown() throws Exception {
        List<ModuleVersion> before = cached.versions(M);
        source.failWithState();
        assertThat(cached.versions(M)).isEqualTo(before);
        source.beforeState(() -> {});
        source.state("2");
        assertThat(cached.versions(M))
                .as("state says another one, repository fails")
                .isEqualTo(before);
    }

    @Test
    void versions_sourceFailsWithARuntimeException_areGivenAsLastKnown() throws Exception {
        List<ModuleVersion> before = cached.versions(M);
        source.beforeState(() -> {
            throw new IllegalStateException("a bug");
        });
        assertThat(cached.versions(M)).isEqualTo(before);
    }

    @Test
    void versions_sourceFailsForTooLong_fail() throws Exception {
        cached.versions(M);
        time.addAndGet(Duration.ofMinutes(50).toNanos());
        cached.versions(M);
        source.failWithState();
        time.addAndGet(Duration.ofMinutes(59).toNanos());
        assertThat(cached.versions(M))
                .as("an hour since it was right is not over")
                .isNotEmpty();
        time.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> cached.versions(M));
    }

    @Test
    void versions_neverKnownAndSourceFails_fail() {
        source.failWithState();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> cached.versions(M));
        source.recover();
        assertThat(cache.count()).isZero();
    }

    @Test
    void versions_moduleIsUnknownNow_areRefused() throws Exception {
        cached.versions(M);
        source.answers(InMemoryRepository.builder().build());
        source.state("2");
        assertThatExceptionOfType(ModuleAccessException.class).isThrownBy(() -> cached.versions(M));
        source.failWithState();
        assertThatExceptionOfType(IOException.class)
                .as("the old answer is not the last known any more")
                .isThrownBy(() -> cached.versions(M));
    }

    @Test
    void state_isTheSources() throws Exception {
        assertThat(cached.state(UNKNOWN)).contains("1");
        source.withoutState();
        assertThat(cached.state(UNKNOWN)).isEmpty();
    }
}
