package io.github.goproxy4j.repository;

import java.io.Serial;

/**
 * Thrown when a module or version cannot be handed out, for a reason that is certain.
 *
 * <p>The message is for the person at the {@code go} prompt: one line, without the module's name (the server puts it in
 * front), without paths of the server, without secrets. What is not certain is an {@link java.io.IOException}.
 */
public final class ModuleAccessException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What the server makes its status of. */
    private final Reason reason;

    /** Why something is not handed out; each has its own meaning for the {@code go} command. */
    public enum Reason {
        /** The caller must prove who it is first: HTTP 401. The client stops. */
        UNAUTHENTICATED,
        /** It is deliberately withheld from this caller, or from everybody: HTTP 403. The client stops. */
        FORBIDDEN,
        /** There is no such project, module or version: HTTP 404. The client asks its next proxy. */
        NOT_FOUND,
        /**
         * It exists, but Go's rules refuse it, or no Go modules are served for a project: HTTP 404 with the reason. The client
         * asks its next proxy.
         */
        INVALID,
        /** It was there and will not come back: HTTP 410. The client asks its next proxy. */
        GONE
    }

    /**
     * Creates the exception.
     *
     * @param reason the reason
     * @param message the reason in words, for the user of the {@code go} command
     */
    public ModuleAccessException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Creates the exception with a cause, which the server may log and never shows.
     *
     * @param reason the reason
     * @param message the reason in words, for the user of the {@code go} command
     * @param cause what led to it
     */
    public ModuleAccessException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * Creates the answer for something that does not exist.
     *
     * @param message what does not exist, such as {@code unknown revision v1.2.3}
     * @return the exception, to be thrown
     */
    public static ModuleAccessException notFound(String message) {
        return new ModuleAccessException(Reason.NOT_FOUND, message);
    }

    /**
     * Creates the answer for something that Go's rules refuse.
     *
     * @param message the rule's own text
     * @return the exception, to be thrown
     */
    public static ModuleAccessException invalid(String message) {
        return new ModuleAccessException(Reason.INVALID, message);
    }

    /**
     * Returns why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
