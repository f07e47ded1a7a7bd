package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.StrongTag;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A file of the store that is held open for all leases of it. On POSIX systems its bytes stay readable when its name is
 * deleted, by this process or another one. Who holds it lets go of it once; the last one closes it.
 */
final class OpenFile {
    /** Below it, a mapping costs more than it saves. */
    static final long MIN_MAPPED_BYTES = 1 << 16;

    private static final int ATTEMPTS = 8;

    /** What an open file needs of the store that it belongs to. */
    interface Owner {
        /** Gives a file a second, temporary name; empty if that cannot be. */
        Optional<Path> link(OpenFile file);

        /** Whether so many bytes more may be mapped; they count until {@link #unmapped}. */
        boolean mayMap(long bytes);

        void unmapped(long bytes);

        /** The last lease has ended, and no cache holds the file. */
        void closed(OpenFile file, @Nullable Path link);
    }

    private final Owner owner;
    private final FileName name;
    private final Path path;
    private final FileStamp stamp;
    private final Optional<StrongTag> tag;
    private final Optional<Instant> lastModified;
    private final AtomicInteger holders = new AtomicInteger(1);
    private final ReentrantLock lock = new ReentrantLock();
    private volatile FileChannel channel;
    private volatile @Nullable ByteBuffer mapped;
    private volatile @Nullable Path link;
    private volatile boolean wasLinked;
    private volatile long lastUse;

    OpenFile(Owner owner, FileName name, Path path, FileStamp stamp, String sha256, FileChannel channel) {
        this.owner = owner;
        this.name = name;
        this.path = path;
        this.stamp = stamp;
        this.tag = Optional.of(new StrongTag(sha256));
        this.channel = channel;
        this.lastModified = Optional.of(Instant.ofEpochSecond(
                TimeUnit.NANOSECONDS.toSeconds(stamp.modifiedNanos()),
                stamp.modifiedNanos() % TimeUnit.SECONDS.toNanos(1)));
    }

    FileName name() {
        return name;
    }

    Path path() {
        return path;
    }

    FileStamp stamp() {
        return stamp;
    }

    long size() {
        return stamp.size();
    }

    Optional<StrongTag> tag() {
        return tag;
    }

    Optional<Instant> lastModified() {
        return lastModified;
    }

    void used(long now) {
        lastUse = now;
    }

    long lastUse() {
        return lastUse;
    }

    /** Takes part in holding the file; false if it is closed already. */
    boolean hold() {
        for (; ; ) {
            int now = holders.get();
            if (now == 0) {
                return false;
            }
            if (holders.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    /** Whether others than the cache hold it. */
    boolean isLeased() {
        return holders.get() > 1;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            close();
        }
    }

    private void close() {
        Path linked;
        lock.lock();
        try {
            linked = link;
            channel.close();
        } catch (IOException e) {
            // It was open for reading only: nothing is lost.
            linked = link;
        } finally {
            lock.unlock();
        }
        if (mapped != null) {
            mapped = null;
            owner.unmapped(size());
        }
        owner.closed(this, linked);
    }

    /** Whether the name still means this file, and the file is as it was: one look, without opening anything. */
    boolean isUnchanged() throws IOException {
        Optional<FileStamp> now = FileStamp.find(path);
        return now.isPresent() && now.get().equals(stamp);
    }

    /**
     * Fails if the file has been changed since it was opened. Whether its name now means another file, or none, does not
     * matter.
     */
    void requireUnchanged() throws IOException {
        for (Path known : names()) {
            Optional<FileStamp> now = FileStamp.find(known);
            if (now.isPresent() && Objects.equals(now.get().key(), stamp.key())) {
                if (!now.get().equals(stamp)) {
                    throw new FileSystemException(path.toString(), null, "was changed while it was read");
                }
                return;
            }
        }
        long size = stamp.size();
        try {
            size = channel.size();
        } catch (ClosedChannelException e) {
            // Closed by another thread's interrupt, and without a name: what was read of it was whole.
            return;
        }
        if (size != stamp.size()) {
            throw new FileSystemException(path.toString(), null, "was changed while it was read");
        }
    }

    private Path[] names() {
        Path linked = link;
        return linked != null ? new Path[] {linked, path} : new Path[] {path};
    }

    /**
     * Reads bytes that are to be there.
     *
     * @throws EOFException if the file ends before them
     */
    int read(ByteBuffer target, long position) throws IOException {
        for (int attempt = 1; ; attempt++) {
            // An interrupted thread that reads closes the channel under all others.
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
            FileChannel current = channel;
            try {
                int count = current.read(target, position);
                if (count < 0) {
                    throw new EOFException("the file was truncated while it was read");
                }
                return count;
            } catch (ClosedChannelException e) {
                if (Thread.currentThread().isInterrupted() || attempt == ATTEMPTS) {
                    throw e;
                }
                reopen(current);
            }
        }
    }

    private void reopen(FileChannel closedOne) throws IOException {
        lock.lock();
        try {
            if (holders.get() == 0) {
                throw new ClosedChannelException();
            }
            if (channel != closedOne) {
                return;
            }
            Path known = names()[0];
            channel = StoreTree.open(known, stamp);
        } finally {
            lock.unlock();
        }
    }

    /** Returns another name of this very file, which lasts as long as it is held. */
    Optional<Path> link() {
        if (wasLinked) {
            return Optional.ofNullable(link);
        }
        lock.lock();
        try {
            if (!wasLinked && holders.get() > 0) {
                link = owner.link(this).orElse(null);
                wasLinked = true;
            }
            return Optional.ofNullable(link);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the file's bytes mapped into memory, if they are worth it and there is room. */
    Optional<ByteBuffer> buffer() {
        if (size() < MIN_MAPPED_BYTES || size() > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        ByteBuffer made = mapped;
        if (made == null) {
            made = map();
        }
        return made == null ? Optional.empty() : Optional.of(made.duplicate());
    }

    private @Nullable ByteBuffer map() {
        lock.lock();
        try {
            ByteBuffer made = mapped;
            if (made != null) {
                return made;
            }
            if (Thread.currentThread().isInterrupted() || !owner.mayMap(size())) {
                return null;
            }
            boolean done = false;
            try {
                made = channel.map(FileChannel.MapMode.READ_ONLY, 0, size());
                done = true;
                mapped = made;
                return made;
            } catch (IOException e) {
                // No address space, or the channel was closed by an interrupt: then by stream.
                return null;
            } finally {
                if (!done) {
                    owner.unmapped(size());
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
