package io.github.goproxy4j.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a file, each of which is on the disk when the call returns. Lines that come while others are being
 * written wait and are then written together, so that many threads share one wait for the disk. Thread-safe.
 *
 * <p>A line that cannot be written is cut off again, and later ones may succeed. After a failure to reach the disk the
 * system no longer tells what is on it, so nothing more is appended: whoever wants to must open the file anew.
 */
final class PinLog implements AutoCloseable {
    /** Lines that are written together. */
    private static final class Batch {
        final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        boolean done;

        @Nullable
        Throwable failure;
    }

    private final PinStorage storage;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private Batch waiting = new Batch();
    private boolean writing;
    private long length;
    private @Nullable Throwable end;

    /**
     * Creates a log.
     *
     * @param storage where to write; closed with this
     * @param length how many bytes are there already
     */
    PinLog(PinStorage storage, long length) {
        this.storage = storage;
        this.length = length;
    }

    void append(byte[] line) throws IOException {
        lock.lock();
        try {
            if (end != null) {
                throw new IOException("no more versions can be recorded until the file is opened anew", end);
            }
            Batch mine = waiting;
            mine.lines.writeBytes(line);
            while (!mine.done) {
                if (writing) {
                    // Whether the line is recorded must be known, so an interrupt has to wait for the disk.
                    finished.awaitUninterruptibly();
                } else {
                    writeWaiting();
                }
            }
            if (mine.failure != null) {
                throw new IOException("a published version cannot be recorded", mine.failure);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits, without the lock in the meantime. */
    private void writeWaiting() {
        Batch batch = waiting;
        waiting = new Batch();
        writing = true;
        Throwable failure = end;
        byte[] bytes = batch.lines.toByteArray();
        lock.unlock();
        try {
            if (failure == null) {
                failure = write(bytes);
            }
        } finally {
            lock.lock();
            if (failure == null) {
                length += bytes.length;
            }
            batch.failure = failure;
            batch.done = true;
            writing = false;
            finished.signalAll();
        }
    }

    /** Answers with the failure, if there was one, whatever it is: others wait for the outcome. */
    private @Nullable Throwable write(byte[] bytes) {
        boolean written = false;
        try {
            storage.write(length, bytes);
            written = true;
            storage.sync();
            return null;
        } catch (IOException | RuntimeException | Error e) {
            boolean usable = !written && cutOff(e);
            if (!usable) {
                endWith(e);
            }
            return e;
        }
    }

    private boolean cutOff(Throwable failure) {
        try {
            storage.truncate(length);
            return true;
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private void endWith(Throwable reason) {
        lock.lock();
        try {
            if (end == null) {
                end = reason;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what is being written; what is appended later fails. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            endWith(new IOException("closed"));
            while (writing) {
                finished.awaitUninterruptibly();
            }
            storage.close();
        } finally {
            lock.unlock();
        }
    }
}
