package io.github.goproxy4j.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads of a cache, none while nothing is to be done.
 *
 * <p>They are platform threads on every JVM: copying and hashing a zip does not give way to others as virtual threads must,
 * and the small answers that a server gives from virtual threads would wait for it.
 *
 * <p>Each kind of work has threads of its own, because one kind waits for the next: who has a version made in the background
 * waits for its zip, and the zip for its texts.
 */
final class Workers implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;
    private static final int SOON = 2;
    private static final int MANY = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private final AtomicLong count = new AtomicLong();
    private final ExecutorService zips = queueing(MANY);
    private final ExecutorService soon = queueing(SOON);
    private final ExecutorService refreshes = direct(MANY);
    // There is one for each zip in the making.
    private final ExecutorService texts = direct(Integer.MAX_VALUE);

    /** Makes zips; what is too much at once waits its turn. */
    ExecutorService zips() {
        return zips;
    }

    /** Has versions made that no caller waits for; what is too much at once waits its turn. */
    ExecutorService soon() {
        return soon;
    }

    /** Asks again for what is given meanwhile; rejects what is too much at once. */
    ExecutorService refreshes() {
        return refreshes;
    }

    /** Asks for what is kept beside a zip. */
    ExecutorService texts() {
        return texts;
    }

    private ThreadPoolExecutor queueing(int threads) {
        ThreadPoolExecutor pool = pool(threads, threads, new LinkedBlockingQueue<>());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private ThreadPoolExecutor direct(int threads) {
        return pool(0, threads, new SynchronousQueue<>());
    }

    private ThreadPoolExecutor pool(int core, int max, BlockingQueue<Runnable> queue) {
        return new ThreadPoolExecutor(core, max, IDLE_SECONDS, TimeUnit.SECONDS, queue, task -> {
            Thread thread = new Thread(null, task, "goproxy4j-cache-" + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return thread;
        });
    }

    private List<ExecutorService> all() {
        return List.of(zips, soon, refreshes, texts);
    }

    /** Interrupts what is done, and drops what waits. */
    @Override
    public void close() {
        all().forEach(ExecutorService::shutdownNow);
    }

    /** Waits until nothing is done any more after {@link #close}, but not longer than it may take. */
    void await(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (ExecutorService pool : all()) {
                if (!pool.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
