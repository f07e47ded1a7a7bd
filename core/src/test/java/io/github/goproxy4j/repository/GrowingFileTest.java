package io.github.goproxy4j.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrowingFileTest {
    private static final Instant TIME = Instant.parse("2024-02-03T04:05:06Z");
    private static final StrongTag TAG = new StrongTag("t");

    @TempDir
    private Path directory;

    private final AtomicInteger abandoned = new AtomicInteger();
    private Path path;
    private FileChannel channel;
    private GrowingFile file;

    @BeforeEach
    void begin() throws IOException {
        path = directory.resolve("file");
        channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        file = GrowingFile.of(channel, abandoned::incrementAndGet);
    }

    private ModuleFile lease() throws IOException {
        return file.lease().orElseThrow();
    }

    private void write(String text) throws IOException {
        file.output().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void finish() {
        file.finish(TAG, TIME, Optional.empty());
    }

    private static String text(ModuleFile lease, long from) throws IOException {
        try (InputStream in = lease.openStream(from)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A thread that does something, and what came of it. */
    private record Started<T>(Thread thread, FutureTask<T> task) {
        static <T> Started<T> of(Callable<T> work) {
            FutureTask<T> task = new FutureTask<>(work);
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
            return new Started<>(thread, task);
        }

        /** Returns once the thread waits for something. */
        Started<T> waiting() {
            while (thread.getState() != Thread.State.WAITING) {
                assertThat(task.isDone()).isFalse();
                Thread.onSpinWait();
            }
            return this;
        }

        T result() throws Exception {
            try {
                return task.get();
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void read_byManyWhileOneWrites_givesEachOfThemAll(boolean reopened) throws Exception {
        if (reopened) {
            file = GrowingFile.of(channel, () -> FileChannel.open(path), abandoned::incrementAndGet);
        }
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        List<Started<byte[]>> readers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ModuleFile lease = lease();
            int block = i == 0 ? 1 : 1 << (2 * i);
            int from = 1000 * i;
            readers.add(Started.of(() -> {
                try (lease;
                        InputStream in = lease.openStream(from)) {
                    return read(in, block);
                }
            }));
        }
        try (OutputStream out = file.output()) {
            for (int at = 0; at < content.length; at += 7_500) {
                out.write(content, at, 7_500);
            }
        }
        finish();
        for (int i = 0; i < readers.size(); i++) {
            assertThat(readers.get(i).result()).isEqualTo(Arrays.copyOfRange(content, 1000 * i, content.length));
        }
        assertThat(abandoned).hasValue(0);
        assertThat(channel.isOpen()).isFalse();
    }

    private static byte[] read(InputStream in, int block) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[block];
        if (block == 1) {
            for (int b; (b = in.read()) >= 0; ) {
                all.write(b);
            }
        }
        for (int count; (count = in.read(buffer)) >= 0; ) {
            all.write(buffer, 0, count);
        }
        return all.toByteArray();
    }

    @Test
    void read_whereNothingIsYet_waits() throws Exception {
        try (ModuleFile lease = lease()) {
            Started<Integer> reader =
                    Started.of(() -> lease.openStream(1).read()).waiting();
            write("a");
            reader.waiting();
            write("b");
            assertThat(reader.result()).isEqualTo('b');
        }
    }

    @Test
    void size_isThereOnceFinished() throws Exception {
        try (ModuleFile lease = lease()) {
            write("abc");
            assertThat(lease.size()).isEmpty();
            assertThat(lease.tag()).isEmpty();
            assertThat(lease.lastModified()).isEmpty();
            Started<Boolean> waiter = Started.of(() -> {
                        lease.awaitSize();
                        return true;
                    })
                    .waiting();
            finish();
            assertThat(waiter.result()).isTrue();
            assertThat(lease.size()).hasValue(3);
            assertThat(lease.tag()).contains(TAG);
            assertThat(lease.lastModified()).contains(TIME);
            lease.awaitSize();
        }
    }

    @Test
    void fail_isWhatAllWhoWaitFailWith() throws Exception {
        try (ModuleFile lease = lease();
                ModuleFile other = lease()) {
            write("ab");
            Started<String> reader = Started.of(() -> text(other, 0)).waiting();
            Exception cause = new IOException("disk full");
            file.fail(cause);
            assertThatThrownBy(reader::result).isInstanceOf(IOException.class).hasCause(cause);
            assertThatThrownBy(lease::awaitSize).isInstanceOf(IOException.class).hasCause(cause);
            try (InputStream in = lease.openStream(0)) {
                assertThat(in.readNBytes(2)).containsExactly('a', 'b');
                assertThatThrownBy(in::read).hasCause(cause);
            }
            assertThat(lease.size()).isEmpty();
            assertThat(file.lease()).isEmpty();
            assertThat(channel.isOpen()).isTrue();
        }
        assertThat(channel.isOpen()).isFalse();
        assertThat(abandoned).hasValue(0);
    }

    @Test
    void fail_afterFinish_doesNothing() throws IOException {
        try (ModuleFile lease = lease()) {
            write("ab");
            finish();
            file.fail(new IOException("too late"));
            assertThat(text(lease, 0)).isEqualTo("ab");
        }
    }

    @Test
    void close_lastLeaseBeforeTheEnd_tellsTheMakerOnce() throws IOException {
        ModuleFile first = lease();
        ModuleFile second = lease();
        first.close();
        first.close();
        assertThat(abandoned).hasValue(0);
        second.close();
        second.close();
        assertThat(abandoned).hasValue(1);
        assertThat(file.lease()).isEmpty();
        assertThat(channel.isOpen()).isTrue();
        file.fail(new IOException("cancelled"));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void close_whenTellingTheMakerFails_doesNotThrow() throws IOException {
        file = GrowingFile.of(channel, () -> {
            throw new IllegalStateException("no");
        });
        lease().close();
        assertThat(file.lease()).isEmpty();
    }

    @Test
    void close_lastLeaseAfterTheEnd_closesTheChannel() throws IOException {
        ModuleFile first = lease();
        write("ab");
        finish();
        ModuleFile late = lease();
        first.close();
        assertThat(text(late, 1)).isEqualTo("b");
        late.close();
        assertThat(channel.isOpen()).isFalse();
        assertThat(file.lease()).isEmpty();
        assertThat(abandoned).hasValue(0);
    }

    @Test
    void finish_whileNobodyHasALease_closesTheChannel() throws IOException {
        write("ab");
        finish();
        assertThat(channel.isOpen()).isFalse();
        assertThat(file.lease()).isEmpty();
        assertThat(abandoned).hasValue(0);
    }

    @Test
    void lease_thatCannotBeOpened_isNoneThatWasClosed() throws IOException {
        AtomicBoolean fails = new AtomicBoolean(true);
        file = GrowingFile.of(
                channel,
                () -> {
                    if (fails.get()) {
                        throw new IOException("too many open files");
                    }
                    return FileChannel.open(path);
                },
                abandoned::incrementAndGet);
        assertThatThrownBy(file::lease).hasMessage("too many open files");
        assertThat(abandoned).hasValue(0);
        fails.set(false);
        lease().close();
        assertThat(abandoned).hasValue(1);
    }

    @Test
    void lease_withAChannelOfItsOwn_closesThatOne() throws IOException {
        List<FileChannel> opened = new ArrayList<>();
        file = GrowingFile.of(
                channel,
                () -> {
                    opened.add(FileChannel.open(path));
                    return opened.get(opened.size() - 1);
                },
                abandoned::incrementAndGet);
        ModuleFile first = lease();
        ModuleFile second = lease();
        write("ab");
        finish();
        first.close();
        assertThat(opened).extracting(FileChannel::isOpen).containsExactly(false, true);
        assertThat(text(second, 0)).isEqualTo("ab");
        second.close();
        assertThat(opened).extracting(FileChannel::isOpen).containsExactly(false, false);
    }

    @Test
    void close_whileItsStreamWaits_endsTheWait() throws Exception {
        ModuleFile closed = lease();
        try (ModuleFile other = lease()) {
            Started<Integer> reader =
                    Started.of(() -> closed.openStream(0).read()).waiting();
            Started<Integer> bystander =
                    Started.of(() -> other.openStream(0).read()).waiting();
            closed.close();
            assertThatThrownBy(reader::result)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("lease")
                    .hasNoCause();
            write("a");
            assertThat(bystander.result()).isEqualTo('a');
        }
    }

    @Test
    void interrupt_endsTheWaitAndHarmsNobodyElse() throws Exception {
        try (ModuleFile lease = lease();
                ModuleFile other = lease()) {
            Started<Boolean> waiter = Started.of(() -> {
                        assertThatThrownBy(lease::awaitSize).isInstanceOf(InterruptedIOException.class);
                        return Thread.currentThread().isInterrupted();
                    })
                    .waiting();
            waiter.thread().interrupt();
            assertThat(waiter.result()).isTrue();
            write("a");
            finish();
            assertThat(text(other, 0)).isEqualTo("a");
        }
    }

    @Test
    void openStream_outsideTheFile_fails() throws IOException {
        try (ModuleFile lease = lease()) {
            assertThatThrownBy(() -> lease.openStream(-1)).isInstanceOf(IndexOutOfBoundsException.class);
            write("ab");
            try (InputStream beyond = lease.openStream(3)) {
                finish();
                assertThatThrownBy(beyond::read).isInstanceOf(EOFException.class);
            }
            assertThat(text(lease, 2)).isEmpty();
            assertThatThrownBy(() -> lease.openStream(3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void read_afterClose_fails() throws IOException {
        ModuleFile lease = lease();
        write("ab");
        finish();
        try (InputStream in = lease.openStream(0)) {
            lease.close();
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> lease.openStream(0)).isInstanceOf(IOException.class);
    }

    @Test
    void write_afterTheEnd_isRefused() throws IOException {
        try (ModuleFile lease = lease()) {
            write("ab");
            finish();
            assertThatThrownBy(() -> write("c")).isInstanceOf(IOException.class);
            assertThat(text(lease, 0)).isEqualTo("ab");
            assertThat(Files.size(path)).isEqualTo(2);
        }
    }

    @Test
    void read_fileThatIsCutMeanwhile_fails() throws IOException {
        try (ModuleFile lease = lease()) {
            write("abcdef");
            channel.truncate(3);
            try (InputStream in = lease.openStream(0)) {
                assertThat(in.readNBytes(3)).hasSize(3);
                assertThatThrownBy(in::read).isInstanceOf(EOFException.class);
            }
        }
    }
}
