package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;

/**
 * Why something is not handed out, to be said again.
 *
 * @param reason the reason
 * @param message the reason in words
 */
record Refusal(Reason reason, String message) {
    static Refusal of(ModuleAccessException exception) {
        return new Refusal(exception.reason(), String.valueOf(exception.getMessage()));
    }

    /** Who is asked for credentials is one caller's affair, not the module's. */
    boolean isForAllCallers() {
        return switch (reason) {
            case UNAUTHENTICATED -> false;
            case FORBIDDEN, NOT_FOUND, INVALID, GONE -> true;
        };
    }

    /** A new exception each time: one that is shared would collect what the callers' try statements add to it. */
    ModuleAccessException exception() {
        return new ModuleAccessException(reason, message);
    }
}
