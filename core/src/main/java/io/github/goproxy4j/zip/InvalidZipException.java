package io.github.goproxy4j.zip;

import java.io.Serial;

/**
 * Thrown when Go's rules refuse a module zip, or the files for one: every client would refuse it, too.
 *
 * <p>It is a certain answer about the content. Content that could not be read is an {@link java.io.IOException}. The
 * message has the words of {@code golang.org/x/mod/zip} and is fit for the person at the {@code go} prompt.
 */
public final class InvalidZipException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which rule refuses what
     */
    public InvalidZipException(String message) {
        super(message);
    }
}
