package io.github.goproxy4j;

import io.github.goproxy4j.auth.RequestHeaders;
import java.security.Principal;
import java.util.Optional;

/**
 * One HTTP request, as far as the door needs to know it.
 *
 * @param method the method, such as {@code GET}
 * @param rawPath the path below the mount point ({@link MountPoint#below}), without the query, exactly as it was sent:
 *     nothing in it is decoded or normalised. It begins with a slash, or is empty
 * @param rawQuery the query as it was sent, without the question mark, or empty if there is none. The GOPROXY protocol has
 *     none; it is looked at only for what the host has switched on ({@link GoModuleProxy#withQueryTokens})
 * @param headers the header fields
 * @param principal the user whom the host's container or framework has authenticated, or empty
 * @param clientHost the address of the client, or its name where the server has looked that up; behind a reverse proxy,
 *     what the server has made of the proxy's fields. For access events only; empty if it is not known
 * @param marksEnd whether the client will see that a body of unknown length was broken off, because its end is marked: as in
 *     HTTP/2, and in HTTP/1.1 with chunks, if the server leaves out the last chunk where writing the body has failed. If not,
 *     as in HTTP/1.0, no file is sent before it is made
 */
public record ProxyRequest(
        String method,
        String rawPath,
        Optional<String> rawQuery,
        RequestHeaders headers,
        Optional<Principal> principal,
        Optional<String> clientHost,
        boolean marksEnd) {
    /**
     * Creates a request of a client that would not see a body's end.
     *
     * @param method the method
     * @param rawPath the path
     * @param rawQuery the query
     * @param headers the header fields
     * @param principal the user
     * @param clientHost the address of the client
     */
    public ProxyRequest(
            String method,
            String rawPath,
            Optional<String> rawQuery,
            RequestHeaders headers,
            Optional<Principal> principal,
            Optional<String> clientHost) {
        this(method, rawPath, rawQuery, headers, principal, clientHost, false);
    }

    /**
     * Creates a request of a client whose address is not known, and that would not see a body's end.
     *
     * @param method the method
     * @param rawPath the path
     * @param rawQuery the query
     * @param headers the header fields
     * @param principal the user
     */
    public ProxyRequest(
            String method,
            String rawPath,
            Optional<String> rawQuery,
            RequestHeaders headers,
            Optional<Principal> principal) {
        this(method, rawPath, rawQuery, headers, principal, Optional.empty());
    }

    /** Returns the method and the path; the query and the headers may hold secrets. */
    @Override
    public String toString() {
        return "ProxyRequest[" + method + " " + rawPath + "]";
    }
}
