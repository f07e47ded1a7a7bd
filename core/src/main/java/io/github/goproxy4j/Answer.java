package io.github.goproxy4j;

import io.github.goproxy4j.repository.ModuleFile;
import java.util.Objects;

/**
 * What was asked for, before HTTP's conditions and ranges have been looked at. What is answered otherwise is a {@link
 * Refusal}.
 *
 * @param type what the body is
 * @param freshness how long it may be kept
 * @param body the body; who holds the answer closes it
 */
record Answer(ContentType type, Freshness freshness, ModuleFile body) {
    Answer {
        // Hosts need not be compiled with checks for null.
        Objects.requireNonNull(body, "the repository returned null for a file");
    }
}
