package io.github.goproxy4j.zip;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file that is offered to a module zip; the zip's rules decide whether it goes in.
 *
 * <p>The writer asks for it more than once and expects the same answers. Unless {@link #isConcurrent()} says more, it does so
 * on the thread that called it, and has one file open at a time.
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

    /**
     * Returns what {@link #open} yields as it is already compressed, so that it need not be compressed again.
     *
     * @return the compressed content, usable as long as this file is; empty if it is not there in this form
     * @throws IOException if that cannot be told; then the file is opened
     */
    default Optional<DeflatedContent> deflated() throws IOException {
        return Optional.empty();
    }

    /**
     * Tells whether {@link #open} and {@link #deflated} may be called by other threads than the one that writes the zip,
     * also while that or other threads read other files. The zip is made faster then.
     *
     * @return whether they may; the default is no
     */
    default boolean isConcurrent() {
        return false;
    }
}
