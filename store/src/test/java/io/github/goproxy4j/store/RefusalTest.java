package io.github.goproxy4j.store;

import static io.github.goproxy4j.store.Modules.GONE;
import static io.github.goproxy4j.store.Modules.KEY;
import static io.github.goproxy4j.store.Modules.M;
import static io.github.goproxy4j.store.Modules.NEXT;
import static io.github.goproxy4j.store.Modules.UNKNOWN;
import static io.github.goproxy4j.store.Modules.V100;
import static io.github.goproxy4j.store.Modules.V110;
import static io.github.goproxy4j.store.Modules.exact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refusals are kept, apart from answers and not for long. */
class RefusalTest {
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

    private void afterRefusals() {
        time.addAndGet(CacheOptions.DEFAULTS.refusedFor().toNanos());
    }

    private static ModuleAccessException refusal(GoModuleRepository modules, ModulePath module) {
        return catchThrowableOfType(ModuleAccessException.class, () -> modules.versions(module));
    }

    @Test
    void versions_unknownModule_areAskedForOnceInAState() {
        ModuleAccessException first = refusal(cached, UNKNOWN);
        ModuleAccessException second = refusal(cached, UNKNOWN);
        assertThat(source.versions).hasValue(1);
        assertThat(second.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(second).hasMessage(first.getMessage()).isNotSameAs(first);
        assertThat(refusal(cached, UNKNOWN)).isNotSameAs(second);
        source.state("2");
        refusal(cached, UNKNOWN);
        assertThat(source.versions).hasValue(2);
    }

    @Test
    void versions_unknownModuleWithoutState_areAskedForAgainAfterSeconds() {
        source.withoutState();
        refusal(cached, UNKNOWN);
        refusal(cached, UNKNOWN);
        assertThat(source.versions).hasValue(1);
        afterRefusals();
        refusal(cached, UNKNOWN);
        assertThat(source.versions).hasValue(2);
    }

    /** The state says nothing of commits that no branch has. */
    @Test
    void exactAnswers_refused_areAskedForAgainAfterSeconds() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertRefused(Reason.NOT_FOUND, () -> cached.info(M, exact(NEXT)));
            assertRefused(Reason.NOT_FOUND, () -> cached.mod(NEXT));
            assertRefused(Reason.NOT_FOUND, () -> cached.zip(NEXT));
            assertRefused(Reason.GONE, () -> cached.zip(GONE));
        }
        assertThat(source.asked()).isEqualTo(4);
        source.answers(Modules.withNext());
        afterRefusals();
        assertThat(cached.info(M, exact(NEXT)).version()).contains(NEXT.version());
        assertThat(Modules.mod(cached, NEXT)).isNotEmpty();
        assertThat(Modules.zip(cached, NEXT)).isNotEmpty();
    }

    @Test
    void exactAnswers_refusedInAnotherState_areAskedForAgain() throws Exception {
        assertRefused(Reason.NOT_FOUND, () -> cached.info(M, exact(NEXT)));
        assertRefused(Reason.NOT_FOUND, () -> cached.zip(NEXT));
        source.answers(Modules.withNext());
        source.state("2");
        assertThat(cached.info(M, exact(NEXT)).version()).contains(NEXT.version());
        assertThat(Modules.zip(cached, NEXT)).isNotEmpty();
    }

    /** It could be that the module is there: who says it is not sends the client elsewhere. */
    @Test
    void refusal_sourceFails_isNotGivenInItsPlace() {
        source.withoutState();
        refusal(cached, UNKNOWN);
        afterRefusals();
        source.fail();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> cached.versions(UNKNOWN));
    }

    @Test
    void unauthenticated_isNotKept() throws Exception {
        source.before(() -> {
            throw new ModuleAccessException(Reason.UNAUTHENTICATED, "who are you?");
        });
        assertRefused(Reason.UNAUTHENTICATED, () -> cached.versions(M));
        assertRefused(Reason.UNAUTHENTICATED, () -> cached.zip(V100));
        source.recover();
        assertThat(cached.versions(M)).isNotEmpty();
        assertThat(Modules.zip(cached, V100)).isNotEmpty();
    }

    @Test
    void failures_areNotKept() throws Exception {
        source.fail();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> cached.versions(M));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> cached.info(M, exact(V110)));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> cached.zip(V110));
        source.recover();
        assertThat(cached.versions(M)).isNotEmpty();
        assertThat(cached.info(M, exact(V110)).version()).contains(V110.version());
        assertThat(Modules.zip(cached, V110)).isNotEmpty();
    }

    /** Clients ask for every prefix of every import path. */
    @Test
    void manyRefusals_displaceNoAnswer() throws Exception {
        CacheOptions defaults = CacheOptions.DEFAULTS;
        CacheOptions narrow = new CacheOptions(
                10_000,
                100_000,
                defaults.maxGoModBytes(),
                defaults.maxZipBytes(),
                defaults.freshFor(),
                defaults.revalidateFor(),
                defaults.staleIfErrorFor(),
                defaults.refusedFor());
        try (ModuleCache small = ModuleCache.of(narrow)) {
            GoModuleRepository modules = small.modules(KEY, source);
            askForAnswers(modules);
            assertThat(source.asked()).isEqualTo(3);
            for (int i = 0; i < 2_000; i++) {
                ModulePath prefix = ModulePath.parse("example.com/prefix" + i);
                assertThat(refusal(modules, prefix).reason()).isEqualTo(Reason.NOT_FOUND);
            }
            assertThat(small.count()).as("what is kept, in bounds").isBetween(3L, 500L);
            askForAnswers(modules);
            assertThat(source.asked()).isEqualTo(3 + 2_000);
        }
    }

    private static void askForAnswers(GoModuleRepository modules) throws Exception {
        modules.info(M, exact(V100));
        modules.versions(M);
        Modules.mod(modules, V100);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(ModuleAccessException.class)
                .isThrownBy(call)
                .returns(reason, ModuleAccessException::reason);
    }
}
