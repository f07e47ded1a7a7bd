package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.util.Optional;

/**
 * Somebody who reads projects, and what they may do: GitLab's rules for visibility and membership.
 *
 * @param token their valid token, or empty for whoever is not signed in
 */
record Reader(Optional<Token> token) {
    boolean isSignedIn() {
        return token.isPresent();
    }

    /** Refuses a token that was not made for reading modules, whatever it is sent for. */
    void requireScope() throws ModuleAccessException {
        if (token.isPresent() && !token.get().mayReadModules()) {
            throw new ModuleAccessException(Reason.FORBIDDEN, "the scopes of the token do not allow reading modules");
        }
    }

    boolean maySee(Project project) {
        return isOpen(project) || accessTo(project).isPresent();
    }

    boolean mayReadModules(Project project) {
        return project.packages() && (isOpen(project) || accessTo(project).equals(Optional.of(AccessLevel.READ)));
    }

    private boolean isOpen(Project project) {
        return switch (project.visibility()) {
            case PUBLIC -> true;
            case INTERNAL -> token.filter(Token::isUser).isPresent();
            case PRIVATE -> false;
        };
    }

    private Optional<AccessLevel> accessTo(Project project) {
        return token.flatMap(present -> present.accessTo(project));
    }

    /** A name that no other reader has who may read other projects; it does not show the token. */
    String name() {
        return token.map(present -> "token " + present.number()).orElse("everybody");
    }
}
