package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.auth.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file of {@code --projects} as it is written: what is left out is null, and nothing but its shape is checked. */
record ProjectsJson(
        @Nullable String host,
        @Nullable String url,
        @Nullable Boolean goProxy,
        @Nullable Boolean packages,
        @Nullable Boolean hideUnauthorized,
        @Nullable Boolean queryTokens,
        @Nullable Boolean gitlabVersions,
        @Nullable List<Project> projects,
        @Nullable List<Token> tokens) {
    /** One of {@code projects}. */
    record Project(
            @Nullable Long id,
            @Nullable String path,
            @Nullable String repository,
            @Nullable String module,
            @Nullable Visibility visibility,
            @Nullable Boolean goProxy,
            @Nullable Boolean packages,
            @Nullable Boolean gitlabVersions) {}

    /** One of {@code tokens}. */
    record Token(
            @Nullable Secret value,
            @Nullable TokenKind kind,
            @Nullable String user,
            @Nullable List<String> scopes,
            @Nullable Boolean expired,
            @Nullable Map<String, AccessLevel> access) {}
}
