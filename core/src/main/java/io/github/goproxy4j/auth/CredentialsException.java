package io.github.goproxy4j.auth;

import java.io.Serial;

/**
 * Thrown when the credentials of a request cannot be read: a malformed header or parameter, or two that disagree.
 *
 * <p>The message names the header or parameter and never its value. In HTTP it is a 400.
 */
public final class CredentialsException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong, without any part of a secret
     */
    public CredentialsException(String message) {
        super(message);
    }
}
