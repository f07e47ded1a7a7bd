package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The rules for leases: who ends them, on which thread, and that nothing is left of them. */
abstract class LeaseRules extends StreamRules {
    private static final int OPENINGS = 1_000;
    /** So that a repository that works on each file for some milliseconds is not asked all that often. */
    private static final long OPENING_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
    /** Of the openings; fewer descriptors and threads come from elsewhere in the process. */
    private static final double TOO_MANY = 0.25;

    private static final long LARGE_BYTES = 16L << 20;
    private static final long ENDS_WITHIN_SECONDS = 5;

    @Test
    void file_closedTwice_doesNotFail() throws Exception {
        for (Opening opening : openings()) {
            ModuleFile file = opening.open(given().oneId());
            file.close();
            assertThatCode(file::close).doesNotThrowAnyException();
        }
    }

    @Test
    void file_closed_leavesOtherLeasesOpen() throws Exception {
        for (Opening opening : openings()) {
            try (ModuleFile kept = opening.open(given().oneId())) {
                opening.open(given().oneId()).close();
                assertThatCode(() -> bytes(kept)).as("reading another lease").doesNotThrowAnyException();
            }
        }
    }

    /** The thread that sends a file need not be the one that opened it. */
    @Test
    void file_closedOnAnotherThread_cannotBeReadAnyMore() throws Exception {
        for (Opening opening : openings()) {
            ModuleFile file = opening.open(given().oneId());
            try (InputStream in = file.openStream(0)) {
                onAnotherThread(() -> {
                    file.close();
                    return true;
                });
                assertThatExceptionOfType(IOException.class).as("reading on").isThrownBy(in::read);
            }
        }
    }

    @Test
    void file_closedByManyThreadsAtOnce_doesNotFail() throws Exception {
        for (Opening opening : openings()) {
            ModuleFile file = opening.open(given().oneId());
            assertThatCode(() -> onManyThreads(() -> {
                        file.close();
                        return true;
                    }))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void file_readByManyThreadsAtOnce_hasTheSameBytesForEach() throws Exception {
        for (Opening opening : openings()) {
            try (ModuleFile file = opening.open(given().oneId())) {
                byte[] all = bytes(file);
                assertThat(onManyThreads(() -> bytes(file)))
                        .allSatisfy(bytes -> assertThat(bytes).isEqualTo(all));
            }
        }
    }

    /** Files and threads, as far as the platform counts them. */
    @Test
    void files_openedAndClosedOften_leaveNothingOpen() throws Exception {
        ModuleId id = given().oneId();
        useEverything(id);
        long before = ProcessCounts.openFiles();
        long threadsBefore = ProcessCounts.threads();
        long start = System.nanoTime();
        int count = 0;
        while (count < OPENINGS && System.nanoTime() - start < OPENING_NANOS) {
            for (Opening opening : openings()) {
                try (ModuleFile file = opening.open(id);
                        InputStream in = file.openStream(0)) {
                    in.read();
                    count++;
                }
            }
        }
        assertThat(ProcessCounts.openFiles() - before)
                .as("files left open by %s leases", count)
                .isLessThan(Math.round(count * TOO_MANY) + 2);
        assertThat(ProcessCounts.threads() - threadsBefore)
                .as("threads left running by %s leases", count)
                .isLessThan(Math.round(count * TOO_MANY) + 2);
    }

    @Test
    void zip_large_isNotHeldInMemory() throws Exception {
        ModuleId id = shown(given().large(), "large(...)");
        long before = ProcessCounts.liveHeapBytes();
        try (ModuleFile zip = repository().zip(id)) {
            long size = length(zip);
            assertThat(size)
                    .as("size of the zip that the fixture says is large")
                    .isGreaterThanOrEqualTo(LARGE_BYTES);
            try (InputStream in = zip.openStream(size / 2)) {
                in.read();
                assertThat(ProcessCounts.liveHeapBytes() - before)
                        .as("heap in use while a zip of %s bytes is open", size)
                        .isLessThan(size / 2);
            }
        }
    }

    private static long length(ModuleFile file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        try (InputStream in = file.openStream(0)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                length += count;
            }
        }
        return length;
    }

    /** The client has gone: closing the lease, or interrupting what is about to open it, ends the work for it. */
    @Test
    void zip_stalled_endsWhenItIsCancelled() throws Exception {
        ModuleId id = shown(given().stalled(), "stalled(...)");
        AtomicReference<ModuleFile> lease = new AtomicReference<>();
        FutureTask<byte[]> reading = new FutureTask<>(() -> {
            try (ModuleFile zip = repository().zip(id)) {
                lease.set(zip);
                return bytes(zip);
            }
        });
        Thread reader = new Thread(reading, "goproxy4j-contract-reader");
        reader.setDaemon(true);
        reader.start();
        awaitBlocked(reader);
        ModuleFile zip = lease.get();
        if (zip == null) {
            reader.interrupt();
        } else {
            zip.close();
        }
        assertThatExceptionOfType(ExecutionException.class)
                .as("reading a file whose lease was closed")
                .isThrownBy(() -> reading.get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS))
                .withCauseInstanceOf(IOException.class);
        useEverything(given().oneId());
    }

    /** Waits until the thread waits for something; one that waits in the operating system does not say so. */
    private static void awaitBlocked(Thread thread) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            thread.join(10);
            if (thread.getState() != Thread.State.RUNNABLE) {
                return;
            }
        }
    }
}
