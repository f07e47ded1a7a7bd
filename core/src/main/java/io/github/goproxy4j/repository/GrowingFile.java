package io.github.goproxy4j.repository;

import io.github.goproxy4j.zip.ZipParts;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that one thread makes while others read what there is of it already: for a repository or a cache whose zips take
 * long.
 *
 * <pre>{@code
 * GrowingFile growing = GrowingFile.of(channel, cancel);
 * ModuleFile lease = growing.lease().orElseThrow();   // the answer
 * executor.execute(() -> {
 *     try (OutputStream out = growing.output()) {
 *         write(out);
 *         growing.finish(tag, time, parts);
 *     } catch (IOException | RuntimeException e) {
 *         growing.fail(e);
 *     }
 * });
 * }</pre>
 *
 * <p>Streams of its leases wait for what is not written yet; they end when the file is finished, and fail when its making
 * does. When all leases are closed before that, the maker is told to stop. The channel is closed when the making has ended
 * and all leases are closed; from when all leases are closed, or there are none at the end, there are no more. Thread-safe.
 */
public final class GrowingFile {
    private static final Logger LOG = LoggerFactory.getLogger(GrowingFile.class);

    /** Opens the file once more, to be read by one lease. */
    public interface Reopening {
        /**
         * Opens the file, wherever it is by now.
         *
         * @return a channel to read from, which the lease closes
         * @throws IOException if it cannot be opened
         */
        FileChannel open() throws IOException;
    }

    /** What is known of the file once it is made. */
    private record Made(StrongTag tag, Instant lastModified, Optional<ZipParts> parts) {}

    private final FileChannel channel;
    private final @Nullable Reopening reopening;
    private final Runnable abandoned;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private volatile long written;
    private volatile @Nullable Made made;
    private @Nullable Exception failure;
    private boolean ended;
    private int leases;
    /** Whether there are no more leases: nobody has one any more, or the file ended while nobody had one. */
    private boolean over;

    private GrowingFile(FileChannel channel, @Nullable Reopening reopening, Runnable abandoned) {
        this.channel = channel;
        this.reopening = reopening;
        this.abandoned = abandoned;
    }

    /**
     * Begins a file whose leases all read from the channel that it is written to: for a file without a name. A thread that
     * is interrupted while it reads closes the channel for the others.
     *
     * @param channel an empty file, open for reading and writing; closed in the end
     * @param abandoned what to do when nobody waits for the file any more, on the thread that closes the last lease
     * @return the file
     */
    public static GrowingFile of(FileChannel channel, Runnable abandoned) {
        return new GrowingFile(channel, null, abandoned);
    }

    /**
     * Begins a file of which each lease has a channel of its own.
     *
     * @param channel an empty file, open for writing; closed in the end
     * @param reopening opens the same file to be read
     * @param abandoned what to do when nobody waits for the file any more, on the thread that closes the last lease
     * @return the file
     */
    public static GrowingFile of(FileChannel channel, Reopening reopening, Runnable abandoned) {
        return new GrowingFile(channel, reopening, abandoned);
    }

    /**
     * Returns where the maker writes the file, from its beginning. Not for several threads; closing it does nothing.
     *
     * @return the stream
     */
    public OutputStream output() {
        return new Output();
    }

    /**
     * Tells that all bytes are written.
     *
     * @param tag the tag of the bytes
     * @param lastModified when their content was last changed
     * @param parts where the contents of the files in it lie, if it is a zip of which that is known
     */
    public void finish(StrongTag tag, Instant lastModified, Optional<ZipParts> parts) {
        end(new Made(tag, lastModified, parts), null);
    }

    /**
     * Tells that there will be no whole file. All who wait for it fail with an {@code IOException} that has this as its
     * cause; after the end it does nothing. A {@link ModuleAccessException} becomes the answer of a request of which nothing
     * has been sent yet.
     *
     * @param cause why
     */
    public void fail(Exception cause) {
        end(null, cause);
    }

    private void end(@Nullable Made result, @Nullable Exception cause) {
        boolean last;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
            made = result;
            failure = cause;
            last = leases == 0;
            over |= last;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        if (last) {
            close(channel);
        }
    }

    /**
     * Returns a lease of the file, finished or not.
     *
     * @return a lease, which the caller closes; empty if the making has failed, all leases were closed before, or the file
     *     was finished while there was none
     * @throws IOException if the file cannot be opened to be read; that changes nothing for the other leases
     */
    public Optional<ModuleFile> lease() throws IOException {
        if (reopening == null) {
            return count() ? Optional.of(new Lease(channel)) : Optional.empty();
        }
        if (isGone()) {
            return Optional.empty();
        }
        // Counted once it is open: one that cannot be opened is none, and nobody is told that it was closed.
        FileChannel source = reopening.open();
        boolean counted = false;
        try {
            counted = count();
            return counted ? Optional.of(new Lease(source)) : Optional.empty();
        } finally {
            if (!counted) {
                close(source);
            }
        }
    }

    private boolean isGone() {
        lock.lock();
        try {
            return failure != null || over;
        } finally {
            lock.unlock();
        }
    }

    /** Counts one more lease; false if there can be none. */
    private boolean count() {
        lock.lock();
        try {
            if (failure != null || over) {
                return false;
            }
            leases++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private void release() {
        boolean last;
        boolean hasEnded;
        lock.lock();
        try {
            leases--;
            last = leases == 0;
            over |= last;
            hasEnded = ended;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        if (last && hasEnded) {
            close(channel);
        } else if (last) {
            abandon();
        }
    }

    private void abandon() {
        try {
            abandoned.run();
        } catch (RuntimeException e) {
            LOG.warn("telling that nobody waits for a module file failed", e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("closing a module file failed", e);
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            if (hasEnded()) {
                throw new IOException("the making of this file has ended");
            }
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            lock.lock();
            try {
                long now = written;
                written = now + length;
                grown.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private final class Lease implements ModuleFile {
        private final FileChannel source;
        private volatile boolean closed;

        Lease(FileChannel source) {
            this.source = source;
        }

        @Override
        public OptionalLong size() {
            return made == null ? OptionalLong.empty() : OptionalLong.of(written);
        }

        @Override
        public Optional<StrongTag> tag() {
            return Optional.ofNullable(made).map(Made::tag);
        }

        @Override
        public Optional<Instant> lastModified() {
            return Optional.ofNullable(made).map(Made::lastModified);
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }

        @Override
        public Optional<ZipParts> parts() {
            return Optional.ofNullable(made).flatMap(Made::parts);
        }

        @Override
        public void awaitSize() throws IOException {
            await(Long.MAX_VALUE);
        }

        @Override
        public InputStream openStream(long from) throws IOException {
            if (from < 0 || (made != null && from > written)) {
                throw new IndexOutOfBoundsException("offset " + from);
            }
            checkOpen();
            return new GrowingStream(from);
        }

        /** Waits until there is a byte at a place, or the end, and returns how many bytes there are. */
        private long await(long position) throws IOException {
            long now = written;
            if (now > position) {
                return now;
            }
            lock.lock();
            try {
                while (written <= position && !ended && !closed) {
                    grown.await();
                }
                checkOpen();
                if (failure != null) {
                    throw new IOException("the file could not be made", failure);
                }
                return written;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                InterruptedIOException interrupted = new InterruptedIOException("interrupted while a file was made");
                interrupted.initCause(e);
                throw interrupted;
            } finally {
                lock.unlock();
            }
        }

        private void checkOpen() throws IOException {
            if (closed) {
                throw new IOException("the lease of this file has ended");
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                closed = true;
            } finally {
                lock.unlock();
            }
            if (reopening != null) {
                GrowingFile.close(source);
            }
            release();
        }

        private final class GrowingStream extends InputStream {
            private long position;

            GrowingStream(long from) {
                this.position = from;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, target.length);
                if (length == 0) {
                    return 0;
                }
                checkOpen();
                long there = await(position);
                if (position >= there) {
                    return atEnd(there);
                }
                int wanted = (int) Math.min(length, there - position);
                int count = source.read(ByteBuffer.wrap(target, offset, wanted), position);
                if (count < 0) {
                    throw new EOFException("the file was truncated while it was read");
                }
                position += count;
                return count;
            }

            /** Where the stream began behind what turned out to be the end, bytes are missing. */
            private int atEnd(long size) throws EOFException {
                if (position > size) {
                    throw new EOFException("the file ends before offset " + position);
                }
                return -1;
            }
        }
    }
}
