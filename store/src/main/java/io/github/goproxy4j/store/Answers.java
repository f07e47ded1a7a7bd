package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Decides whether an answer in memory may be given, and asks for it otherwise.
 *
 * <p>With a state: if it was asked for in the present one. Without: while it is young. The state is always read before the
 * repository is asked, so that what changes between the two is seen by the next request, and not missed for good.
 */
final class Answers {
    /**
     * How an answer is had from the repository.
     *
     * @param <T> what it is
     */
    interface Question<T> {
        /**
         * Asks.
         *
         * @param state the state that was read before
         */
        T ask(Optional<String> state) throws ModuleAccessException, IOException;
    }

    private final Memory memory;
    private final Flights flights = new Flights();
    private final Executor workers;
    private final LongSupplier nanos;
    private final RareLog log;
    private final long freshFor;
    private final long revalidateFor;
    private final long staleIfErrorFor;
    private final long refusedFor;

    Answers(CacheOptions options, Executor workers, LongSupplier nanos) {
        this.memory = new Memory(options);
        this.workers = workers;
        this.nanos = nanos;
        this.log = new RareLog(LoggerFactory.getLogger(ModuleCache.class), nanos);
        this.freshFor = options.freshFor().toNanos();
        this.revalidateFor = options.freshFor().plus(options.revalidateFor()).toNanos();
        this.staleIfErrorFor = options.staleIfErrorFor().toNanos();
        this.refusedFor = options.refusedFor().toNanos();
    }

    Memory memory() {
        return memory;
    }

    /** The answer to a question whose answer may change. */
    <T> T current(AnswerKey key, GoModuleRepository source, Class<T> type, Question<T> question)
            throws ModuleAccessException, IOException {
        Optional<String> state;
        try {
            state = source.state(key.module());
        } catch (IOException | RuntimeException e) {
            Kept stale = stale(key, e);
            if (stale == null) {
                throw e;
            }
            return type.cast(stale.value());
        }
        Kept kept = memory.answer(key);
        if (kept != null && isFresh(kept, state)) {
            return type.cast(kept.value());
        }
        if (kept != null && state.isEmpty() && kept.hasState(state) && kept.age(now()) < revalidateFor) {
            flights.start(new Flights.Key(key, state), workers, () -> keep(key, state, question, value -> false), log);
            return type.cast(kept.value());
        }
        throwIfRefused(memory.refusal(key), state, false);
        try {
            return askOnce(key, state, type, question, value -> false);
        } catch (IOException | RuntimeException e) {
            Kept stale = stale(key, e);
            if (stale == null) {
                throw e;
            }
            return type.cast(stale.value());
        }
    }

    /** The answer as of a state that the caller has read: never an older one, whatever fails. */
    <T> T asOf(AnswerKey key, Optional<String> state, Class<T> type, Question<T> question)
            throws ModuleAccessException, IOException {
        if (state.isPresent()) {
            Kept kept = memory.answer(key);
            if (kept != null && isFresh(kept, state)) {
                return type.cast(kept.value());
            }
            throwIfRefused(memory.refusal(key), state, false);
        }
        return askOnce(key, state, type, question, value -> false);
    }

    /**
     * The answer to a question about an exact version.
     *
     * @param forever whether an answer is that of the version for ever
     */
    <T> T exact(AnswerKey key, GoModuleRepository source, Class<T> type, Question<T> question, Predicate<T> forever)
            throws ModuleAccessException, IOException {
        Optional<String> state = stateForExact(key, source);
        throwIfRefused(memory.refusal(key), state, true);
        return askOnce(key, state, type, question, forever);
    }

    /** Throws if it is known that an exact version is refused. */
    void throwIfRefused(AnswerKey key, GoModuleRepository source) throws ModuleAccessException {
        Kept refusal = memory.refusal(key);
        if (refusal != null) {
            throwIfRefused(refusal, stateForExact(key, source), true);
        }
    }

    /** An exact version needs no state: if it cannot be read, it is only not known whether a refusal still holds. */
    Optional<String> stateForExact(AnswerKey key, GoModuleRepository source) {
        try {
            return source.state(key.module());
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The state need not change when an exact version comes to be, as a commit may that no branch has: such a refusal is
     * for seconds only.
     */
    private void throwIfRefused(@Nullable Kept kept, Optional<String> state, boolean isExact)
            throws ModuleAccessException {
        if (kept != null
                && kept.hasState(state)
                && (state.isPresent() && !isExact || kept.age(now()) < refusedFor)
                && kept.value() instanceof Refusal refusal) {
            throw refusal.exception();
        }
    }

    private boolean isFresh(Kept kept, Optional<String> state) {
        if (!kept.hasState(state)) {
            return false;
        }
        long now = now();
        if (state.isPresent()) {
            kept.confirm(now);
            return true;
        }
        return kept.age(now) < freshFor;
    }

    private <T> T askOnce(
            AnswerKey key, Optional<String> state, Class<T> type, Question<T> question, Predicate<T> forever)
            throws ModuleAccessException, IOException {
        return type.cast(flights.ask(new Flights.Key(key, state), () -> {
            // What another caller has got between this one's look into memory and its turn.
            Kept kept = memory.answer(key);
            return kept != null && (kept.isForever() || state.isPresent() && kept.hasState(state))
                    ? kept.value()
                    : keep(key, state, question, forever);
        }));
    }

    private <T> T keep(AnswerKey key, Optional<String> state, Question<T> question, Predicate<T> forever)
            throws ModuleAccessException, IOException {
        long epoch = memory.epoch();
        long askedAt = now();
        try {
            T value = question.ask(state);
            Kept kept = forever.test(value) ? Kept.forever(value, askedAt) : Kept.of(value, state, askedAt);
            memory.keep(key, kept, epoch);
            return value;
        } catch (ModuleAccessException e) {
            refuse(key, Refusal.of(e), state, askedAt, epoch);
            throw e;
        }
    }

    void refuse(AnswerKey key, Refusal refusal, Optional<String> state, long askedAt, long epoch) {
        if (refusal.isForAllCallers()) {
            memory.refuse(key, Kept.of(refusal, state, askedAt), epoch);
        } else {
            memory.forget(key);
        }
    }

    /** What may be given because the repository fails, if there is something. */
    private @Nullable Kept stale(AnswerKey key, Exception failure) {
        Kept kept = memory.answer(key);
        if (kept == null || kept.sinceConfirmed(now()) >= staleIfErrorFor) {
            return null;
        }
        log.warn("a repository fails, and is answered for from memory", failure);
        return kept;
    }

    /** Forgets what may change of a project's answers, or all of them. */
    void forget(Predicate<AnswerKey> keys, boolean onlyChanging) {
        memory.newEpoch();
        flights.detach(keys);
        if (onlyChanging) {
            memory.forgetChanging(keys);
        } else {
            memory.forgetAll(keys);
        }
    }

    long now() {
        return nanos.getAsLong();
    }
}
