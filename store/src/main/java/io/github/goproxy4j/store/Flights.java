package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/**
 * Has one caller at a time ask for an answer, while the others wait for what it gets.
 *
 * <p>The first caller asks on its own thread. If it is interrupted, another one asks.
 */
final class Flights {
    /**
     * What is asked for. Callers that saw other states do not share an answer: it may be older than what one of them saw.
     *
     * @param key the question
     * @param state the state that the caller has seen
     */
    record Key(AnswerKey key, Optional<String> state) {}

    /** Asks. */
    interface Asking {
        Object ask() throws ModuleAccessException, IOException;
    }

    /** What became of it. */
    private sealed interface Outcome {
        record Answer(Object value) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}

        record Failed(Exception cause) implements Outcome {}

        /** The caller that asked was stopped. */
        record Stopped() implements Outcome {}
    }

    private static final Outcome STOPPED = new Outcome.Stopped();

    private final ConcurrentHashMap<Key, CompletableFuture<Outcome>> running = new ConcurrentHashMap<>();

    Object ask(Key key, Asking asking) throws ModuleAccessException, IOException {
        while (true) {
            CompletableFuture<Outcome> mine = new CompletableFuture<>();
            CompletableFuture<Outcome> other = running.putIfAbsent(key, mine);
            if (other == null) {
                return lead(key, mine, asking);
            }
            Outcome outcome = await(other);
            if (outcome instanceof Outcome.Answer answer) {
                return answer.value();
            }
            if (outcome instanceof Outcome.Refused refused) {
                throw refused.refusal().exception();
            }
            if (outcome instanceof Outcome.Failed failed) {
                throw new IOException("what another caller waited for has failed", failed.cause());
            }
        }
    }

    /** Asks on another thread, if nobody is asking. */
    void start(Key key, Executor executor, Asking asking, RareLog log) {
        if (running.containsKey(key)) {
            return;
        }
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        if (running.putIfAbsent(key, mine) != null) {
            return;
        }
        try {
            executor.execute(() -> {
                try {
                    lead(key, mine, asking);
                } catch (ModuleAccessException e) {
                    // Kept as the answer by now.
                } catch (IOException | RuntimeException e) {
                    log.warn("asking a repository again has failed", e);
                }
            });
        } catch (RejectedExecutionException e) {
            // Too much at once: the next caller tries again.
            withdraw(key, mine);
        } catch (RuntimeException | Error e) {
            withdraw(key, mine);
            log.warn("a repository could not be asked again", e.toString());
        }
    }

    private void withdraw(Key key, CompletableFuture<Outcome> mine) {
        running.remove(key, mine);
        mine.complete(STOPPED);
    }

    private Object lead(Key key, CompletableFuture<Outcome> mine, Asking asking)
            throws ModuleAccessException, IOException {
        Outcome outcome = STOPPED;
        try {
            Object value = asking.ask();
            outcome = new Outcome.Answer(value);
            return value;
        } catch (ModuleAccessException e) {
            outcome = new Outcome.Refused(Refusal.of(e));
            throw e;
        } catch (IOException | RuntimeException e) {
            outcome = isInterrupt(e) ? STOPPED : new Outcome.Failed(e);
            throw e;
        } finally {
            running.remove(key, mine);
            mine.complete(outcome);
        }
    }

    /** Not by the subclass that means that a remote service took too long: that is a failure, for all. */
    private static boolean isInterrupt(Exception e) {
        return Thread.currentThread().isInterrupted()
                || e.getClass() == InterruptedIOException.class
                || e instanceof ClosedByInterruptException;
    }

    /** Waits; an interrupted thread cannot tell. */
    static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while another caller asked");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Has callers that come from now on ask for themselves. */
    void detach(Predicate<AnswerKey> keys) {
        running.keySet().removeIf(key -> keys.test(key.key()));
    }
}
