package io.github.goproxy4j.zip;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The threads that compress for all module zips of the process: as many as there are processors, however many zips are made
 * at once. They end when they have nothing to do.
 *
 * <p>Each zip has a lane of its own. The threads take one task of one lane after the other, so a small zip does not wait for
 * all that a large one has waiting. Thread-safe.
 */
final class ZipWorkers {
    private static final ZipWorkers SHARED = new ZipWorkers(Runtime.getRuntime().availableProcessors());
    private static final long IDLE_SECONDS = 5;

    private final int size;
    private final ThreadPoolExecutor pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Lane> ring = new ArrayDeque<>();

    private ZipWorkers(int size) {
        this.size = size;
        this.pool = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ZipWorkers::thread);
        pool.allowCoreThreadTimeOut(true);
    }

    /** A thread that keeps neither the process nor anything of the thread that happened to need it first. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "goproxy4j-zip", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ZipWorkers.class.getClassLoader());
        return thread;
    }

    /** Other threads than those that all zips share, for a test. */
    static ZipWorkers of(int size) {
        return new ZipWorkers(size);
    }

    /** The threads of this process. */
    static ZipWorkers shared() {
        return SHARED;
    }

    /** How many tasks run at once. */
    int size() {
        return size;
    }

    /** Opens a lane for the tasks of one zip. */
    Lane open() {
        return new Lane();
    }

    private void turn() {
        Lane lane;
        Runnable task;
        lock.lock();
        try {
            lane = ring.poll();
            if (lane == null) {
                // What this turn was meant for has been given up.
                return;
            }
            task = lane.waiting.remove();
            lane.inRing = !lane.waiting.isEmpty();
            if (lane.inRing) {
                ring.add(lane);
            }
            lane.running++;
        } finally {
            lock.unlock();
        }
        try {
            task.run();
        } finally {
            lane.ran();
        }
    }

    /** The tasks of one zip, which begin in the order that they were handed in. */
    final class Lane implements AutoCloseable {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private final Condition idle = lock.newCondition();
        private boolean inRing;
        private int running;
        private volatile boolean closed;

        private Lane() {}

        /** Hands in a task, which neither waits for another one nor runs for long. */
        <T> Future<T> submit(Callable<T> task) {
            FutureTask<T> future = new FutureTask<>(task);
            lock.lock();
            try {
                waiting.add(future);
                if (!inRing) {
                    inRing = true;
                    ring.add(this);
                }
            } finally {
                lock.unlock();
            }
            pool.execute(ZipWorkers.this::turn);
            return future;
        }

        /** Whether nobody wants the results any more. */
        boolean isClosed() {
            return closed;
        }

        private void ran() {
            lock.lock();
            try {
                running--;
                idle.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Drops what has not begun, and waits for the end of what has: nothing is read any more after that. */
        @Override
        public void close() {
            lock.lock();
            try {
                closed = true;
                waiting.clear();
                if (inRing) {
                    inRing = false;
                    ring.remove(this);
                }
                while (running > 0) {
                    idle.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
