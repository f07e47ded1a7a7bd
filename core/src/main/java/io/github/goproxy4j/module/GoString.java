package io.github.goproxy4j.module;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a string literal of Go. Source: {@code strconv.Unquote}, but for literals of single characters. */
final class GoString {
    private static final String ESCAPES = "abfnrtv\\\"";
    private static final byte[] ESCAPED = {7, '\b', '\f', '\n', '\r', '\t', 11, '\\', '"'};

    private final String body;
    private final ByteArrayOutputStream out;
    private int at;

    private GoString(String body) {
        this.body = body;
        this.out = new ByteArrayOutputStream(body.length());
    }

    /** The value of a literal in double quotes or backquotes, or empty where Go calls it invalid syntax. */
    static Optional<String> unquote(String literal) {
        int last = literal.length() - 1;
        if (last < 1 || literal.charAt(0) != literal.charAt(last)) {
            return Optional.empty();
        }
        String body = literal.substring(1, last);
        if (literal.charAt(0) == '`') {
            return body.indexOf('`') >= 0 ? Optional.empty() : Optional.of(body.replace("\r", ""));
        }
        return literal.charAt(0) == '"' ? new GoString(body).interpret() : Optional.empty();
    }

    private Optional<String> interpret() {
        while (at < body.length()) {
            int c = body.codePointAt(at);
            at += Character.charCount(c);
            if (c == '\n' || c == '"' || (c == '\\' && !escape())) {
                return Optional.empty();
            }
            if (c != '\\') {
                put(c);
            }
        }
        return Optional.of(GoText.decode(out.toByteArray()));
    }

    private void put(int c) {
        // What is not a character, in the text or as an escape, Go replaces.
        int character = Character.isBmpCodePoint(c) && Character.isSurrogate((char) c) ? 0xfffd : c;
        out.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what follows a backslash. */
    private boolean escape() {
        if (at == body.length()) {
            return false;
        }
        char c = body.charAt(at++);
        int simple = ESCAPES.indexOf(c);
        if (simple >= 0) {
            out.write(ESCAPED[simple]);
            return true;
        }
        return switch (c) {
            case 'x' -> escapeByte(2, 16);
            case 'u' -> escapeCharacter(4);
            case 'U' -> escapeCharacter(8);
            default -> {
                at--;
                yield escapeByte(3, 8);
            }
        };
    }

    private boolean escapeByte(int digits, int radix) {
        long value = number(digits, radix);
        if (value < 0 || value > 0xff) {
            return false;
        }
        out.write((int) value);
        return true;
    }

    private boolean escapeCharacter(int digits) {
        long value = number(digits, 16);
        boolean valid = value >= 0 && value <= Character.MAX_CODE_POINT && (value < 0xd800 || value > 0xdfff);
        if (valid) {
            put((int) value);
        }
        return valid;
    }

    /** Reads a number of exactly so many digits, or answers -1. */
    private long number(int digits, int radix) {
        if (body.length() - at < digits) {
            return -1;
        }
        long value = 0;
        for (int end = at + digits; at < end; at++) {
            char c = body.charAt(at);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
