package io.github.goproxy4j.jdbc;

import java.io.Serial;

/** Thrown when a command cannot do its work: its message is one line for the person at the terminal. */
final class StartException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
