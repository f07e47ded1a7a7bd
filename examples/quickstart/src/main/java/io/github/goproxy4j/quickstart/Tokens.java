package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.auth.Secret;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the token that a request's credentials offer: which kinds of token each header takes is GitLab's rule. */
final class Tokens {
    private static final Set<TokenKind> ANY = EnumSet.allOf(TokenKind.class);

    private final List<Token> tokens;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * Returns the valid token of a request, or empty for an anonymous one; a token that is unknown, expired or in the wrong
     * header is {@code UNAUTHENTICATED}. A Basic login whose password is no token at all is no login, because the
     * {@code go} command also sends it to servers that do not ask for one.
     */
    Optional<Token> authenticate(Credentials credentials) throws ModuleAccessException {
        if (credentials instanceof Credentials.PrivateToken sent) {
            return Optional.of(require(sent.token(), EnumSet.of(TokenKind.PERSONAL)));
        }
        if (credentials instanceof Credentials.JobToken sent) {
            return Optional.of(require(sent.token(), EnumSet.of(TokenKind.JOB)));
        }
        if (credentials instanceof Credentials.DeployToken sent) {
            return Optional.of(require(sent.token(), EnumSet.of(TokenKind.DEPLOY)));
        }
        if (credentials instanceof Credentials.Bearer sent) {
            return Optional.of(require(sent.token(), EnumSet.complementOf(EnumSet.of(TokenKind.DEPLOY))));
        }
        if (credentials instanceof Credentials.Basic sent) {
            Optional<Token> found = find(sent.password(), ANY);
            return found.isPresent() ? Optional.of(requireValid(found)) : found;
        }
        return Optional.empty();
    }

    private Token require(Secret secret, Set<TokenKind> kinds) throws ModuleAccessException {
        return requireValid(find(secret, kinds));
    }

    /** The same words for a token that is unknown and for one that has expired: only its holder knows that there was one. */
    private static Token requireValid(Optional<Token> token) throws ModuleAccessException {
        return token.filter(found -> !found.expired())
                .orElseThrow(() -> new ModuleAccessException(
                        Reason.UNAUTHENTICATED, "the token is not valid here, or has expired"));
    }

    /** Looks at all tokens, whichever it is, so that the time it takes tells nothing. */
    private Optional<Token> find(Secret secret, Set<TokenKind> kinds) {
        Optional<Token> found = Optional.empty();
        for (Token token : tokens) {
            if (token.value().equals(secret) && kinds.contains(token.kind())) {
                found = Optional.of(token);
            }
        }
        return found;
    }
}
