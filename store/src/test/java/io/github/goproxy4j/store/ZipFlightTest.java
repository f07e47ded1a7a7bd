package io.github.goproxy4j.store;

import static io.github.goproxy4j.store.Modules.BIG;
import static io.github.goproxy4j.store.Modules.KEY;
import static io.github.goproxy4j.store.Modules.M;
import static io.github.goproxy4j.store.Modules.exact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cold zip is made once for all who ask, read while it is made, and kept. */
class ZipFlightTest {
    private static final int CALLERS = 100;
    private static final int PART = 100_000;
    private static final StoredVersion BIG_HERE = new StoredVersion(KEY, BIG);

    @TempDir
    Path directory;

    private final Threads threads = new Threads();
    private MemoryStore store;
    private ModuleCache cache;
    private Source source;
    private GoModuleRepository cached;
    private byte[] zip;
    private SlowZip slow;

    @BeforeEach
    void open() throws Exception {
        store = new MemoryStore(directory);
        cache = ModuleCache.over(store, CacheOptions.DEFAULTS);
        source = new Source(Modules.withBig());
        cached = cache.modules(KEY, source);
        zip = Modules.zip(Modules.withBig(), BIG);
        assertThat(zip.length).isGreaterThan(2 * PART);
        slow = new SlowZip(directory, zip);
        source.zips(id -> slow.open());
    }

    @AfterEach
    void close() {
        threads.close();
        cache.close();
    }

    private void awaitLanding() {
        Threads.await(() -> store.openDrafts.get() == 0);
    }

    @Test
    void zip_whileItIsMade_isReadAsItGrows() throws Exception {
        try (ModuleFile file = cached.zip(BIG);
                InputStream in = file.openStream(0)) {
            assertThat(file.size()).isEmpty();
            assertThat(file.tag()).isEmpty();
            slow.writeUpTo(PART);
            assertThat(in.readNBytes(PART)).isEqualTo(Arrays.copyOf(zip, PART));
            assertThat(file.size()).isEmpty();
            slow.finish();
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(zip, PART, zip.length));
            file.awaitSize();
            assertThat(file.size()).hasValue(zip.length);
            assertThat(file.tag()).contains(StrongTag.of(zip));
            assertThat(file.lastModified()).contains(Modules.TIME);
        }
        awaitLanding();
        assertThat(store.has(BIG_HERE, VersionFile.ZIP)).isTrue();
        assertThat(Modules.zip(cached, BIG)).isEqualTo(zip);
        assertThat(source.zips).hasValue(1);
    }

    @Test
    void zip_hundredCallers_isMadeOnceForAll() throws Exception {
        CountDownLatch haveTheFirstPart = new CountDownLatch(CALLERS);
        List<Future<byte[]>> callers = threads.start(CALLERS, () -> {
            try (ModuleFile file = cached.zip(BIG);
                    InputStream in = file.openStream(0)) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.write(in.readNBytes(PART));
                haveTheFirstPart.countDown();
                all.write(in.readAllBytes());
                return all.toByteArray();
            }
        });
        slow.writeUpTo(PART);
        Threads.await(haveTheFirstPart);
        slow.finish();
        for (Future<byte[]> caller : callers) {
            assertThat(Threads.get(caller)).isEqualTo(zip);
        }
        assertThat(source.zips).hasValue(1);
        awaitLanding();
        assertThat(store.has(BIG_HERE, VersionFile.ZIP)).isTrue();
    }

    @Test
    void zip_firstCallerLeaves_isMadeForTheOthers() throws Exception {
        ModuleFile first = cached.zip(BIG);
        try (ModuleFile second = cached.zip(BIG)) {
            slow.writeUpTo(PART);
            first.close();
            slow.finish();
            assertThat(Modules.bytes(second)).isEqualTo(zip);
        }
        assertThat(source.zips).hasValue(1);
    }

    @Test
    void zip_allCallersLeave_isNotMadeAnyMore() throws Exception {
        ModuleFile first = cached.zip(BIG);
        ModuleFile second = cached.zip(BIG);
        slow.writeUpTo(PART);
        second.close();
        assertThat(slow.abandoned.getCount()).isEqualTo(1);
        first.close();
        Threads.await(slow.abandoned);
        awaitLanding();
        assertThat(store.has(BIG_HERE, VersionFile.ZIP)).isFalse();
        slow = new SlowZip(directory, zip);
        slow.finish();
        assertThat(Modules.zip(cached, BIG)).isEqualTo(zip);
        assertThat(source.zips).hasValue(2);
    }

    /** Before there is anything to have a lease of. */
    @Test
    void zip_allWaitingCallersAreInterrupted_isNotMadeAnyMore() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        source.zips(id -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                stopped.countDown();
            }
            throw new IOException("stopped");
        });
        List<Future<ModuleFile>> callers = threads.start(2, () -> cached.zip(BIG));
        Threads.await(asked);
        callers.get(0).cancel(true);
        callers.get(1).cancel(true);
        Threads.await(stopped);
    }

    @Test
    void zip_failsWhileItIsMade_failsForAllAndIsNotKept() throws Exception {
        List<ModuleFile> files = List.of(cached.zip(BIG), cached.zip(BIG));
        slow.writeUpTo(PART);
        List<InputStream> streams = new ArrayList<>();
        for (ModuleFile file : files) {
            InputStream in = file.openStream(0);
            in.readNBytes(PART);
            streams.add(in);
        }
        slow.fail(new IOException("the source fails"));
        for (InputStream in : streams) {
            assertThatExceptionOfType(IOException.class).isThrownBy(in::readAllBytes);
        }
        for (ModuleFile file : files) {
            assertThatExceptionOfType(IOException.class).isThrownBy(file::awaitSize);
            file.close();
        }
        awaitLanding();
        assertThat(store.has(BIG_HERE, VersionFile.ZIP)).isFalse();
        slow = new SlowZip(directory, zip);
        slow.finish();
        assertThat(Modules.zip(cached, BIG)).isEqualTo(zip);
    }

    @Test
    void zip_refused_isRefusedToAllAndKeptAsThat() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answering = new CountDownLatch(1);
        source.zips(id -> {
            asked.countDown();
            Threads.await(answering);
            throw ModuleAccessException.invalid("case-insensitive file name collision");
        });
        List<Future<ModuleFile>> callers = threads.start(2, () -> cached.zip(BIG));
        Threads.await(asked);
        answering.countDown();
        for (Future<ModuleFile> caller : callers) {
            assertThatThrownBy(() -> Threads.get(caller))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(ModuleAccessException.class)
                    .hasMessage("case-insensitive file name collision");
        }
        assertThatExceptionOfType(ModuleAccessException.class)
                .isThrownBy(() -> cached.zip(BIG))
                .returns(Reason.INVALID, ModuleAccessException::reason);
        assertThat(source.zips).hasValue(1);
        assertThat(store.openDrafts).hasValue(0);
    }

    /** It may be made before its first caller has begun to wait for it. */
    @Test
    void zip_madeAtOnce_isMadeOnce() throws Exception {
        GoModuleRepository whole = Modules.withBig();
        source.zips(whole::zip);
        for (int i = 1; i <= 200; i++) {
            GoModuleRepository project = cache.modules("project " + i, source);
            assertThat(Modules.zip(project, BIG)).isEqualTo(zip);
            assertThat(source.zips).hasValue(i);
        }
    }

    /** Clients may have the hash of what was kept before in their go.sum. */
    @Test
    void zip_anotherOneWasKeptBefore_failsBeforeItsEnd() throws Exception {
        store.recorded = Optional.of(new ModuleHash("h1:" + "A".repeat(43) + "="));
        try (ModuleFile file = cached.zip(BIG)) {
            slow.finish();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(file::awaitSize)
                    .havingRootCause()
                    .withMessageContaining("another zip");
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> Modules.bytes(file));
        }
        awaitLanding();
        assertThat(store.has(BIG_HERE, VersionFile.ZIP)).isFalse();
    }

    /** The repository says in the end how long the zip is; it has lost its end if there was less. */
    @Test
    void zip_ofAnotherLengthThanSaid_failsAndIsNotKept() throws Exception {
        slow.finish();
        source.zips(id -> new TruncatedFile(slow.open(), PART));
        try (ModuleFile file = cached.zip(BIG)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(file::awaitSize);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> Modules.bytes(file));
        }
        awaitLanding();
        assertThat(store.has(BIG_HERE, VersionFile.ZIP)).isFalse();
    }

    /** Who waits for the disk waits for nothing: the bytes are known to be right. */
    @Test
    void zip_finished_isReadBeforeItIsKept() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        store.beforeCommit = () -> Threads.await(read);
        slow.finish();
        assertThat(Modules.zip(cached, BIG)).isEqualTo(zip);
        assertThat(store.has(BIG_HERE, VersionFile.ZIP)).isFalse();
        assertThat(Modules.zip(cached, BIG)).as("while it is being kept").isEqualTo(zip);
        read.countDown();
        Threads.await(store.committedAZip);
        assertThat(source.zips).hasValue(1);
    }

    @Test
    void zip_kept_isReadAfterTheSourceHasLostIt() throws Exception {
        slow.finish();
        Modules.zip(cached, BIG);
        awaitLanding();
        source.answers(Modules.builder().build());
        source.state("2");
        try (ModuleCache restarted = ModuleCache.over(store, CacheOptions.DEFAULTS)) {
            GoModuleRepository modules = restarted.modules(KEY, source);
            assertThat(Modules.zip(modules, BIG)).isEqualTo(zip);
            assertThat(modules.info(M, exact(BIG))).isEqualTo(Modules.withBig().info(M, exact(BIG)));
            assertThat(Modules.mod(modules, BIG)).isEqualTo(Modules.mod(Modules.withBig(), BIG));
        }
        assertThat(source.zips).hasValue(1);
        assertThat(store.isClosed).isFalse();
    }

    /** Another process has put another zip of the version into the store while this one was made. */
    @Test
    void zip_anotherOneIsKeptMeanwhile_failsBeforeItsEnd() throws Exception {
        byte[] theirs = Modules.zip(Modules.withNext(), Modules.NEXT);
        try (ModuleFile file = cached.zip(BIG)) {
            slow.writeUpTo(PART);
            store.putZip(BIG_HERE, theirs);
            slow.finish();
            assertThatExceptionOfType(IOException.class).isThrownBy(file::awaitSize);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> Modules.bytes(file));
        }
        awaitLanding();
        assertThat(Modules.zip(cached, BIG)).isEqualTo(theirs);
    }

    @Test
    void zip_theSameOneIsKeptMeanwhile_isRead() throws Exception {
        try (ModuleFile file = cached.zip(BIG)) {
            slow.writeUpTo(PART);
            store.putZip(BIG_HERE, zip);
            slow.finish();
            assertThat(Modules.bytes(file)).isEqualTo(zip);
        }
    }

    @Test
    void close_whileZipsAreMade_failsThem() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ModuleFile file = cached.zip(BIG)) {
            slow.writeUpTo(PART);
            source.zips(id -> {
                asked.countDown();
                Threads.await(new CountDownLatch(1));
                throw new AssertionError("never comes here");
            });
            Future<ModuleFile> waiting = threads.start(() -> cached.zip(Modules.V100));
            Threads.await(asked);
            cache.close();
            assertThatExceptionOfType(IOException.class).isThrownBy(file::awaitSize);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> Threads.get(waiting))
                    .withCauseInstanceOf(IOException.class);
        }
        Threads.await(slow.abandoned);
        awaitLanding();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> cached.zip(BIG));
    }
}
