package io.github.goproxy4j.quickstart;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a token may do in a project. */
enum AccessLevel {
    /** See the project and read its modules. */
    @JsonProperty("read")
    READ,
    /** See the project, not its modules. */
    @JsonProperty("guest")
    GUEST
}
