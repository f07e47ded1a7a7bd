package io.github.goproxy4j.git;

import java.io.IOException;
import java.io.Serial;

/**
 * Thrown when a directory cannot be opened as a git repository: it is missing, is none, or is one that cannot be read
 * correctly here.
 *
 * <p>The message is one line for the person who configured the directory, and names it; it is not for a client.
 */
public final class GitRepositoryException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    GitRepositoryException(String message) {
        super(message);
    }

    GitRepositoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
