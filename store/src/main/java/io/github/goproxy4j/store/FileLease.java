package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.ZipParts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lease of a file of the store. */
final class FileLease implements ModuleFile {
    private static final int BLOCK = 1 << 16;

    private final OpenFile file;
    private final PartsTables tables;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Takes over one hold of the file. */
    FileLease(OpenFile file, PartsTables tables) {
        this.file = file;
        this.tables = tables;
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(file.size());
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
        return closed.get() ? Optional.empty() : file.link();
    }

    @Override
    public Optional<ByteBuffer> buffer() {
        return closed.get() ? Optional.empty() : file.buffer();
    }

    @Override
    public Optional<ZipParts> parts() {
        return file.name().file() == StoredFile.ZIP ? tables.find(file.name().version()) : Optional.empty();
    }

    @Override
    public void checkUnchanged() throws IOException {
        checkOpen();
        file.requireUnchanged();
    }

    @Override
    public InputStream openStream(long from) throws IOException {
        Objects.checkIndex(from, file.size() + 1);
        checkOpen();
        return new LeasedStream(from);
    }

    @Override
    public void copyTo(OutputStream out, long from, long length) throws IOException {
        Objects.checkFromIndexSize(from, length, file.size());
        checkOpen();
        byte[] block = new byte[(int) Math.min(BLOCK, length)];
        for (long at = from; at < from + length; ) {
            int count = read(block, 0, (int) Math.min(block.length, from + length - at), at);
            if (at + count == from + length) {
                file.requireUnchanged();
            }
            out.write(block, 0, count);
            at += count;
        }
    }

    /** Reads what is there; the last bytes are not given away before it is known that none before them were changed. */
    private int read(byte[] target, int offset, int length, long position) throws IOException {
        checkOpen();
        int count = file.read(ByteBuffer.wrap(target, offset, length), position);
        checkOpen();
        return count;
    }

    private void checkOpen() throws IOException {
        if (closed.get()) {
            throw new IOException("the lease of this file has ended");
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            file.release();
        }
    }

    private final class LeasedStream extends InputStream {
        private long position;

        LeasedStream(long from) {
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
            if (position >= file.size()) {
                return -1;
            }
            int wanted = (int) Math.min(length, file.size() - position);
            int count = FileLease.this.read(target, offset, wanted, position);
            if (position + count == file.size()) {
                file.requireUnchanged();
            }
            position += count;
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            checkOpen();
            long skipped = Math.max(0, Math.min(count, file.size() - position));
            position += skipped;
            return skipped;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, file.size() - position);
        }
    }
}
