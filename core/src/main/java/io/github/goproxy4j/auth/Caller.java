package io.github.goproxy4j.auth;

import java.security.Principal;
import java.util.Optional;

/**
 * Who is asking: the user the host application has authenticated, if any, and the credentials of the request.
 *
 * <p>A host looks at the principal if its own login guards the servlet, and at the credentials if tokens do.
 *
 * @param principal the user that the host's container or framework has authenticated, or empty
 * @param credentials the token or login of the request, not verified by anyone
 */
public record Caller(Optional<Principal> principal, Credentials credentials) {
    /** A caller of whom nothing is known. */
    public static final Caller ANONYMOUS = new Caller(Optional.empty(), Credentials.NONE);

    /**
     * Tells whether nothing is known of the caller.
     *
     * @return whether there is neither a principal nor any credentials
     */
    public boolean isAnonymous() {
        return principal.isEmpty() && credentials instanceof Credentials.None;
    }
}
