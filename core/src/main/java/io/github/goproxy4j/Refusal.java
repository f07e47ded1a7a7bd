package io.github.goproxy4j;

import io.github.goproxy4j.auth.CredentialsException;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer other than success: the only place where reasons become statuses and texts.
 *
 * <p>{@code go} goes on to its next proxy after 404 and 410 only; so these mean that something is certainly not there, and
 * everything else that the client must stop.
 *
 * @param kind what has happened
 * @param fields the header fields that belong to it
 * @param reason the reason in words
 */
record Refusal(Kind kind, Map<String, String> fields, String reason) {
    /** The methods that are answered. */
    static final String ALLOW = "GET, HEAD, OPTIONS";

    /**
     * What can happen: with its status, for how long it may be kept, how its text begins, and GitLab's JSON for it, which
     * never says why. Source of the JSON: GitLab's {@code lib/api/helpers.rb}, and its framework's own {@code error} for
     * what reaches no end point; where GitLab has no such answer, its form with the status of RFC 9110.
     */
    enum Kind {
        MALFORMED(400, Freshness.NO_STORE, "bad request", "{\"message\":\"400 Bad Request\"}"),
        UNAUTHENTICATED(401, Freshness.NO_STORE, "unauthorized", "{\"message\":\"401 Unauthorized\"}"),
        FORBIDDEN(403, Freshness.NO_STORE, "forbidden", "{\"message\":\"403 Forbidden\"}"),
        NOT_FOUND(404, Freshness.SHORT, "not found", "{\"message\":\"404 Not Found\"}"),
        NO_PROJECT(404, Freshness.SHORT, "not found", "{\"message\":\"404 Project Not Found\"}"),
        NO_END_POINT(404, Freshness.SHORT, "not found", "{\"error\":\"404 Not Found\"}"),
        METHOD_NOT_ALLOWED(405, Freshness.NO_STORE, "method not allowed", "{\"error\":\"405 Not Allowed\"}"),
        GONE(410, Freshness.SHORT, "gone", "{\"message\":\"410 Gone\"}"),
        PRECONDITION_FAILED(
                412, Freshness.NO_STORE, "precondition failed", "{\"message\":\"412 Precondition Failed\"}"),
        PATH_TOO_LONG(414, Freshness.NO_STORE, "path too long", "{\"message\":\"414 URI Too Long\"}"),
        RANGE_NOT_SATISFIABLE(
                416, Freshness.NO_STORE, "range not satisfiable", "{\"message\":\"416 Range Not Satisfiable\"}"),
        FAILURE(500, Freshness.NO_STORE, "internal server error", "{\"message\":\"500 Internal Server Error\"}"),
        UNAVAILABLE(503, Freshness.NO_STORE, "unavailable", "{\"message\":\"503 Service Unavailable\"}");

        private final int status;
        private final Freshness freshness;
        private final String words;
        private final String json;

        Kind(int status, Freshness freshness, String words, String json) {
            this.status = status;
            this.freshness = freshness;
            this.words = words;
            this.json = json;
        }

        private static Kind of(ModuleAccessException.Reason reason) {
            return switch (reason) {
                case UNAUTHENTICATED -> UNAUTHENTICATED;
                case FORBIDDEN -> FORBIDDEN;
                case NOT_FOUND, INVALID -> NOT_FOUND;
                case GONE -> GONE;
            };
        }
    }

    int status() {
        return kind.status;
    }

    Freshness freshness() {
        return kind.freshness;
    }

    /** One line for who sits at the {@code go} prompt, with the reason. */
    byte[] text() {
        return ErrorText.line(kind.words + ": " + reason);
    }

    /** GitLab's body, without its reason and without a line's end. */
    byte[] json() {
        return kind.json.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param subject what was asked for, such as {@code example.com/m@v1.2.0}, or nothing
     */
    static Refusal of(ModuleAccessException e, String subject) {
        Kind kind = Kind.of(e.reason());
        Map<String, String> fields = kind == Kind.UNAUTHENTICATED
                ? Map.of("WWW-Authenticate", "Basic realm=\"Go modules\", charset=\"UTF-8\"")
                : Map.of();
        return new Refusal(kind, fields, about(subject) + e.getMessage());
    }

    /**
     * The answer where no project can be opened: the host's words must not tell a hidden project from one that does not
     * exist. Where there is none at the root, paths that name no project lead nowhere.
     */
    static Refusal ofProject(ModuleAccessException e, ProjectRef ref) {
        return switch (e.reason()) {
            case NOT_FOUND ->
                new Refusal(
                        ref.equals(ProjectRef.ROOT) ? Kind.NO_END_POINT : Kind.NO_PROJECT,
                        Map.of(),
                        "there is no such project, or it is not visible to you");
            case UNAUTHENTICATED, FORBIDDEN, INVALID, GONE -> of(e, "");
        };
    }

    /** The answer to a path that is none of the protocol. */
    static Refusal noEndPoint(ModuleAccessException e) {
        return new Refusal(Kind.NO_END_POINT, Map.of(), String.valueOf(e.getMessage()));
    }

    /** The answer to a question for an import path, where no project is found that the caller may see. */
    static Refusal noImport() {
        return of(
                ModuleAccessException.notFound(
                        "there is no such project, or it is not visible to you; for a private one,"
                                + " check the login in your ~/.netrc file or GOAUTH"),
                "");
    }

    /** The answer to a path that a server has routed here by a spelling of the mount point that is not its own. */
    static Refusal notBelowMountPoint() {
        return noEndPoint(RawPath.malformed("it does not begin with the path of this server's Go modules"));
    }

    static Refusal badCredentials(CredentialsException e) {
        return new Refusal(Kind.MALFORMED, Map.of(), String.valueOf(e.getMessage()));
    }

    static Refusal methodNotAllowed() {
        return new Refusal(Kind.METHOD_NOT_ALLOWED, Map.of("Allow", ALLOW), "only " + ALLOW + " are answered");
    }

    static Refusal pathTooLong() {
        return new Refusal(Kind.PATH_TOO_LONG, Map.of(), "no more than " + RawPath.MAX_LENGTH + " characters are read");
    }

    static Refusal preconditionFailed() {
        return new Refusal(Kind.PRECONDITION_FAILED, Map.of(), "the file is another one");
    }

    static Refusal rangeNotSatisfiable(long size) {
        return new Refusal(
                Kind.RANGE_NOT_SATISFIABLE,
                Map.of("Content-Range", "bytes */" + size),
                "the file has " + size + " bytes");
    }

    /** @param id the text that stands in the log next to what happened; in a field as well, since GitLab's JSON has none */
    static Refusal failure(String id, String subject) {
        return new Refusal(Kind.FAILURE, Map.of(RequestId.FIELD, id), about(subject) + inTheLog(id));
    }

    /** The answer where the host says that it cannot serve modules now. */
    static Refusal unavailable(String id) {
        return new Refusal(Kind.UNAVAILABLE, Map.of(RequestId.FIELD, id), inTheLog(id));
    }

    private static String inTheLog(String id) {
        return "the server's log has the reason under the id " + id;
    }

    private static String about(String subject) {
        return subject.isEmpty() ? "" : subject + ": ";
    }
}
