package io.github.goproxy4j.store;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that look after a store. They do not keep the process alive; what fails is logged. */
final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    /** One is busy for long while it inspects. */
    private static final int THREADS = 2;

    private final ScheduledThreadPoolExecutor executor;
    private volatile boolean ended;

    Background() {
        this.executor = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "goproxy4j-store");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** What is done in the background. */
    interface Task {
        void run() throws IOException;
    }

    boolean isEnded() {
        return ended;
    }

    void now(Task task) {
        executor.execute(() -> attempt(task));
    }

    void after(long seconds, Task task) {
        if (!ended) {
            Future<?> unused = executor.schedule(() -> attempt(task), seconds, TimeUnit.SECONDS);
        }
    }

    void every(long seconds, Task task) {
        Future<?> unused = executor.scheduleWithFixedDelay(() -> attempt(task), seconds, seconds, TimeUnit.SECONDS);
    }

    private void attempt(Task task) {
        try {
            task.run();
        } catch (IOException | RuntimeException e) {
            if (!ended) {
                LOG.warn("looking after the store failed, and is tried again later", e);
            }
        }
    }

    void close() {
        ended = true;
        executor.shutdown();
    }
}
