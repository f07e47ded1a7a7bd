package io.github.goproxy4j;

import java.nio.charset.StandardCharsets;

/**
 * The one line that the user of the {@code go} command is shown.
 *
 * <p>{@code go} drops the whole text if a line is longer than 648 bytes or has a character that is neither graphic nor a
 * space; source: {@code cmd/go/internal/web/api.go}.
 */
final class ErrorText {
    /** In bytes, with the line's end. */
    static final int MAX_LENGTH = 600;

    private ErrorText() {}

    static byte[] line(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int shown = Character.isWhitespace(c) ? ' ' : isGraphic(c) ? c : '?';
            bytes += utf8Length(shown);
            if (bytes > MAX_LENGTH - "...\n".length() && i < text.length()) {
                line.append("...");
                break;
            }
            line.appendCodePoint(shown);
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isGraphic(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static int utf8Length(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
}
