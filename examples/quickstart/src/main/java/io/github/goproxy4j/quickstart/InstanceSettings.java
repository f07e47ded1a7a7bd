package io.github.goproxy4j.quickstart;

import java.net.URI;

/**
 * What the file of {@code --projects} says for all projects.
 *
 * @param host the host in front of the projects' paths, in import paths and in module paths that the file does not name
 * @param url where clients find the server, for the pages that lead {@code go} to it
 * @param goProxy whether the feature flag is on; if not, it is off for every project
 * @param packages whether the server has packages at all; if not, nothing is there for anybody
 * @param hideUnauthorized whether anonymous callers get 404 in place of 401
 * @param queryTokens whether tokens may be sent in the query
 */
record InstanceSettings(
        String host, URI url, boolean goProxy, boolean packages, boolean hideUnauthorized, boolean queryTokens) {
    /** The host of a file that names none. */
    static final String DEFAULT_HOST = "gitlab.example.com";

    /** What holds where the file says nothing. */
    static final InstanceSettings DEFAULTS =
            new InstanceSettings(DEFAULT_HOST, URI.create("https://" + DEFAULT_HOST), true, true, false, false);

    /** Tells whether Go modules may be served at all. */
    boolean isOn() {
        return goProxy && packages;
    }
}
