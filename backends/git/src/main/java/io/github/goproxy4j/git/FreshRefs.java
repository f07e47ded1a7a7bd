package io.github.goproxy4j.git;

import io.github.goproxy4j.source.SourceRefs;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The refs as they are now, read again only when they may have changed: while they have not, a look at them costs the
 * stamps of a handful of files and directories, whatever their number, and the answer is the same object.
 *
 * <p>What git or JGit changes is seen by the next look. A ref's file that somebody writes over in place changes no directory:
 * that is seen by the next look, too, if there are few such files, and after a second at most otherwise. Thread-safe.
 */
final class FreshRefs {
    /** How long a ref's file may have been written over in place without being seen. */
    static final long RECHECK = TimeUnit.SECONDS.toNanos(1);

    /** A directory may become a file while it is listed, and the like. */
    private static final int TRIES = 4;

    /**
     * What was read last.
     *
     * @param since when its stamp was first seen
     * @param settled whether it was read so long after that any change since has another stamp
     * @param recheck whether files that are not in the stamp may be written over in place
     * @param read when it was read
     */
    private record Known(SourceRefs refs, RefStamp stamp, long since, boolean settled, boolean recheck, long read) {}

    private final GitDirectory directory;
    private final RefReading reading;
    private final LongSupplier clock;
    private final AtomicBoolean rechecking = new AtomicBoolean();
    private volatile @Nullable Known last;

    /**
     * Creates the refs of one repository.
     *
     * @param clock counts nanoseconds and never goes back
     */
    FreshRefs(GitDirectory directory, RefReading reading, LongSupplier clock) {
        this.directory = directory;
        this.reading = reading;
        this.clock = clock;
    }

    SourceRefs now() throws IOException {
        Known known = last;
        if (known == null || !known.settled || !isCurrent(known.stamp)) {
            return read();
        }
        if (known.recheck && clock.getAsLong() - known.read >= RECHECK && rechecking.compareAndSet(false, true)) {
            try {
                return read();
            } finally {
                rechecking.set(false);
            }
        }
        return known.refs;
    }

    private static boolean isCurrent(RefStamp stamp) {
        try {
            return stamp.isCurrent();
        } catch (IOException e) {
            // Reading them says why.
            return false;
        }
    }

    private SourceRefs read() throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return readOnce();
            } catch (FileSystemException e) {
                if (tries == TRIES) {
                    throw new IOException("the refs cannot be read", e);
                }
            }
        }
    }

    private SourceRefs readOnce() throws IOException {
        Known before = last;
        long start = clock.getAsLong();
        RefReading.Reading found = Guarded.read(() -> reading.read(start));
        // The refs of a directory that is gone, or not mounted now, look like none.
        directory.requireComplete();
        Known now = before == null ? first(found, start) : next(before, found, start);
        last = now;
        return now.refs;
    }

    private Known first(RefReading.Reading found, long start) {
        return new Known(found.refs(), found.stamp(), clock.getAsLong(), false, !found.allStamped(), start);
    }

    private Known next(Known before, RefReading.Reading found, long start) {
        SourceRefs refs = found.refs().equals(before.refs) ? before.refs : found.refs();
        if (!found.stamp().equals(before.stamp)) {
            return new Known(refs, found.stamp(), clock.getAsLong(), false, !found.allStamped(), start);
        }
        boolean settled =
                found.stamped() && start - before.since >= found.stamp().settlesIn();
        return new Known(refs, found.stamp(), before.since, settled, !found.allStamped(), start);
    }
}
