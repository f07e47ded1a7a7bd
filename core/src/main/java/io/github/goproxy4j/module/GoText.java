package io.github.goproxy4j.module;

import java.util.Comparator;

/**
 * Text as Go treats it: quoted ({@code %q}), folded ({@code strings.EqualFold}) and ordered (by UTF-8 bytes).
 *
 * <p>Backends need these three where a rule of Go is defined by them: refusal texts, file name collisions, and the order
 * in which a hash covers files.
 */
public final class GoText {
    /** The longest text, in {@code char}s, that {@link #quote} writes in full; of a longer one it writes the start. */
    public static final int QUOTE_LIMIT = 400;

    /**
     * The order of Go's {@code <} on strings, which is the order of the UTF-8 bytes.
     *
     * <p>It differs from {@link String#compareTo} for characters outside the basic multilingual plane.
     */
    public static final Comparator<String> BYTE_ORDER = GoText::compareBytes;

    private GoText() {}

    /**
     * Returns the text in double quotes, escaped as Go's {@code %q} does for the characters that occur in paths.
     *
     * @param text any text, well-formed or not
     * @return one printable line without control characters
     */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().limit(QUOTE_LIMIT).forEach(c -> appendEscaped(out, c, '"'));
        if (text.codePointCount(0, text.length()) > QUOTE_LIMIT) {
            out.append("...");
        }
        return out.append('"').toString();
    }

    /**
     * Returns the character in single quotes, escaped as Go's {@code %q} does for a rune.
     *
     * @param codePoint a Unicode code point
     * @return the quoted character
     */
    public static String quote(int codePoint) {
        StringBuilder out = new StringBuilder(12).append('\'');
        appendEscaped(out, codePoint, '\'');
        return out.append('\'').toString();
    }

    private static void appendEscaped(StringBuilder out, int c, char delimiter) {
        switch (c) {
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x0b -> out.append("\\v");
            case '\\' -> out.append("\\\\");
            default -> {
                if (c == delimiter) {
                    out.append('\\').append(delimiter);
                } else if (c < 0x20 || c == 0x7f) {
                    hex(out.append("\\x"), c, 2);
                } else if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c < 0x10000) {
                    hex(out.append("\\u"), Character.isSurrogate((char) c) ? 0xfffd : c, 4);
                } else {
                    hex(out.append("\\U"), c, 8);
                }
            }
        }
    }

    private static void hex(StringBuilder out, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(Character.forDigit((value >> shift) & 0xf, 16));
        }
    }

    /** Go's {@code strconv.IsPrint}: letters, marks, numbers, punctuation, symbols, and of all spaces only U+0020. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /**
     * Returns a text that is equal for exactly those texts that Go's {@code strings.EqualFold} calls equal: Unicode
     * simple case folding, character by character, in no locale.
     *
     * @param text any text
     * @return its folded form, for comparison only
     */
    public static String fold(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(foldCharacter(c)));
        return out.toString();
    }

    private static int foldCharacter(int c) {
        // Simple folding leaves the Turkish pair alone: U+0130 and U+0131 equal only themselves.
        if (c == 0x130 || c == 0x131) {
            return c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    private static int compareBytes(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(byteOrderKey(x), byteOrderKey(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** UTF-8 sorts a supplementary character, a surrogate pair here, after U+FFFF. */
    private static int byteOrderKey(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
