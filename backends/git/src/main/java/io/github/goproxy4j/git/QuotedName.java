package io.github.goproxy4j.git;

import java.util.Optional;

/**
 * A pattern in double quotes, with the escapes of C.
 *
 * @param name what it stands for
 * @param end the offset behind the closing quote
 */
record QuotedName(String name, int end) {
    private static final String LETTERS = "abfnrtv\\\"";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000B\\\"";

    /** Reads one, or nothing if there is no quote, no second quote, or an escape that C does not have. */
    static Optional<QuotedName> read(String line, int from) {
        if (line.charAt(from) != '"') {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder();
        for (int i = from + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                return Optional.of(new QuotedName(name.toString(), i + 1));
            }
            if (c != '\\') {
                name.append(c);
                continue;
            }
            char escape = ++i < line.length() ? line.charAt(i) : '\0';
            int letter = LETTERS.indexOf(escape);
            if (letter >= 0) {
                name.append(MEANINGS.charAt(letter));
            } else if (isOctal(line, i)) {
                name.append((char) Integer.parseInt(line.substring(i, i + 3), 8));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isOctal(String line, int from) {
        return from + 3 <= line.length()
                && line.charAt(from) >= '0'
                && line.charAt(from) <= '3'
                && line.substring(from, from + 3).chars().allMatch(c -> c >= '0' && c <= '7');
    }
}
