package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that ask at the same moment, each on a thread of its own. */
final class Callers {
    private final List<Future<Download>> answers = new ArrayList<>();

    private Callers() {}

    /** Lets callers go: as many for each path as is said. */
    static Callers at(int port, List<String> paths, int forEach) {
        Callers callers = new Callers();
        int count = paths.size() * forEach;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        CountDownLatch ready = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            String path = paths.get(i % paths.size());
            callers.answers.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                return Download.get(port, path);
            }));
        }
        threads.shutdown();
        return callers;
    }

    /** Returns how many do not have their whole answer yet. */
    long waiting() {
        return answers.stream().filter(answer -> !answer.isDone()).count();
    }

    /** Waits for all answers; fails with the first failure when all have ended. */
    List<Download> awaitAll() throws IOException {
        List<Download> downloads = new ArrayList<>();
        IOException failure = null;
        for (Future<Download> answer : answers) {
            try {
                downloads.add(answer.get());
            } catch (ExecutionException e) {
                failure = failure == null ? new IOException("a caller failed: " + e.getCause(), e) : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
        if (failure != null) {
            throw failure;
        }
        return downloads;
    }

    static double slowest(List<Download> downloads) {
        return downloads.stream().mapToDouble(Download::seconds).max().orElseThrow();
    }

    /** Fails if not all have the same body. */
    static void requireEqual(List<Download> downloads) throws IOException {
        long different = downloads.stream()
                .map(download -> List.of(download.bytes(), download.checksum()))
                .distinct()
                .count();
        if (different != 1) {
            throw new IOException(different + " different bodies");
        }
    }
}
