package io.github.goproxy4j.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@link Credentials} from the headers that GitLab's API and the {@code go} command use. */
final class CredentialHeaders {
    /** More than any token or JSON web token needs; a longer value is refused before it is looked at. */
    static final int MAX_LENGTH = 8192;

    private CredentialHeaders() {}

    static List<Credentials> read(RequestHeaders headers) throws CredentialsException {
        List<Credentials> found = new ArrayList<>();
        tokens(headers, "PRIVATE-TOKEN", Credentials.PrivateToken::new, found);
        tokens(headers, "JOB-TOKEN", Credentials.JobToken::new, found);
        tokens(headers, "Deploy-Token", Credentials.DeployToken::new, found);
        for (String value : headers.values("Authorization")) {
            authorization(checkLength("Authorization", value)).ifPresent(found::add);
        }
        return found;
    }

    /** The first of the credentials that were found, which all must have the same secret. */
    static Credentials theOneOf(List<Credentials> found) throws CredentialsException {
        if (found.isEmpty()) {
            return Credentials.NONE;
        }
        Credentials first = found.get(0);
        for (Credentials other : found) {
            if (!secretOf(other).equals(secretOf(first))) {
                throw new CredentialsException("the request has several credentials that disagree");
            }
        }
        return first;
    }

    private static void tokens(
            RequestHeaders headers, String name, Function<Secret, Credentials> kind, List<Credentials> found)
            throws CredentialsException {
        for (String value : headers.values(name)) {
            String token = checkLength(name, value).strip();
            if (!token.isEmpty()) {
                found.add(kind.apply(Secret.of(token)));
            }
        }
    }

    private static String checkLength(String name, String value) throws CredentialsException {
        if (value.length() > MAX_LENGTH) {
            throw new CredentialsException("the header " + name + " is too long");
        }
        return value;
    }

    /** Other schemes than Basic and Bearer are the business of the container or the host. */
    private static Optional<Credentials> authorization(String value) throws CredentialsException {
        String trimmed = value.strip();
        int space = trimmed.indexOf(' ');
        String scheme = (space < 0 ? trimmed : trimmed.substring(0, space)).toLowerCase(Locale.ROOT);
        String rest = space < 0 ? "" : trimmed.substring(space + 1).strip();
        return switch (scheme) {
            case "bearer" -> {
                if (rest.isEmpty()) {
                    throw new CredentialsException("malformed header Authorization: no bearer token");
                }
                yield Optional.of(new Credentials.Bearer(Secret.of(rest)));
            }
            case "basic" -> Optional.of(basic(rest));
            default -> Optional.empty();
        };
    }

    private static Credentials basic(String encoded) throws CredentialsException {
        String login;
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            login = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new CredentialsException("malformed header Authorization: not a Basic login");
        }
        int colon = login.indexOf(':');
        if (colon < 0) {
            throw new CredentialsException("malformed header Authorization: not a Basic login");
        }
        return new Credentials.Basic(login.substring(0, colon), Secret.of(login.substring(colon + 1)));
    }

    private static Secret secretOf(Credentials credentials) {
        if (credentials instanceof Credentials.PrivateToken c) {
            return c.token();
        } else if (credentials instanceof Credentials.JobToken c) {
            return c.token();
        } else if (credentials instanceof Credentials.DeployToken c) {
            return c.token();
        } else if (credentials instanceof Credentials.Bearer c) {
            return c.token();
        } else if (credentials instanceof Credentials.Basic c) {
            return c.password();
        }
        throw new IllegalStateException("credentials without a secret");
    }
}
