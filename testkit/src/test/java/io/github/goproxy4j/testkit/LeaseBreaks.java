package io.github.goproxy4j.testkit;

import static io.github.goproxy4j.testkit.Sample.LARGE;
import static io.github.goproxy4j.testkit.Sample.STALLED;
import static io.github.goproxy4j.testkit.Sample.V100;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** What makes a repository break one of the rules for leases. */
final class LeaseBreaks {
    private final Map<String, UnaryOperator<GoModuleRepository>> all;

    LeaseBreaks(Map<String, UnaryOperator<GoModuleRepository>> all) {
        this.all = all;
    }

    void add() {
        closing();
        threads();
        resources();
        all.put("file_closed_leavesOtherLeasesOpen", SharedLeases::new);
    }

    private void closing() {
        all.put(
                "file_closedTwice_doesNotFail",
                to -> Forwarding.withFiles(to, file -> new ClosedOnce(file) {
                    @Override
                    boolean fails(Thread first) {
                        return first == Thread.currentThread();
                    }
                }));
        all.put(
                "file_closedByManyThreadsAtOnce_doesNotFail",
                to -> Forwarding.withFilesOf(V100, to, file -> new ClosedOnce(file) {
                    @Override
                    boolean fails(Thread first) {
                        return first != Thread.currentThread();
                    }
                }));
    }

    private abstract static class ClosedOnce extends Forwarding.File {
        private final AtomicReference<Thread> closer = new AtomicReference<>();

        ClosedOnce(ModuleFile to) {
            super(to);
        }

        abstract boolean fails(Thread first);

        @Override
        public void close() {
            Thread first = closer.compareAndExchange(null, Thread.currentThread());
            if (first != null && fails(first)) {
                throw new IllegalStateException("closed");
            }
            super.close();
        }
    }

    private void threads() {
        all.put(
                "file_closedOnAnotherThread_cannotBeReadAnyMore",
                to -> Forwarding.withFilesOf(V100, to, file -> new Forwarding.File(file) {
                    private final Thread opener = Thread.currentThread();

                    @Override
                    public void close() {
                        if (Thread.currentThread() == opener) {
                            super.close();
                        }
                    }
                }));
        all.put(
                "file_readByManyThreadsAtOnce_hasTheSameBytesForEach",
                to -> Forwarding.withFilesOf(V100, to, file -> new Forwarding.File(file) {
                    private final Thread opener = Thread.currentThread();

                    @Override
                    public InputStream openStream(long from) throws IOException {
                        if (Thread.currentThread() != opener) {
                            throw new IOException("opened by another thread");
                        }
                        return super.openStream(from);
                    }
                }));
    }

    private void resources() {
        all.put(
                "files_openedAndClosedOften_leaveNothingOpen#files",
                to -> Forwarding.withFilesOf(V100, to, Leaks.ofFiles()));
        all.put(
                "files_openedAndClosedOften_leaveNothingOpen#threads",
                to -> Forwarding.withFilesOf(V100, to, Leaks.ofThreads()));
        all.put("zip_large_isNotHeldInMemory", to -> new Forwarding(to) {
            @Override
            public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
                return id.equals(LARGE) ? ModuleFile.of(new byte[OddZips.LARGE_BYTES]) : super.zip(id);
            }
        });
        all.put(
                "zip_stalled_endsWhenItIsCancelled",
                to -> Forwarding.withFilesOf(STALLED, to, file -> new Forwarding.File(file) {
                    @Override
                    public void close() {}
                }));
    }

    /** A repository whose leases of one file in one thread all end when one of them does. */
    private static final class SharedLeases extends Forwarding {
        private final ThreadLocal<Map<String, ModuleFile>> open = ThreadLocal.withInitial(HashMap::new);

        SharedLeases(GoModuleRepository to) {
            super(to);
        }

        @Override
        public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
            return shared(id + ".mod", super.mod(id));
        }

        @Override
        public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
            return shared(id + ".zip", super.zip(id));
        }

        private ModuleFile shared(String name, ModuleFile file) {
            return open.get().computeIfAbsent(name, n -> new Forwarding.File(file) {
                @Override
                public void close() {
                    open.get().remove(name);
                    super.close();
                }
            });
        }
    }
}
