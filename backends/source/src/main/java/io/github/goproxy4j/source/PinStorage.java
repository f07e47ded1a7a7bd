package io.github.goproxy4j.source;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of a {@link PinFile} on the disk. One thread at a time uses it. */
interface PinStorage extends Closeable {
    /** Writes bytes at a position; if this throws, some of them may have been written. */
    void write(long position, byte[] bytes) throws IOException;

    /** Returns when everything that was written is on the disk, and stays there whatever happens to the machine. */
    void sync() throws IOException;

    /** Cuts off what is behind a position. */
    void truncate(long length) throws IOException;
}
