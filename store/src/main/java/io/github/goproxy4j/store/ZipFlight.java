package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The making of one zip, for all who ask for it meanwhile.
 *
 * <p>It goes on while anybody waits for it: when the first caller leaves, too. When all have left, it is stopped.
 */
final class ZipFlight implements Runnable {
    /** What a caller gets. */
    interface Offer {
        /** A lease; empty if there is none any more, so that the caller looks again. */
        Optional<ModuleFile> lease() throws ModuleAccessException, IOException;
    }

    private final ZipFlights flights;
    private final CachedRepository modules;
    private final StoredVersion version;
    private final CompletableFuture<Offer> opened = new CompletableFuture<>();
    private final CompletableFuture<Boolean> landed = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** The callers without a lease; the first is there before the flight starts. */
    private int waiting = 1;

    private boolean isOver;

    /** Keeps the zip from being given up until all who wait for it have their leases. */
    private @Nullable ModuleFile guard;

    private @Nullable SharedFile original;
    private @Nullable Future<?> task;

    ZipFlight(ZipFlights flights, CachedRepository modules, StoredVersion version) {
        this.flights = flights;
        this.modules = modules;
        this.version = version;
    }

    void start() {
        lock.lock();
        try {
            task = flights.workers().zips().submit(this);
        } finally {
            lock.unlock();
        }
    }

    StoredVersion version() {
        return version;
    }

    CachedRepository modules() {
        return modules;
    }

    ZipFlights flights() {
        return flights;
    }

    /** Done when the worker is: all that can be kept is. */
    CompletableFuture<Boolean> landed() {
        return landed;
    }

    /** Counts one more caller, who then has to {@link #await}; false if the flight is over. */
    boolean join() {
        lock.lock();
        try {
            if (isOver) {
                return false;
            }
            waiting++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the zip to be there, in whole or in part; empty if the flight is over, so that the caller looks again. */
    Optional<ModuleFile> await() throws ModuleAccessException, IOException {
        try {
            Optional<ModuleFile> lease = Flights.await(opened).lease();
            if (lease.isEmpty()) {
                end();
            }
            return lease;
        } finally {
            leave();
        }
    }

    private void leave() {
        ModuleFile free = null;
        boolean isGivenUp = false;
        lock.lock();
        try {
            waiting--;
            if (waiting == 0) {
                free = guard;
                guard = null;
                isGivenUp = !opened.isDone();
                // At once, so that nobody joins what is stopped.
                isOver |= isGivenUp;
            }
        } finally {
            lock.unlock();
        }
        if (free != null) {
            free.close();
        }
        if (isGivenUp) {
            cancel();
        }
    }

    /** Lets those who wait have leases. */
    void offer(Offer offer) throws ModuleAccessException, IOException {
        Optional<ModuleFile> first = offer.lease();
        boolean isWanted;
        lock.lock();
        try {
            isWanted = waiting > 0 && !isOver;
            if (isWanted) {
                guard = first.orElse(null);
            }
        } finally {
            lock.unlock();
        }
        opened.complete(offer);
        if (!isWanted) {
            first.ifPresent(ModuleFile::close);
        }
    }

    @Override
    public void run() {
        try {
            if (flights.isHere(version)) {
                end();
                opened.complete(Optional::empty);
            } else {
                make();
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        } finally {
            // Whatever has happened: nobody waits for ever.
            opened.complete(failure(new IOException("the zip was not made")));
            landed.complete(true);
        }
    }

    private void make() throws IOException {
        Answers answers = flights.answers();
        AnswerKey key = AnswerKey.zip(version.project(), version.id());
        long epoch = answers.memory().epoch();
        long askedAt = answers.now();
        Optional<String> state = answers.stateForExact(key, modules.source());
        try {
            // Another flight may have landed between the caller's look into memory and this one's start.
            answers.throwIfRefused(key, modules.source());
            ModuleFile file = modules.source().zip(version.id());
            SharedFile shared = new SharedFile(file, this::end);
            if (takeOff(shared)) {
                serve(file, shared);
            } else {
                shared.end();
            }
        } catch (ModuleAccessException e) {
            Refusal refusal = Refusal.of(e);
            answers.refuse(key, refusal, state, askedAt, epoch);
            end();
            opened.complete(() -> {
                throw refusal.exception();
            });
        }
    }

    private boolean takeOff(SharedFile shared) {
        lock.lock();
        try {
            original = shared;
            return !isOver;
        } finally {
            lock.unlock();
        }
    }

    private void serve(ModuleFile file, SharedFile shared) throws ModuleAccessException, IOException {
        Optional<ModuleStore.Draft> draft = flights.kept().begin(version);
        if (draft.isPresent()) {
            try (ModuleStore.Draft place = draft.get()) {
                Optional<ZipCopy> copy = ZipCopy.begin(this, shared, place);
                if (copy.isPresent()) {
                    copy.get().run();
                    return;
                }
            }
        }
        pass(file, shared);
    }

    /** Serves the repository's own file: from memory if it is small, and otherwise to all who are there at one time. */
    private void pass(ModuleFile file, SharedFile shared) throws ModuleAccessException, IOException {
        Optional<byte[]> small = SmallFile.read(file, flights.options().maxZipBytes());
        if (small.isPresent()) {
            ModuleBytes bytes = ModuleBytes.of(small.get());
            flights.keepInMemory(version, bytes);
            shared.end();
            end();
            opened.complete(() -> Optional.of(bytes.lease()));
        } else {
            offer(shared::lease);
        }
    }

    private void fail(Throwable cause) {
        opened.complete(failure(cause));
        cancel();
    }

    private Offer failure(Throwable cause) {
        return () -> {
            end();
            throw new IOException("the zip could not be made", cause);
        };
    }

    boolean isOver() {
        lock.lock();
        try {
            return isOver;
        } finally {
            lock.unlock();
        }
    }

    /** Has whoever asks from now on begin anew. */
    void end() {
        lock.lock();
        try {
            isOver = true;
        } finally {
            lock.unlock();
        }
        flights.ended(version, this);
    }

    /** Stops the making; those who still wait fail. */
    void cancel() {
        end();
        SharedFile toClose;
        Future<?> toStop;
        lock.lock();
        try {
            toClose = original;
            toStop = task;
        } finally {
            lock.unlock();
        }
        opened.complete(failure(new IOException("the making of the zip was stopped")));
        if (toClose != null) {
            toClose.end();
        }
        if (toStop != null) {
            toStop.cancel(true);
        }
        landed.complete(false);
    }
}
