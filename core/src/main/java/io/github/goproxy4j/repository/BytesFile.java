package io.github.goproxy4j.repository;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A lease of bytes on the heap. */
final class BytesFile implements ModuleFile {
    private final byte[] bytes;
    private final StrongTag tag;
    private volatile boolean closed;

    BytesFile(byte[] bytes, StrongTag tag) {
        this.bytes = bytes;
        this.tag = tag;
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public Optional<StrongTag> tag() {
        return Optional.of(tag);
    }

    @Override
    public Optional<Instant> lastModified() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> path() {
        return Optional.empty();
    }

    @Override
    public InputStream openStream(long from) throws IOException {
        int start = Math.toIntExact(Objects.checkIndex(from, bytes.length + 1L));
        checkOpen();
        return new LeasedStream(new ByteArrayInputStream(bytes, start, bytes.length - start));
    }

    @Override
    public Optional<ByteBuffer> buffer() {
        return Optional.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    /** The array itself is handed out; it is the content of other leases, too, so a stream that writes into it is broken. */
    @Override
    public void copyTo(OutputStream out, long from, long length) throws IOException {
        int start = (int) Objects.checkFromIndexSize(from, length, (long) bytes.length);
        checkOpen();
        out.write(bytes, start, (int) length);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the lease of this file has ended");
        }
    }

    /** Fails after the end of the lease as a stream from disk does, so that who reads too late finds out with any file. */
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
