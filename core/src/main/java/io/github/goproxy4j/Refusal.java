package io.github.goproxy4j;

import io.github.goproxy4j.auth.CredentialsException;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import java.util.Map;

/**
 * Answers other than success: the only place where reasons become statuses and texts.
 *
 * <p>{@code go} goes on to its next proxy after 404 and 410 only; so these mean that something is certainly not there, and
 * everything else that the client must stop.
 */
final class Refusal {
    /** The methods that are answered. */
    static final String ALLOW = "GET, HEAD, OPTIONS";

    private Refusal() {}

    /**
     * @param subject what was asked for, such as {@code example.com/m@v1.2.0}, or nothing
     */
    static Answer of(ModuleAccessException e, String subject) {
        String text = (subject.isEmpty() ? "" : subject + ": ") + e.getMessage();
        return switch (e.reason()) {
            case UNAUTHENTICATED ->
                answer(
                        401,
                        Freshness.NO_STORE,
                        Map.of("WWW-Authenticate", "Basic realm=\"Go modules\", charset=\"UTF-8\""),
                        "unauthorized: " + text);
            case FORBIDDEN -> answer(403, Freshness.NO_STORE, Map.of(), "forbidden: " + text);
            case NOT_FOUND, INVALID -> answer(404, Freshness.SHORT, Map.of(), "not found: " + text);
            case GONE -> answer(410, Freshness.SHORT, Map.of(), "gone: " + text);
        };
    }

    /**
     * The answer where no project can be opened: the host's words must not tell a hidden project from one that does not
     * exist, nor from a name that no project can have.
     */
    static Answer ofProject(ModuleAccessException e) {
        return switch (e.reason()) {
            case NOT_FOUND, INVALID ->
                of(ModuleAccessException.notFound("there is no such project, or it is not visible to you"), "");
            case UNAUTHENTICATED, FORBIDDEN, GONE -> of(e, "");
        };
    }

    /** The answer to a question for an import path, where no project is found that the caller may see. */
    static Answer noImport() {
        return of(
                ModuleAccessException.notFound(
                        "there is no such project, or it is not visible to you; for a private one,"
                                + " check the login in your ~/.netrc file or GOAUTH"),
                "");
    }

    static Answer badCredentials(CredentialsException e) {
        return answer(400, Freshness.NO_STORE, Map.of(), "bad request: " + e.getMessage());
    }

    /** The answer to a path that a server has routed here by a spelling of the mount point that is not its own. */
    static Answer notBelowMountPoint() {
        return of(RawPath.malformed("it does not begin with the path of this server's Go modules"), "");
    }

    static Answer methodNotAllowed() {
        return answer(
                405, Freshness.NO_STORE, Map.of("Allow", ALLOW), "method not allowed: only " + ALLOW + " are answered");
    }

    static Answer pathTooLong() {
        return answer(
                414,
                Freshness.NO_STORE,
                Map.of(),
                "path too long: no more than " + RawPath.MAX_LENGTH + " characters are read");
    }

    static Answer preconditionFailed() {
        return answer(412, Freshness.NO_STORE, Map.of(), "precondition failed: the file is another one");
    }

    static Answer rangeNotSatisfiable(long size) {
        return answer(
                416,
                Freshness.NO_STORE,
                Map.of("Content-Range", "bytes */" + size),
                "range not satisfiable: the file has " + size + " bytes");
    }

    /** @param id the text that stands in the log next to what happened */
    static Answer failure(String id, String subject) {
        return answer(
                500,
                Freshness.NO_STORE,
                Map.of(),
                "internal server error: " + (subject.isEmpty() ? "" : subject + ": ")
                        + "the server's log has the reason under the id " + id);
    }

    private static Answer answer(int status, Freshness freshness, Map<String, String> fields, String text) {
        return new Answer(status, ContentType.TEXT, freshness, fields, ModuleFile.of(ErrorText.line(text)));
    }
}
