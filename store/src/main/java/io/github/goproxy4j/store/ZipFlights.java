package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/** The zips that are in the making, one at a time of each version, and the way to those that are made. */
final class ZipFlights implements AutoCloseable {
    private final CacheOptions options;
    private final Answers answers;
    private final KeptFiles kept;
    private final KnownSources sources;
    private final Workers workers;
    private final Clock clock;
    private final ConcurrentHashMap<StoredVersion, ZipFlight> running = new ConcurrentHashMap<>();
    private final Set<StoredVersion> madeAgain = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<Object, CompletableFuture<Void>> soon = new ConcurrentHashMap<>();

    ZipFlights(
            CacheOptions options, Answers answers, KeptFiles kept, KnownSources sources, Workers workers, Clock clock) {
        this.options = options;
        this.answers = answers;
        this.kept = kept;
        this.sources = sources;
        this.workers = workers;
        this.clock = clock;
    }

    CacheOptions options() {
        return options;
    }

    Answers answers() {
        return answers;
    }

    KeptFiles kept() {
        return kept;
    }

    Workers workers() {
        return workers;
    }

    Clock clock() {
        return clock;
    }

    /** Opens a zip: from memory, from the store, or as it is made, by whoever asks for it first. */
    ModuleFile open(CachedRepository modules, StoredVersion version) throws ModuleAccessException, IOException {
        while (true) {
            Optional<ModuleFile> there = find(version);
            if (there.isPresent()) {
                return there.get();
            }
            Optional<ModuleFile> lease = board(modules, version).await();
            if (lease.isPresent()) {
                return lease.get();
            }
        }
    }

    private Optional<ModuleFile> find(StoredVersion version) throws IOException {
        AnswerKey key = AnswerKey.zip(version.project(), version.id());
        Kept known = answers.memory().answer(key);
        if (known != null && known.value() instanceof ModuleBytes bytes) {
            return Optional.of(bytes.lease());
        }
        Optional<ModuleFile> stored = kept.find(version, VersionFile.ZIP);
        if (stored.isEmpty() || stored.get().size().orElse(Long.MAX_VALUE) > options.maxZipBytes()) {
            return stored;
        }
        try (ModuleFile file = stored.get()) {
            ModuleBytes bytes = ModuleBytes.of(KeptFiles.all(file, options.maxZipBytes()));
            keepInMemory(version, bytes);
            return Optional.of(bytes.lease());
        }
    }

    /** Whether a version can be had without making it. */
    boolean isHere(StoredVersion version) throws IOException {
        Optional<ModuleFile> there = find(version);
        there.ifPresent(ModuleFile::close);
        return there.isPresent();
    }

    void keepInMemory(StoredVersion version, ModuleBytes bytes) {
        Memory memory = answers.memory();
        AnswerKey key = AnswerKey.zip(version.project(), version.id());
        memory.keep(key, Kept.forever(bytes, answers.now()), memory.epoch());
    }

    void forget(StoredVersion version) {
        answers.memory().forget(AnswerKey.zip(version.project(), version.id()));
    }

    /** Joins the flight that there is, or begins one. The caller is waited for from now on, and so has to wait. */
    private ZipFlight board(CachedRepository modules, StoredVersion version) throws IOException {
        while (true) {
            ZipFlight other = running.get(version);
            if (other != null) {
                if (other.join()) {
                    return other;
                }
                running.remove(version, other);
                continue;
            }
            ZipFlight mine = new ZipFlight(this, modules, version);
            if (running.putIfAbsent(version, mine) == null) {
                begin(mine);
                return mine;
            }
        }
    }

    private void begin(ZipFlight flight) throws IOException {
        sources.replace(flight.version().project(), flight.modules());
        try {
            flight.start();
        } catch (RejectedExecutionException e) {
            flight.cancel();
            throw new IOException("the cache is closed", e);
        } catch (RuntimeException | Error e) {
            flight.cancel();
            throw new IOException("the zip cannot be made now", e);
        }
    }

    void ended(StoredVersion version, ZipFlight flight) {
        running.remove(version, flight);
    }

    /** Has a zip made, and waits until it is kept; without a store only what may be kept in memory. */
    void make(CachedRepository modules, StoredVersion version) throws ModuleAccessException, IOException {
        while (!isHere(version)) {
            ZipFlight flight = board(modules, version);
            Optional<ModuleFile> lease = flight.await();
            if (lease.isPresent()) {
                try (ModuleFile zip = lease.get()) {
                    if (kept.hasStore()) {
                        zip.awaitSize();
                        Flights.await(flight.landed());
                    }
                }
                return;
            }
        }
    }

    CompletableFuture<Void> makeSoon(CachedRepository modules, StoredVersion version, Warming warming) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Object ticket = new Object();
        soon.put(ticket, done);
        try {
            workers.soon().execute(() -> {
                try {
                    warming.warm();
                    make(modules, version);
                    done.complete(null);
                } catch (ModuleAccessException | IOException | RuntimeException | Error e) {
                    done.completeExceptionally(e);
                } finally {
                    soon.remove(ticket);
                }
            });
        } catch (RejectedExecutionException e) {
            soon.remove(ticket);
            done.completeExceptionally(new IOException("the cache is closed", e));
        } catch (RuntimeException | Error e) {
            soon.remove(ticket);
            done.completeExceptionally(e);
        }
        return done;
    }

    /** Has a zip made of which the store has lost what it kept; once at a time. */
    void makeAgain(CachedRepository modules, StoredVersion version) {
        if (!madeAgain.add(version)) {
            return;
        }
        try {
            workers.soon().execute(() -> {
                try {
                    make(modules, version);
                } catch (ModuleAccessException | IOException | RuntimeException e) {
                    kept.failed(e);
                } finally {
                    madeAgain.remove(version);
                }
            });
        } catch (RejectedExecutionException e) {
            madeAgain.remove(version);
            kept.failed(e);
        }
    }

    /** What is to be had before a zip. */
    interface Warming {
        void warm() throws ModuleAccessException, IOException;
    }

    @Override
    public void close() {
        List.copyOf(running.values()).forEach(ZipFlight::cancel);
        IOException closed = new IOException("the cache is closed");
        List.copyOf(soon.values()).forEach(waiting -> waiting.completeExceptionally(closed));
    }
}
