package io.github.goproxy4j.quickstart;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may see a project without being a member of it, the widest last. */
enum Visibility {
    /** Nobody. */
    @JsonProperty("private")
    PRIVATE,
    /** Everybody who is signed in. */
    @JsonProperty("internal")
    INTERNAL,
    /** Everybody. */
    @JsonProperty("public")
    PUBLIC
}
