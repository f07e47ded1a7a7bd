package io.github.goproxy4j.zip;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file that is offered to a module zip; the zip's rules decide whether it goes in.
 *
 * <p>The writer asks for it more than once and expects the same answers; it opens one file at a time, on the thread that
 * called it.
 */
public interface SourceFile {
    /** What stands at a path. */
    enum Kind {
        /** A file with bytes; the only kind that goes into a zip. */
        REGULAR,
        /** A symbolic link. */
        SYMLINK,
        /** A directory that is a file of its parent, such as a submodule of git. */
        DIRECTORY,
        /** Anything else, such as a device. */
        OTHER
    }

    /**
     * Returns the path relative to the module's root.
     *
     * @return the path, with slashes; a byte of a name that is not UTF-8 stands in it as
     *     {@link io.github.goproxy4j.module.GoText#decode} reads it
     */
    String path();

    /**
     * Returns what stands at the path.
     *
     * @return the kind, of the entry itself: a link is not followed
     */
    Kind kind();

    /**
     * Returns the length of a regular file.
     *
     * @return the number of bytes that {@link #open} yields; a zip is not finished if it yields another
     * @throws IOException if the length cannot be found out
     */
    long size() throws IOException;

    /**
     * Opens a regular file. The caller closes the stream.
     *
     * @return the bytes
     * @throws IOException if they cannot be read
     */
    InputStream open() throws IOException;

    /**
     * Returns the id of the bytes that {@link #open} yields, by which they are found in another zip.
     *
     * @return the id, or empty if nothing identifies the bytes without reading them
     */
    default Optional<ContentId> content() {
        return Optional.empty();
    }
}
