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
 */
public record ProxyRequest(
        String method,
        String rawPath,
        Optional<String> rawQuery,
        RequestHeaders headers,
        Optional<Principal> principal) {
    /** The same request with the rest of its path. */
    ProxyRequest withRawPath(String rest) {
        return new ProxyRequest(method, rest, rawQuery, headers, principal);
    }

    /** Returns the method and the path; the query and the headers may hold secrets. */
    @Override
    public String toString() {
        return "ProxyRequest[" + method + " " + rawPath + "]";
    }
}
