package io.github.goproxy4j.quickstart;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Set;

/** What a token was made for, which decides how it may be sent and what it may do. */
enum TokenKind {
    /** Made by a user for scripts. */
    @JsonProperty("personal")
    PERSONAL,
    /** Made by the server for one run of a CI job; it has no scopes. */
    @JsonProperty("job")
    JOB,
    /** Made by a project for machines that deploy it: it stands for no user. */
    @JsonProperty("deploy")
    DEPLOY,
    /** Given to an application that acts for a user. */
    @JsonProperty("oauth")
    OAUTH;

    /** Returns the scopes of which one suffices for reading modules; a token has them if the file does not say any. */
    Set<String> readingScopes() {
        return switch (this) {
            case PERSONAL, OAUTH -> Set.of("api", "read_api");
            case DEPLOY -> Set.of("read_package_registry");
            case JOB -> Set.of();
        };
    }

    /** Tells whether a token with these scopes may read modules. */
    boolean mayReadModules(Set<String> scopes) {
        return this == JOB || !Collections.disjoint(readingScopes(), scopes);
    }
}
