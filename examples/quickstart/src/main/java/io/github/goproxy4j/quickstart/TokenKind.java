package io.github.goproxy4j.quickstart;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a token was made for, which decides how it may be sent and what it may do. */
enum TokenKind {
    /** Made by a user for scripts. */
    @JsonProperty("personal")
    PERSONAL,
    /** Made by the server for one run of a CI job. */
    @JsonProperty("job")
    JOB,
    /** Made by a project for machines that deploy it: it stands for no user. */
    @JsonProperty("deploy")
    DEPLOY,
    /** Given to an application that acts for a user. */
    @JsonProperty("oauth")
    OAUTH
}
