package io.github.goproxy4j.source;

import java.io.IOException;
import java.io.Serial;

/**
 * Thrown where version control itself refuses to export a directory of a commit, whoever asks: the {@code go} command then
 * has no zip of it either, so the version is answered as one that Go's rules refuse.
 */
public final class ExportRefusedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong with the commit, as a client may read it
     */
    public ExportRefusedException(String message) {
        super(message);
    }
}
