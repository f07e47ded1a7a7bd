package io.github.goproxy4j;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.ProjectRef;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One request that has been answered, for logs and metrics.
 *
 * <p>It has nothing that a client proves itself with: neither header fields nor the query. Texts of the client's choice
 * ({@code clientHost}, {@code method}, {@code version}) are as they came; {@link #toString()} is safe to log.
 *
 * @param clientHost who has asked, as the server knows it: {@link ProxyRequest#clientHost()}
 * @param method the method, such as {@code GET}
 * @param project the project or projects that were named; empty if the request was refused before its path was read
 * @param endpoint what was asked for
 * @param module the module, or empty if the path names none
 * @param version the version, branch or other query that the path names, such as {@code v1.2.0} or {@code latest}; or empty
 * @param status the HTTP status; 206 is the answer to a range
 * @param outcome what came of it
 * @param bytes how many bytes of the body were handed to the server
 * @param duration from the door's being asked until the response was closed; includes the time that the client took to
 *     receive it
 * @param requestId the id that the texts of failures and the log have ({@link GoModuleProxy#withForwardedRequestIds}), or
 *     empty if there is none
 */
public record AccessEvent(
        Optional<String> clientHost,
        String method,
        Optional<ProjectRef> project,
        Endpoint endpoint,
        Optional<ModulePath> module,
        Optional<String> version,
        int status,
        Outcome outcome,
        long bytes,
        Duration duration,
        Optional<String> requestId) {

    /** What can be asked for. */
    public enum Endpoint {
        /** The project itself. */
        BASE,
        /** {@code /@v/list}. */
        LIST,
        /** {@code /@latest}. */
        LATEST,
        /** {@code /@v/$version.info}. */
        INFO,
        /** {@code /@v/$version.mod}. */
        MOD,
        /** {@code /@v/$version.zip}. */
        ZIP,
        /** A page with {@code ?go-get=1}: {@link GoImportPages}. */
        GO_GET,
        /** {@link GoModuleProxy#withHealth}. */
        HEALTH,
        /** Everything else, and what was refused before its path was read. */
        OTHER;

        /**
         * Returns the name for logs and metrics.
         *
         * @return lower-case letters and underscores
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What can come of a request. */
    public enum Outcome {
        /** 200, 204, 206, and the whole body was handed over. */
        OK,
        /** 304. */
        NOT_MODIFIED,
        /** The client's mistake: 400, 405, 412, 414, 416. */
        BAD_REQUEST,
        /** 401. */
        UNAUTHORIZED,
        /** 403. */
        FORBIDDEN,
        /** 404. */
        NOT_FOUND,
        /** 410. */
        GONE,
        /** The host's code failed: 5xx, or a body that could not be read to its end. */
        FAILURE,
        /** The body was not sent to its end, mostly because the client has gone away. */
        ABORTED;

        /**
         * Returns the name for logs and metrics.
         *
         * @return lower-case letters and underscores
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome of(int status) {
            return switch (status) {
                case 304 -> NOT_MODIFIED;
                case 401 -> UNAUTHORIZED;
                case 403 -> FORBIDDEN;
                case 404 -> NOT_FOUND;
                case 410 -> GONE;
                default -> status < 400 ? OK : status < 500 ? BAD_REQUEST : FAILURE;
            };
        }
    }

    /**
     * Returns the event as one line of names and values, which no text of a client's choice can make look like another
     * one: such texts are quoted and escaped. A value that is not there is {@code -}.
     */
    @Override
    public String toString() {
        return AccessLine.of(this);
    }
}
