package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is appended is on the disk or refused, whatever the disk does. */
@Timeout(30)
class PinLogTest {
    /** A disk in memory: it may be full, or fail, and lets the test decide when it has synced. */
    private static final class Disk implements PinStorage {
        final StringBuilder written = new StringBuilder();
        final Semaphore syncs = new Semaphore(0);
        final Semaphore syncing = new Semaphore(0);
        int capacity = Integer.MAX_VALUE;
        int syncCount;
        boolean waits;
        boolean cannotTruncate;
        boolean closed;

        @Nullable
        RuntimeException broken;

        @Nullable
        IOException unsyncable;

        @Nullable
        Error error;

        String synced = "";

        @Override
        public void write(long position, byte[] bytes) throws IOException {
            assertThat(position).isEqualTo(written.length());
            String text = new String(bytes, StandardCharsets.US_ASCII);
            int fits = Math.min(text.length(), capacity - written.length());
            written.append(text, 0, fits);
            if (fits < text.length()) {
                throw new IOException("No space left on device");
            }
            if (broken != null) {
                throw broken;
            }
            if (error != null) {
                throw error;
            }
        }

        @Override
        public void sync() throws IOException {
            syncing.release();
            if (waits) {
                syncs.acquireUninterruptibly();
            }
            syncCount++;
            if (unsyncable != null) {
                throw unsyncable;
            }
            synced = written.toString();
        }

        @Override
        public void truncate(long length) throws IOException {
            if (cannotTruncate) {
                throw new IOException("read-only file system");
            }
            written.setLength((int) length);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Disk disk = new Disk();
    private final PinLog log = new PinLog(disk, 0);
    private final List<Thread> started = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        started.add(thread);
        return thread;
    });

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void append_returns_whenTheLineIsOnTheDisk() throws Exception {
        log.append(line("one"));
        assertThat(disk.synced).isEqualTo("one\n");
        log.append(line("two"));
        assertThat(disk.synced).isEqualTo("one\ntwo\n");
    }

    @Test
    void append_whileOthersAreWritten_sharesTheNextSync() throws Exception {
        disk.waits = true;
        List<Future<?>> appended = new ArrayList<>();
        appended.add(submit("first"));
        disk.syncing.acquire();
        for (int i = 0; i < 20; i++) {
            appended.add(submit("line " + i));
        }
        awaitWaiting(21);
        assertThat(appended).noneMatch(Future::isDone);
        disk.syncs.release(2);
        for (Future<?> each : appended) {
            each.get();
        }
        assertThat(disk.syncCount).isEqualTo(2);
        assertThat(disk.synced.lines()).hasSize(21);
    }

    private Future<?> submit(String text) {
        return threads.submit(() -> {
            log.append(line(text));
            return text;
        });
    }

    /** Waits until so many threads wait for the disk, or for one that does; idle ones wait for a limited time only. */
    private void awaitWaiting(int count) {
        while (started.stream()
                        .filter(thread -> thread.getState() == Thread.State.WAITING)
                        .count()
                < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void append_onAFullDisk_failsAndLeavesNoPartOfItsLine() throws Exception {
        log.append(line("one"));
        disk.capacity = 6;
        assertThatIOException().isThrownBy(() -> log.append(line("two and more")));
        assertThat(disk.written).hasToString("one\n");
        disk.capacity = 100;
        log.append(line("three"));
        assertThat(disk.synced).isEqualTo("one\nthree\n");
    }

    @Test
    void append_whenWhatIsTornCannotBeCutOff_failsForEver() throws Exception {
        disk.capacity = 2;
        disk.cannotTruncate = true;
        assertThatIOException().isThrownBy(() -> log.append(line("one")));
        disk.capacity = 100;
        disk.cannotTruncate = false;
        assertThatIOException()
                .isThrownBy(() -> log.append(line("two")))
                .withMessageContaining("until the file is opened anew");
        assertThat(disk.written).hasToString("on");
    }

    @Test
    void append_afterAFailedSync_failsForEver() throws Exception {
        log.append(line("one"));
        disk.unsyncable = new IOException("Input/output error");
        assertThatIOException().isThrownBy(() -> log.append(line("two"))).withCause(disk.unsyncable);
        disk.unsyncable = null;
        assertThatIOException().isThrownBy(() -> log.append(line("three")));
        assertThat(disk.synced).isEqualTo("one\n");
    }

    @Test
    void append_afterAnUnexpectedFailure_isNotTakenForRecorded() throws Exception {
        disk.broken = new IllegalStateException();
        assertThatIOException().isThrownBy(() -> log.append(line("one")));
        disk.broken = null;
        disk.error = new OutOfMemoryError();
        assertThatIOException().isThrownBy(() -> log.append(line("two")));
        disk.error = null;
        log.append(line("three"));
        assertThat(disk.synced).isEqualTo("three\n");
    }

    @Test
    void append_failure_isThatOfAllWhoShareTheWrite() throws Exception {
        disk.waits = true;
        Future<?> first = submit("one");
        disk.syncing.acquire();
        List<Future<?>> sharing = List.of(submit("a"), submit("b"), submit("c"));
        awaitWaiting(4);
        disk.capacity = 8;
        disk.syncs.release(2);
        first.get();
        for (Future<?> each : sharing) {
            assertThat(catchFailure(each)).isInstanceOf(IOException.class);
        }
        assertThat(disk.written).hasToString("one\n");
    }

    private static @Nullable Throwable catchFailure(Future<?> future) throws InterruptedException {
        try {
            future.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Test
    void append_interrupted_isRecordedAllTheSame() throws Exception {
        CountDownLatch recorded = new CountDownLatch(1);
        disk.waits = true;
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                log.append(line("one"));
                if (Thread.currentThread().isInterrupted()) {
                    recorded.countDown();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        disk.syncing.acquire();
        disk.syncs.release();
        recorded.await();
        thread.join();
        assertThat(disk.synced).isEqualTo("one\n");
    }

    @Test
    void close_waitsForWhatIsBeingWritten_andEndsTheRest() throws Exception {
        disk.waits = true;
        Future<?> first = submit("one");
        disk.syncing.acquire();
        Future<?> second = submit("two");
        awaitWaiting(2);
        Future<?> closed = threads.submit(() -> {
            log.close();
            return "closed";
        });
        awaitWaiting(3);
        assertThat(disk.closed).isFalse();
        disk.syncs.release();
        first.get();
        closed.get();
        assertThat(catchFailure(second)).isInstanceOf(IOException.class);
        assertThat(disk.written).hasToString("one\n");
        assertThat(disk.closed).isTrue();
        assertThatIOException().isThrownBy(() -> log.append(line("three")));
    }
}
