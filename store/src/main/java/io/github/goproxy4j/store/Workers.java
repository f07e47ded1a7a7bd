package io.github.goproxy4j.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads of a cache, as many as there are zips in the making, none while nothing is.
 *
 * <p>They are platform threads on every JVM: copying and hashing a zip does not give way to others as virtual threads must,
 * and the small answers that a server gives from virtual threads would wait for it.
 */
final class Workers {
    private static final long IDLE_SECONDS = 10;

    private Workers() {}

    static ExecutorService start() {
        AtomicLong count = new AtomicLong();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "goproxy4j-cache-" + count.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
