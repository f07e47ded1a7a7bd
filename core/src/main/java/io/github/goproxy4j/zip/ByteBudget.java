package io.github.goproxy4j.zip;

import java.util.concurrent.Semaphore;

/**
 * How many bytes may be on their way in all zips of the process at once, besides one batch or block of each: however many
 * zips are made, the memory they need is bounded by little more. Thread-safe.
 */
final class ByteBudget {
    private static final int MAX_BYTES = 32 << 20;
    private static final int SHARE_OF_HEAP = 8;
    private static final ByteBudget SHARED =
            new ByteBudget((int) Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));

    private final Semaphore free;

    private ByteBudget(int bytes) {
        this.free = new Semaphore(bytes);
    }

    /** The budget of this process. */
    static ByteBudget shared() {
        return SHARED;
    }

    /** Takes bytes if they are there, and does not wait: whoever waited could hold what others wait for. */
    boolean tryTake(int bytes) {
        return free.tryAcquire(bytes);
    }

    void giveBack(int bytes) {
        free.release(bytes);
    }
}
