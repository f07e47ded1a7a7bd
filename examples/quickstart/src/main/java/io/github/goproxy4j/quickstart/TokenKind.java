package io.github.goproxy4j.quickstart;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Set;

/** What a token was made for, which decides how it may be sent and what it may do. */
enum TokenKind {
    /** Made by a user for scripts. */
    @JsonProperty("personal")
    PERSONAL("read_api", "api"),
    /** Made by the server for one run of a CI job; it has no scopes. */
    @JsonProperty("job")
    JOB(),
    /** Made by a project for machines that deploy it: it stands for no user. */
    @JsonProperty("deploy")
    DEPLOY("read_package_registry"),
    /** Given to an application that acts for a user. */
    @JsonProperty("oauth")
    OAUTH("read_api", "api");

    private final Set<String> sufficient;

    TokenKind(String... sufficient) {
        this.sufficient = Set.of(sufficient);
    }

    /** Returns the scopes of a token of which the file does not say any: those that suffice for reading modules. */
    Set<String> defaultScopes() {
        return sufficient;
    }

    /** Tells whether a token with these scopes may read modules: one of those that suffice is enough. */
    boolean mayReadModules(Set<String> scopes) {
        return sufficient.isEmpty() || !Collections.disjoint(sufficient, scopes);
    }
}
