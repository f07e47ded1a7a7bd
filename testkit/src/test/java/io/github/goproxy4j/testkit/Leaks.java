package io.github.goproxy4j.testkit;

import io.github.goproxy4j.repository.ModuleFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** Leases that leave something behind, until {@link #plug} is called. */
final class Leaks {
    private static final List<Closeable> OPEN = new ArrayList<>();

    private Leaks() {}

    /** One open file for each lease. */
    static UnaryOperator<ModuleFile> ofFiles() {
        return file -> {
            try {
                Path path = Files.createTempFile("goproxy4j", ".leak");
                FileChannel channel = FileChannel.open(path);
                Files.delete(path);
                keep(channel);
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** One thread for each lease. */
    static UnaryOperator<ModuleFile> ofThreads() {
        return file -> {
            CountDownLatch end = new CountDownLatch(1);
            Thread thread = new Thread(
                    null,
                    () -> {
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "leak",
                    1 << 16);
            thread.setDaemon(true);
            thread.start();
            keep(end::countDown);
            return file;
        };
    }

    private static synchronized void keep(Closeable open) {
        OPEN.add(open);
    }

    static synchronized void plug() {
        for (Closeable open : OPEN) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        OPEN.clear();
    }
}
