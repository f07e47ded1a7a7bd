package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.auth.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A token of the file of {@code --projects}.
 *
 * @param number its place in the file, to name it by without showing it
 * @param value the token itself
 * @param kind what it was made for
 * @param user whose it is, perhaps empty
 * @param scopes what it may be used for
 * @param expired whether its time is over
 * @param access what it may do, by the full path of a project
 */
record Token(
        int number,
        Secret value,
        TokenKind kind,
        String user,
        Set<String> scopes,
        boolean expired,
        Map<String, AccessLevel> access) {
    /** Returns what the token may do in a project, if its holder is a member. */
    Optional<AccessLevel> accessTo(Project project) {
        return Optional.ofNullable(access.get(project.path()));
    }

    /** Tells whether its holder is a member of a project of a group, or of one of its subgroups. */
    boolean isMemberIn(String group) {
        return access.keySet().stream().anyMatch(path -> path.startsWith(group + "/"));
    }

    /** Tells whether it stands for somebody who is signed in: all kinds do but deploy tokens. */
    boolean isUser() {
        return kind != TokenKind.DEPLOY;
    }

    /** Tells whether its scopes allow reading modules. */
    boolean mayReadModules() {
        return kind.mayReadModules(scopes);
    }
}
