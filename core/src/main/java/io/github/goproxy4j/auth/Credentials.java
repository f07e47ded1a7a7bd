package io.github.goproxy4j.auth;

import java.util.List;

/**
 * What a request offers to prove who is asking: at most one token or password, and how it came.
 *
 * <p>How it came matters, because a host may take some kinds of token only in their own header. No form prints its
 * secret.
 */
public sealed interface Credentials {
    /** The credentials of a request that has none. */
    Credentials NONE = new None();

    /** No credentials: the caller is anonymous, unless the host's own login says otherwise. */
    record None() implements Credentials {}

    /**
     * A token from the header {@code PRIVATE-TOKEN}, or from the query where that is read.
     *
     * @param token the token
     */
    record PrivateToken(Secret token) implements Credentials {}

    /**
     * A token from the header {@code JOB-TOKEN}, or from the query where that is read.
     *
     * @param token the token
     */
    record JobToken(Secret token) implements Credentials {}

    /**
     * A token from the header {@code Deploy-Token}.
     *
     * @param token the token
     */
    record DeployToken(Secret token) implements Credentials {}

    /**
     * A token from {@code Authorization: Bearer} (RFC 6750).
     *
     * @param token the token
     */
    record Bearer(Secret token) implements Credentials {}

    /**
     * A login from {@code Authorization: Basic} (RFC 7617): what the {@code go} command sends from a netrc file or from the
     * GOPROXY URL.
     *
     * @param user the user name, which may be empty; some users send their token here and no password
     * @param password the password or token
     */
    record Basic(String user, Secret password) implements Credentials {
        /** Returns a fixed text: the user name may be a token. */
        @Override
        public String toString() {
            return "Basic[user and password]";
        }
    }

    /**
     * Reads the credentials of a request.
     *
     * @param headers the request's headers
     * @return the credentials, {@link #NONE} if no header offers any
     * @throws CredentialsException if a header is malformed, or if two of them offer different secrets
     */
    static Credentials read(RequestHeaders headers) throws CredentialsException {
        return CredentialHeaders.theOneOf(CredentialHeaders.read(headers));
    }

    /**
     * Reads the credentials of a request whose query may have them too: GitLab's {@code private_token} and {@code
     * job_token}. URLs end up in logs and in the history of shells, so this is for hosts that have clients which cannot send
     * a header.
     *
     * <p>A value is percent-decoded once, with a plus sign as a plus sign; an empty one counts as none. What the query
     * offers is of the same kind as from the header of that name.
     *
     * @param headers the request's headers
     * @param rawQuery the query as it was sent, without the question mark
     * @return the credentials, {@link #NONE} if neither offers any
     * @throws CredentialsException if a header or one of the two parameters is malformed, or if two offer different secrets
     */
    static Credentials read(RequestHeaders headers, String rawQuery) throws CredentialsException {
        List<Credentials> found = CredentialHeaders.read(headers);
        found.addAll(CredentialQuery.read(rawQuery));
        return CredentialHeaders.theOneOf(found);
    }
}
