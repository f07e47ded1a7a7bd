package io.github.goproxy4j.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.function.LongSupplier;

/** A channel on a disk that has room for so many bytes of a file. */
final class NarrowChannel extends FileChannel {
    private final FileChannel to;
    private final LongSupplier room;

    NarrowChannel(FileChannel to, LongSupplier room) {
        this.to = to;
        this.room = room;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (to.position() + bytes.remaining() > room.getAsLong()) {
            throw new IOException("no space left on device");
        }
        return to.write(bytes);
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return to.read(bytes);
    }

    @Override
    public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
        return to.read(bytes, offset, length);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        return to.read(bytes, position);
    }

    @Override
    public long position() throws IOException {
        return to.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        to.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return to.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        to.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        to.force(metaData);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return to.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        to.close();
    }
}
