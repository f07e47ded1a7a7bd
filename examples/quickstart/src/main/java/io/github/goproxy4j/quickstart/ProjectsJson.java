package io.github.goproxy4j.quickstart;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.goproxy4j.auth.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file of {@code --projects} as it is written: what is left out is null, and nothing but its shape is checked. */
record ProjectsJson(
        @Nullable String host,
        @Nullable List<Project> projects,
        @Nullable List<Token> tokens) {
    /** One of {@code projects}. */
    record Project(
            @JsonProperty(required = true) long id,
            @JsonProperty(required = true) @Nullable String path,
            @JsonProperty(required = true) @Nullable String repository,
            @Nullable String module,
            @Nullable Visibility visibility,
            @Nullable Boolean goProxy,
            @Nullable Boolean packages) {}

    /** One of {@code tokens}. */
    record Token(
            @JsonProperty(required = true) @Nullable Secret value,
            @Nullable TokenKind kind,
            @Nullable String user,
            @Nullable List<String> scopes,
            @Nullable Boolean expired,
            @Nullable Map<String, AccessLevel> access) {}
}
