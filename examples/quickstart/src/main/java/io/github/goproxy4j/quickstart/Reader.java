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
        return isOpen(project.visibility()) || accessTo(project).isPresent();
    }

    /**
     * Tells whether they may know of a group, which is so if they may see a project in it. It takes as long for a group
     * that they may not know of as for one that does not exist: projects that are hidden from them are not looked at.
     *
     * @param path the path of the group
     * @param widest the widest visibility of its projects, or empty if there is no such group
     */
    boolean maySeeGroup(String path, Optional<Visibility> widest) {
        return widest.filter(this::isOpen).isPresent()
                || token.filter(present -> present.isMemberIn(path)).isPresent();
    }

    boolean mayReadModules(Project project) {
        return project.packages()
                && (isOpen(project.visibility()) || accessTo(project).equals(Optional.of(AccessLevel.READ)));
    }

    private boolean isOpen(Visibility visibility) {
        return switch (visibility) {
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
