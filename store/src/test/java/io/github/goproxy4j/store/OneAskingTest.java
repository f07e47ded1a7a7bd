package io.github.goproxy4j.store;

import static io.github.goproxy4j.store.Modules.KEY;
import static io.github.goproxy4j.store.Modules.M;
import static io.github.goproxy4j.store.Modules.NEXT;
import static io.github.goproxy4j.store.Modules.UNKNOWN;
import static io.github.goproxy4j.store.Modules.V100;
import static io.github.goproxy4j.store.Modules.exact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many callers at one time ask the repository once. */
class OneAskingTest {
    private static final int CALLERS = 30;

    private final Threads threads = new Threads();
    private final ModuleCache cache = ModuleCache.of(CacheOptions.DEFAULTS);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answering = new CountDownLatch(1);
    private Source source;
    private GoModuleRepository cached;

    @BeforeEach
    void open() throws Exception {
        source = new Source();
        cached = cache.modules(KEY, source);
        source.before(this::holdUp);
    }

    private void holdUp() {
        asked.countDown();
        Threads.await(answering);
    }

    /** All callers have read the state when the source has counted as many: then they wait or look into memory. */
    private void answerWhenAllHaveAskedForTheState() {
        Threads.await(asked);
        Threads.await(() -> source.states.get() >= CALLERS);
        answering.countDown();
    }

    @AfterEach
    void close() {
        threads.close();
        cache.close();
    }

    @Test
    void versions_manyCallers_areAskedForOnce() throws Exception {
        List<Future<List<ModuleVersion>>> callers = threads.start(CALLERS, () -> cached.versions(M));
        answerWhenAllHaveAskedForTheState();
        for (Future<List<ModuleVersion>> caller : callers) {
            assertThat(Threads.get(caller)).isNotEmpty();
        }
        assertThat(source.versions).hasValue(1);
    }

    @Test
    void infoAndMod_manyCallers_areAskedForOnce() throws Exception {
        List<Future<byte[]>> callers = threads.start(CALLERS, () -> {
            cached.info(M, exact(V100));
            try (ModuleFile mod = cached.mod(V100)) {
                return Modules.bytes(mod);
            }
        });
        answerWhenAllHaveAskedForTheState();
        for (Future<byte[]> caller : callers) {
            assertThat(Threads.get(caller)).isNotEmpty();
        }
        assertThat(source.infos).hasValue(1);
        assertThat(source.mods).hasValue(1);
    }

    @Test
    void refusal_manyCallers_reachesAllAsTheirOwn() throws Exception {
        List<Future<List<ModuleVersion>>> callers = threads.start(CALLERS, () -> cached.versions(UNKNOWN));
        answerWhenAllHaveAskedForTheState();
        Set<Throwable> refusals = new HashSet<>();
        for (Future<List<ModuleVersion>> caller : callers) {
            assertThatThrownBy(() -> Threads.get(caller))
                    .isInstanceOf(ExecutionException.class)
                    .satisfies(e -> refusals.add(e.getCause()));
        }
        assertThat(refusals).hasSize(CALLERS).allMatch(ModuleAccessException.class::isInstance);
        assertThat(source.versions).hasValue(1);
    }

    @Test
    void failure_manyCallers_reachesAll() throws Exception {
        source.before(() -> {
            holdUp();
            throw new SocketTimeoutException("no answer");
        });
        Future<List<ModuleVersion>> first = threads.start(() -> cached.versions(M));
        Threads.await(asked);
        Future<List<ModuleVersion>> second = threads.start(() -> cached.versions(M));
        Threads.await(() -> source.states.get() == 2);
        answering.countDown();
        for (Future<List<ModuleVersion>> caller : List.of(first, second)) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> Threads.get(caller))
                    .withCauseInstanceOf(IOException.class);
        }
    }

    /** That one caller has gone is nothing to the others. */
    @Test
    void firstCallerInterrupted_othersGetTheAnswer() throws Exception {
        source.before(() -> {
            asked.countDown();
            try {
                answering.await();
            } catch (InterruptedException e) {
                source.recover();
                InterruptedIOException interrupted = new InterruptedIOException();
                interrupted.initCause(e);
                throw interrupted;
            }
        });
        Future<List<ModuleVersion>> first = threads.start(() -> cached.versions(M));
        Threads.await(asked);
        Future<List<ModuleVersion>> second = threads.start(() -> cached.versions(M));
        Threads.await(() -> source.states.get() == 2);
        first.cancel(true);
        assertThat(Threads.get(second)).isNotEmpty();
    }

    @Test
    void waitingCallerInterrupted_doesNotKnow() throws Exception {
        Future<List<ModuleVersion>> first = threads.start(() -> cached.versions(M));
        Threads.await(asked);
        Future<Boolean> second = threads.start(() -> {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> cached.versions(M));
            return Thread.interrupted();
        });
        assertThat(Threads.get(second)).as("the thread is still interrupted").isTrue();
        answering.countDown();
        assertThat(Threads.get(first)).isNotEmpty();
    }

    /** The answer that is on its way may be older than the state that this caller has seen. */
    @Test
    void callerOfANewerState_doesNotGetTheAnswerOnItsWay() throws Exception {
        Future<List<ModuleVersion>> first = threads.start(() -> cached.versions(M));
        Threads.await(asked);
        source.recover();
        source.answers(Modules.withNext());
        source.state("2");
        assertThat(cached.versions(M)).contains(NEXT.version());
        answering.countDown();
        Threads.get(first);
        assertThat(cached.versions(M)).contains(NEXT.version());
    }

    @Test
    void invalidate_whileAskedFor_keepsNothingOfIt() throws Exception {
        source.withoutState();
        GoModuleRepository old = Modules.builder().build();
        source.before(() -> {
            holdUp();
            source.answers(old);
        });
        Future<List<ModuleVersion>> first = threads.start(() -> cached.versions(M));
        Threads.await(asked);
        cache.invalidate(KEY, M);
        source.recover();
        source.answers(Modules.withNext());
        assertThat(cached.versions(M)).as("not what the first caller waits for").contains(NEXT.version());
        answering.countDown();
        assertThat(Threads.get(first)).doesNotContain(NEXT.version());
        assertThat(cached.versions(M)).contains(NEXT.version());
    }
}
