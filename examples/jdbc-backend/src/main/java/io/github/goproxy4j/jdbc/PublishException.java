package io.github.goproxy4j.jdbc;

import java.io.Serial;

/** Thrown when something is not published, or not withdrawn, for a reason that is certain: one line for the publisher. */
public final class PublishException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    PublishException(String message) {
        super(message);
    }

    PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
