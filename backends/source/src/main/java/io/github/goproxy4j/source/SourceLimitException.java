package io.github.goproxy4j.source;

import java.io.IOException;
import java.io.Serial;

/**
 * Thrown by a {@link SourceRepository} when a repository has more of something than a limit of the reader allows: a limit
 * that bounds the time and the memory of one answer, and that the host may raise.
 *
 * <p>Other than for an {@code IOException} of another type nothing is broken, and asking again does not help; so
 * {@link SourceModuleRepository} refuses the version as {@code INVALID}, with the message as the reason.
 */
public final class SourceLimitException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what there is too much of, and the limit; whoever may read the module sees it
     */
    public SourceLimitException(String message) {
        super(message);
    }
}
