package io.github.goproxy4j.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads tokens from the query parameters of GitLab's API.
 *
 * <p>The names are those letters and no other spelling of them; other parameters are not looked at. A value is
 * percent-decoded once, and a plus sign is a plus sign: tokens may have it, and none has a space.
 */
final class CredentialQuery {
    private CredentialQuery() {}

    static List<Credentials> read(String rawQuery) throws CredentialsException {
        List<Credentials> found = new ArrayList<>();
        for (int start = 0; start < rawQuery.length(); ) {
            int end = rawQuery.indexOf('&', start);
            end = end < 0 ? rawQuery.length() : end;
            add(rawQuery.substring(start, end), found);
            start = end + 1;
        }
        return found;
    }

    private static void add(String parameter, List<Credentials> found) throws CredentialsException {
        int equals = parameter.indexOf('=');
        if (equals < 0 || equals == parameter.length() - 1) {
            return;
        }
        String name = parameter.substring(0, equals);
        switch (name) {
            case "private_token" ->
                found.add(new Credentials.PrivateToken(token(name, parameter.substring(equals + 1))));
            case "job_token" -> found.add(new Credentials.JobToken(token(name, parameter.substring(equals + 1))));
            default -> {}
        }
    }

    private static Secret token(String name, String raw) throws CredentialsException {
        if (raw.length() > CredentialHeaders.MAX_LENGTH) {
            throw new CredentialsException("the query parameter " + name + " is too long");
        }
        try {
            return Secret.of(decode(raw));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new CredentialsException("malformed query parameter " + name);
        }
    }

    private static String decode(String raw) throws CharacterCodingException {
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            int c = raw.charAt(i);
            if (c == '%') {
                if (i + 2 >= raw.length()) {
                    throw new IllegalArgumentException("a percent sign without two digits");
                }
                c = HexFormat.fromHexDigits(raw, i + 1, i + 3);
                i += 2;
            } else if (c >= 0x7f) {
                throw new IllegalArgumentException("a character that must be percent-encoded");
            }
            if (c <= ' ' || c == 0x7f) {
                throw new IllegalArgumentException("a character that no token has");
            }
            bytes[length++] = (byte) c;
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, 0, length))
                .toString();
    }
}
