package io.github.goproxy4j;

import io.github.goproxy4j.repository.ModuleFile;
import java.util.Map;
import java.util.Objects;

/**
 * An answer before HTTP's conditions and ranges have been looked at.
 *
 * @param status the HTTP status
 * @param type what the body is
 * @param freshness how long it may be kept
 * @param fields further header fields
 * @param body the body; who holds the answer closes it
 */
record Answer(int status, ContentType type, Freshness freshness, Map<String, String> fields, ModuleFile body) {
    Answer {
        // Hosts need not be compiled with checks for null.
        Objects.requireNonNull(body, "the repository returned null for a file");
    }

    static Answer ok(ContentType type, Freshness freshness, ModuleFile body) {
        return new Answer(200, type, freshness, Map.of(), body);
    }
}
