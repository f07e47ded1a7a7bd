package io.github.goproxy4j.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What keeps those apart who change one store: threads, stores of one process, and processes.
 *
 * <p>It is one file of which single bytes are locked: byte 0 by whoever changes the tree, each other one by a process as
 * long as it lives, which makes the temporary files of that number its own. The system ends all locks of a process that is
 * killed. It would end them as well when a process closes the file a second time, and so there is one channel for all stores
 * of a process on a directory.
 */
final class StoreLock {
    private static final int MAX_SLOTS = 10_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Guarded by itself. */
    private static final Map<Path, StoreLock> OPEN = new HashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final FileStamp stamp;
    private final ReentrantLock threads = new ReentrantLock();
    private final Map<Integer, FileLock> slots = new HashMap<>();
    private int users;

    private StoreLock(Path file, FileChannel channel, FileStamp stamp) {
        this.file = file;
        this.channel = channel;
        this.stamp = stamp;
    }

    /** Opens the lock of a directory; each who does closes it once. */
    static StoreLock open(Path file) throws IOException {
        Path real = Objects.requireNonNull(file.getParent())
                .toRealPath()
                .resolve(Objects.requireNonNull(file.getFileName()));
        synchronized (OPEN) {
            StoreLock lock = OPEN.get(real);
            if (lock == null || !lock.isCurrent()) {
                FileChannel channel = FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                try {
                    lock = new StoreLock(real, channel, FileStamp.of(real));
                } catch (IOException e) {
                    channel.close();
                    throw e;
                }
                OPEN.put(real, lock);
            }
            lock.users++;
            return lock;
        }
    }

    /** Whether the file is still there by its name: if it was deleted, it keeps nobody else apart any more. */
    boolean isCurrent() {
        try {
            return Objects.equals(FileStamp.of(file).key(), stamp.key());
        } catch (IOException e) {
            return false;
        }
    }

    void close() throws IOException {
        synchronized (OPEN) {
            users--;
            if (users == 0) {
                OPEN.remove(file, this);
                channel.close();
            }
        }
    }

    /** What is done while nobody else changes the tree. */
    interface Change<T> {
        T make() throws IOException;
    }

    /** Waits until nobody else changes the tree, and changes it. In a change, another one is part of it. */
    <T> T holding(Change<T> change) throws IOException {
        threads.lock();
        try {
            if (threads.getHoldCount() > 1) {
                return change.make();
            }
            FileLock lock = await();
            try {
                return change.make();
            } finally {
                lock.release();
            }
        } finally {
            threads.unlock();
        }
    }

    /** Does something while no other thread of this process changes the tree, whatever other processes do. */
    void alone(Runnable action) {
        threads.lock();
        try {
            action.run();
        } finally {
            threads.unlock();
        }
    }

    /** Asks again and again, because a thread that is interrupted while it waits would close the channel for all. */
    private FileLock await() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (; ; ) {
            FileLock lock = tryLock(0);
            if (lock != null) {
                return lock;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while another process changed the store");
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException("another process has kept the store locked for " + PATIENCE);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private @Nullable FileLock tryLock(long position) throws IOException {
        try {
            return channel.tryLock(position, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Takes the first number that nobody alive has. */
    synchronized int takeSlot() throws IOException {
        for (int slot = 1; slot <= MAX_SLOTS; slot++) {
            if (trySlot(slot)) {
                return slot;
            }
        }
        throw new IOException("too many processes use the store");
    }

    /** Takes a number if nobody alive has it. */
    synchronized boolean trySlot(int slot) throws IOException {
        FileLock lock = slots.containsKey(slot) ? null : tryLock(slot);
        if (lock == null) {
            return false;
        }
        slots.put(slot, lock);
        return true;
    }

    synchronized void leaveSlot(int slot) throws IOException {
        FileLock lock = slots.remove(slot);
        if (lock != null && channel.isOpen()) {
            lock.release();
        }
    }
}
