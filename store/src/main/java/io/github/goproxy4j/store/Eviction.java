package io.github.goproxy4j.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a store within its bound: when it is full, the versions that were used least lately go, until a tenth of it is free.
 * Of a version only its place is in memory, and only while this is decided: a store may have very many.
 */
final class Eviction {
    /** Others may take what was freed. */
    private static final int ATTEMPTS = 4;

    private static final String FULL = "the store is full, and nothing in it may be evicted";
    private static final int MAX_CANDIDATES = 10_000;
    /** How often a repository is asked, which may take long, before a commit gives up. */
    private static final int MAX_QUESTIONS = 100;

    private static final long PAUSE = Duration.ofMinutes(1).toMillis();

    private final StoreTree tree;
    private final OpenFiles files;
    private final StoreWalk walk;
    private final long maxBytes;
    private final ReentrantLock deciding = new ReentrantLock();
    private final AtomicLong bytes = new AtomicLong();
    private volatile ModuleStore.@Nullable Sources sources;
    /** Until when it is not tried again, because nothing might go. */
    private volatile long hopelessUntil;

    /** Where the last attempt gave up, if it did not come to the end. Guarded by {@link #deciding}. */
    private @Nullable Candidate last;

    private record Candidate(StoredVersion version, long lastUse, long bytes) {
        static final Comparator<Candidate> ORDER = Comparator.comparingLong(Candidate::lastUse)
                .thenComparing(candidate -> candidate.version().project())
                .thenComparing(candidate -> candidate.version().id().toString());
    }

    Eviction(StoreTree tree, OpenFiles files, StoreWalk walk, long maxBytes) {
        this.tree = tree;
        this.files = files;
        this.walk = walk;
        this.maxBytes = maxBytes;
    }

    void connect(ModuleStore.Sources who) {
        sources = who;
        hopelessUntil = 0;
    }

    /** Counts anew: other processes have added and removed, too. */
    void recount() throws IOException {
        AtomicLong counted = new AtomicLong();
        long before = bytes.get();
        walk.versions((record, lastUse) -> counted.addAndGet(record.bytes()));
        // What was added meanwhile is counted on top, rather twice than not at all.
        bytes.updateAndGet(now -> counted.get() + Math.max(0, now - before));
    }

    long bytes() {
        return bytes.get();
    }

    void removed(long count) {
        bytes.addAndGet(-count);
    }

    /**
     * Makes room and takes it.
     *
     * @param count how many bytes are to be added
     * @throws IOException if there is no room, and none can be made
     */
    void reserve(long count) throws IOException {
        if (count > maxBytes) {
            throw new IOException("larger than the whole store may be");
        }
        if (take(count)) {
            return;
        }
        deciding.lock();
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (take(count)) {
                    return;
                }
                free(count);
            }
        } finally {
            deciding.unlock();
        }
        throw new IOException(FULL);
    }

    /**
     * Fails if it was found a short time ago that there is no room, so that nobody makes what cannot be kept.
     *
     * @throws IOException if so
     */
    void requireHope() throws IOException {
        if (tree.clock().millis() < hopelessUntil) {
            throw new IOException(FULL);
        }
    }

    private boolean take(long count) {
        for (; ; ) {
            long now = bytes.get();
            if (now + count > maxBytes) {
                return false;
            }
            if (bytes.compareAndSet(now, now + count)) {
                return true;
            }
        }
    }

    private void free(long count) throws IOException {
        if (tree.clock().millis() < hopelessUntil) {
            return;
        }
        files.rememberUses();
        long goal = Math.min(maxBytes - maxBytes / 10, maxBytes - count);
        boolean fromFirst = last == null;
        boolean some = false;
        int questions = 0;
        while (bytes.get() > goal && questions < MAX_QUESTIONS) {
            List<Candidate> window = oldest();
            for (Candidate candidate : window) {
                if (bytes.get() <= goal || questions == MAX_QUESTIONS) {
                    break;
                }
                last = candidate;
                if (!files.isLeased(candidate.version())) {
                    questions++;
                    some |= evict(candidate.version());
                }
            }
            if (questions < MAX_QUESTIONS && window.size() < MAX_CANDIDATES) {
                last = null;
                if (fromFirst && !some) {
                    break;
                }
                fromFirst = true;
                some = false;
            }
        }
        if (bytes.get() <= goal) {
            last = null;
        }
        if (bytes.get() + count > maxBytes) {
            hopelessUntil = tree.clock().millis() + PAUSE;
        }
    }

    private List<Candidate> oldest() throws IOException {
        PriorityQueue<Candidate> oldest = new PriorityQueue<>(Candidate.ORDER.reversed());
        Candidate before = last;
        walk.versions((record, lastUse) -> {
            if (!record.isOnlyCopy()) {
                Candidate candidate = new Candidate(record.version(), lastUse, record.bytes());
                if (before == null || Candidate.ORDER.compare(candidate, before) > 0) {
                    oldest.add(candidate);
                }
                if (oldest.size() > MAX_CANDIDATES) {
                    oldest.remove();
                }
            }
        });
        List<Candidate> sorted = new ArrayList<>(oldest);
        sorted.sort(Candidate.ORDER);
        return sorted;
    }

    private boolean evict(StoredVersion version) throws IOException {
        ModuleStore.Sources known = sources;
        Optional<Boolean> there = known == null ? Optional.empty() : known.has(version);
        if (there.equals(Optional.of(true))) {
            return remove(version, true);
        }
        if (there.equals(Optional.of(false))) {
            // So that it is not asked for again and again.
            keepForever(version);
        }
        return false;
    }

    /** Marks a version as the only copy. */
    void keepForever(StoredVersion version) throws IOException {
        tree.holding(() -> {
            Optional<VersionRecord> record = tree.read(version);
            boolean isNew = record.isPresent() && !record.get().isOnlyCopy();
            if (isNew) {
                tree.write(record.get().asOnlyCopy());
            }
            return isNew;
        });
    }

    /** Forgets a version unless it is the only copy. */
    boolean remove(StoredVersion version, boolean onlyIfUnused) throws IOException {
        return tree.holding(() -> {
            Optional<VersionRecord> record = tree.read(version);
            if (record.isEmpty() || record.get().isOnlyCopy() || (onlyIfUnused && files.isLeased(version))) {
                return false;
            }
            files.forget(version);
            tree.delete(record.get());
            removed(record.get().bytes());
            hopelessUntil = 0;
            return true;
        });
    }
}
