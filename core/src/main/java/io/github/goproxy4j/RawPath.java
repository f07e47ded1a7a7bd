package io.github.goproxy4j;

import io.github.goproxy4j.repository.ModuleAccessException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a path as it was sent: cut at its slashes first, each segment percent-decoded once afterwards.
 *
 * <p>A container must not have done either, because it would not tell a slash from {@code %2F}. What a client of the
 * protocol never sends, and what servers in front of this one may read in another way, is refused: empty and dot segments,
 * parameters, backslashes, control characters, text that is not UTF-8. A plus sign is a plus sign.
 */
final class RawPath {
    /** Longer than the longest path of a module and version that {@code go} can use, and than most containers accept. */
    static final int MAX_LENGTH = 8192;

    private RawPath() {}

    static List<String> segments(String rawPath) throws ModuleAccessException {
        if (rawPath.isEmpty()) {
            return List.of();
        }
        if (rawPath.charAt(0) != '/') {
            throw malformed("it does not begin with a slash");
        }
        List<String> segments = new ArrayList<>();
        int start = 1;
        for (int slash; (slash = rawPath.indexOf('/', start)) >= 0; start = slash + 1) {
            segments.add(rawPath.substring(start, slash));
        }
        segments.add(rawPath.substring(start));
        return segments;
    }

    /** Decodes a segment; the text may have slashes that came as {@code %2F}. */
    static String decode(String segment) throws ModuleAccessException {
        return isPlain(segment) ? segment : decodeEscapes(segment);
    }

    /** Whether a segment stands for itself, as nearly all of them do. */
    private static boolean isPlain(String segment) {
        boolean hasName = false;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '%' || c == '?' || c == '#' || c == ';' || c == '\\') {
                return false;
            }
            hasName |= c != '.';
        }
        return hasName;
    }

    private static String decodeEscapes(String segment) throws ModuleAccessException {
        byte[] bytes = new byte[segment.length()];
        int length = 0;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                c = (char) escaped(segment, i);
                i += 2;
            } else if (c <= ' ' || c >= 0x7f || c == '?' || c == '#') {
                throw malformed("a character in it must be percent-encoded");
            }
            if (c < ' ' || c == 0x7f) {
                throw malformed("it has a control character");
            }
            if (c == ';' || c == '\\') {
                throw malformed("it has a semicolon or backslash");
            }
            bytes[length++] = (byte) c;
        }
        String text = utf8(ByteBuffer.wrap(bytes, 0, length));
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw malformed("it has an empty segment or a dot segment");
        }
        return text;
    }

    private static int escaped(String segment, int percent) throws ModuleAccessException {
        if (percent + 2 < segment.length()) {
            int high = hexDigit(segment.charAt(percent + 1));
            int low = hexDigit(segment.charAt(percent + 2));
            if (high >= 0 && low >= 0) {
                return high << 4 | low;
            }
        }
        throw malformed("a percent sign is not followed by two hexadecimal digits");
    }

    /** Unlike {@link Character#digit}, knows no digits outside ASCII. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static String utf8(ByteBuffer bytes) throws ModuleAccessException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (text.codePoints().anyMatch(Character::isISOControl)) {
                throw malformed("it has a control character");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8");
        }
    }

    static ModuleAccessException malformed(String reason) {
        return ModuleAccessException.invalid("malformed URL path: " + reason);
    }
}
