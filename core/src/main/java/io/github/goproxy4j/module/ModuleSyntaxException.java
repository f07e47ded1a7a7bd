package io.github.goproxy4j.module;

import java.io.Serial;

/**
 * Thrown when a text is not a legal module path, version, query or go.mod file.
 *
 * <p>The message is the one {@code golang.org/x/mod} gives for the same text, meant for the person at the {@code go}
 * prompt: it quotes the offending text with control characters escaped and never more of it than
 * {@link GoText#QUOTE_LIMIT} characters.
 */
public final class ModuleSyntaxException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong, in one line
     */
    public ModuleSyntaxException(String message) {
        super(message);
    }
}
