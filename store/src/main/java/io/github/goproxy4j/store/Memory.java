package io.github.goproxy4j.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The answers on the heap, bounded by bytes; refusals have a room of their own, so that many of them displace no answer.
 *
 * <p>Who asks a repository takes the {@link #epoch} first, and keeps the answer with it: what was asked for before
 * something was forgotten is not kept after that. Reading takes no lock.
 */
final class Memory {
    private final Cache<AnswerKey, Kept> answers;
    private final Cache<AnswerKey, Kept> refusals;

    /** Keeping is shared, a new epoch is exclusive: all that is kept with an old epoch is there before it is looked for. */
    private final ReadWriteLock epochs = new ReentrantReadWriteLock();

    private volatile long epoch;

    Memory(CacheOptions options) {
        this.answers = bounded(options.answerBytes());
        this.refusals = bounded(options.refusalBytes());
    }

    private static Cache<AnswerKey, Kept> bounded(long bytes) {
        return Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((AnswerKey key, Kept kept) -> key.weight() + kept.weight())
                .build();
    }

    @Nullable
    Kept answer(AnswerKey key) {
        return answers.getIfPresent(key);
    }

    @Nullable
    Kept refusal(AnswerKey key) {
        return refusals.getIfPresent(key);
    }

    long epoch() {
        return epoch;
    }

    void keep(AnswerKey key, Kept answer, long askedIn) {
        put(answers, refusals, key, answer, askedIn);
    }

    void refuse(AnswerKey key, Kept refusal, long askedIn) {
        put(refusals, answers, key, refusal, askedIn);
    }

    private void put(
            Cache<AnswerKey, Kept> room, Cache<AnswerKey, Kept> other, AnswerKey key, Kept kept, long askedIn) {
        Lock lock = epochs.readLock();
        lock.lock();
        try {
            if (epoch == askedIn) {
                room.put(key, kept);
                other.invalidate(key);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the epoch; what is asked for from now on may be kept. */
    void newEpoch() {
        Lock lock = epochs.writeLock();
        lock.lock();
        try {
            long now = epoch;
            epoch = now + 1;
        } finally {
            lock.unlock();
        }
    }

    void forget(AnswerKey key) {
        answers.invalidate(key);
        refusals.invalidate(key);
    }

    /** Forgets everything of these keys. */
    void forgetAll(Predicate<AnswerKey> keys) {
        answers.asMap().keySet().removeIf(keys);
        refusals.asMap().keySet().removeIf(keys);
    }

    /** Forgets what may change of these keys. */
    void forgetChanging(Predicate<AnswerKey> keys) {
        answers.asMap()
                .entrySet()
                .removeIf(
                        entry -> keys.test(entry.getKey()) && !entry.getValue().isForever());
        refusals.asMap().keySet().removeIf(keys);
    }

    /** How many answers and refusals there are, once what is too much has been evicted. */
    long count() {
        answers.cleanUp();
        refusals.cleanUp();
        return answers.estimatedSize() + refusals.estimatedSize();
    }
}
