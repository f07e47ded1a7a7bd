package io.github.goproxy4j.testkit;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** A repository with two more zips: a large one, and one whose bytes do not come. */
final class OddZips extends Forwarding {
    static final int LARGE_BYTES = 17 << 20;

    OddZips(GoModuleRepository to) {
        super(to);
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        if (id.equals(Sample.LARGE)) {
            return new Large();
        }
        return id.equals(Sample.STALLED) ? new Stalled() : super.zip(id);
    }

    private static final class Large extends Forwarding.File {
        Large() {
            super(ModuleFile.of(new byte[0]));
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.of(LARGE_BYTES);
        }

        @Override
        public InputStream openStream(long from) {
            return new InputStream() {
                private long left = LARGE_BYTES - from;

                @Override
                public int read() {
                    return left-- > 0 ? 0 : -1;
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    int count = (int) Math.min(left, length);
                    left -= count;
                    return count > 0 ? count : -1;
                }
            };
        }
    }

    private static final class Stalled extends Forwarding.File {
        private final CountDownLatch closed = new CountDownLatch(1);

        Stalled() {
            super(ModuleFile.of(new byte[0]));
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.empty();
        }

        @Override
        public InputStream openStream(long from) {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    try {
                        closed.await();
                    } catch (InterruptedException e) {
                        throw new InterruptedIOException("interrupted");
                    }
                    throw new IOException("closed");
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    return read();
                }
            };
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
