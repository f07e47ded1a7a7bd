package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.ZipParts;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/** One lease of a repository's file as many: it is closed when all of these are. */
final class SharedFile {
    private final ModuleFile file;
    private final Runnable ended;
    private final ReentrantLock lock = new ReentrantLock();
    private int leases;
    private boolean isOver;

    /**
     * Shares a file.
     *
     * @param file the lease to share, closed in the end
     * @param ended what to do then
     */
    SharedFile(ModuleFile file, Runnable ended) {
        this.file = file;
        this.ended = ended;
    }

    /** Another lease, or empty if the file is closed. */
    Optional<ModuleFile> lease() {
        lock.lock();
        try {
            if (isOver) {
                return Optional.empty();
            }
            leases++;
            return Optional.of(new Lease());
        } finally {
            lock.unlock();
        }
    }

    /** Closes the file, whoever reads it. */
    void end() {
        lock.lock();
        try {
            if (isOver) {
                return;
            }
            isOver = true;
        } finally {
            lock.unlock();
        }
        file.close();
        ended.run();
    }

    private void release() {
        boolean last;
        lock.lock();
        try {
            leases--;
            last = leases == 0;
        } finally {
            lock.unlock();
        }
        if (last) {
            end();
        }
    }

    private final class Lease implements ModuleFile {
        private volatile boolean closed;

        @Override
        public OptionalLong size() {
            return file.size();
        }

        @Override
        public Optional<StrongTag> tag() {
            return file.tag();
        }

        @Override
        public Optional<Instant> lastModified() {
            return file.lastModified();
        }

        @Override
        public Optional<Path> path() {
            return file.path();
        }

        @Override
        public Optional<ByteBuffer> buffer() {
            return file.buffer();
        }

        @Override
        public Optional<ZipParts> parts() {
            return file.parts();
        }

        @Override
        public void checkUnchanged() throws IOException {
            checkOpen();
            file.checkUnchanged();
        }

        @Override
        public void awaitSize() throws IOException {
            checkOpen();
            file.awaitSize();
        }

        @Override
        public InputStream openStream(long from) throws IOException {
            checkOpen();
            return new LeasedStream(file.openStream(from));
        }

        /** A thread that is interrupted keeps off the file: it would close a channel that is others' as well. */
        private void checkOpen() throws IOException {
            if (closed) {
                throw new IOException("the lease of this file has ended");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while a file was read");
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
            release();
        }

        /** Fails after the end of its lease, while others go on. */
        private final class LeasedStream extends FilterInputStream {
            LeasedStream(InputStream in) {
                super(in);
            }

            @Override
            public int read() throws IOException {
                checkOpen();
                return super.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                checkOpen();
                return super.read(target, offset, length);
            }

            @Override
            public long skip(long count) throws IOException {
                checkOpen();
                return super.skip(count);
            }
        }
    }
}
