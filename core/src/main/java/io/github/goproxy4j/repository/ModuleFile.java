package io.github.goproxy4j.repository;

import io.github.goproxy4j.zip.ZipParts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A lease of the bytes of one file of a module: they stay readable and unchanged until {@link #close()}.
 *
 * <p>Opening a lease is the decision that the file is there; reading it is left to the caller. The caller closes it, on any
 * thread, more than once without harm, and whatever becomes of other leases of the file; streams it has opened are its own to close, and fail once the lease is closed.
 * Closing a lease early cancels the making of a file nobody else waits for. All methods are thread-safe.
 */
public interface ModuleFile extends AutoCloseable {
    /**
     * Returns the length in bytes. Once there is one, it stays the same while the lease lasts, as the tag and the time do.
     *
     * @return the length, or empty while the file is still being made
     */
    OptionalLong size();

    /**
     * Returns the tag of these very bytes: other bytes never have it. An unchanged file has it again; an equal copy of the
     * file may have another one.
     *
     * @return the tag, or empty while the file is still being made
     */
    Optional<StrongTag> tag();

    /**
     * Returns when the bytes were last written.
     *
     * @return the time, or empty if it is not known
     */
    Optional<Instant> lastModified();

    /**
     * Returns a file on the default file system that holds exactly these bytes, complete and immutable, until
     * {@link #close()}.
     *
     * @return its path, or empty if there is no such file
     */
    Optional<Path> path();

    /**
     * Opens a stream on the bytes. The caller closes it; streams do not disturb one another, nor end the lease.
     *
     * @param from the offset of the first byte, from 0 to the size
     * @return the stream, at its end if the offset is the size; a read fails rather than ends where bytes are missing
     * @throws IndexOutOfBoundsException if the offset is negative or larger than the size
     * @throws IOException if the bytes cannot be read, or the lease has ended; if the lease has ended or the size is not known
     *     yet, a read may be what fails
     */
    InputStream openStream(long from) throws IOException;

    /**
     * Waits until the file is made, so that the size and the tag are there. The answer of a file that is not being made is
     * there at once.
     *
     * @throws IOException if the making fails, the lease ends, or the thread is interrupted
     */
    default void awaitSize() throws IOException {}

    /**
     * Returns the whole content as a buffer, in the heap or mapped, for a server that sends buffers without copying them.
     *
     * @return a read-only buffer of its own, from the first byte to the last, to be used until {@link #close()} only; empty
     *     if there is none
     */
    default Optional<ByteBuffer> buffer() {
        return Optional.empty();
    }

    /**
     * Writes a part of the bytes: what {@link #openStream} gives, in as few copies as may be.
     *
     * @param out where to; neither flushed nor closed. What it is given stays as it is until the lease ends, or the next call
     * @param from the offset of the first byte
     * @param length how many bytes, from 0 to what there is behind the offset
     * @throws IndexOutOfBoundsException if the part is not within the size
     * @throws IOException if the bytes cannot be read or written, or the lease has ended
     */
    default void copyTo(OutputStream out, long from, long length) throws IOException {
        try (InputStream in = openStream(from)) {
            FileCopy.exactly(in, out, length);
        }
    }

    /**
     * Returns where in this zip the contents of its files lie compressed, so that another zip can have them as they are.
     *
     * @return the table, once the file is made; empty if there is none, or this is no zip
     */
    default Optional<ZipParts> parts() {
        return Optional.empty();
    }

    /**
     * Fails if the bytes are known to have been changed since the lease began. {@link #openStream} and {@link #copyTo} see
     * that themselves; who sends {@link #buffer} or {@link #path} asks before the last byte, because a file that was truncated
     * may read as zeros there.
     *
     * @throws IOException if the bytes were changed, or it cannot be told
     */
    default void checkUnchanged() throws IOException {}

    /** Ends the lease and frees what it holds; never throws. */
    @Override
    void close();

    /**
     * Returns a lease of bytes in memory, with a tag computed from them.
     *
     * @param bytes the content; not copied, so the caller must not change it
     * @return the lease
     */
    static ModuleFile of(byte[] bytes) {
        return ModuleBytes.of(bytes).lease();
    }

    /**
     * Returns a lease of what an open channel reads, at its present length: for a temporary file, which may have no name.
     *
     * @param channel the channel, which the lease reads by position and closes at its end
     * @param tag the tag of the channel's bytes
     * @param lastModified when the content was last changed
     * @return the lease
     * @throws IOException if the channel's length cannot be read; the channel stays open then
     */
    static ModuleFile of(FileChannel channel, StrongTag tag, Instant lastModified) throws IOException {
        return new ChannelFile(channel, channel.size(), tag, lastModified);
    }

    /**
     * Opens a lease of a regular file on disk. The file may be replaced or deleted meanwhile, but not written to.
     *
     * @param file the file; a link is not followed
     * @return the lease, which holds the file open
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if it cannot be opened or is not a regular file
     */
    static ModuleFile open(Path file) throws IOException {
        return DiskFile.open(file);
    }
}
