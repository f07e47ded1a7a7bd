package io.github.goproxy4j.module;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
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

    /** What {@link #decode} adds to a byte that is not UTF-8, to make it a surrogate without a partner. */
    private static final int STRAY_BYTE = 0xdc00;

    private GoText() {}

    /**
     * Returns the text of bytes that need not be UTF-8.
     *
     * <p>Go's strings are bytes. So that names which are not UTF-8 can be told apart, refused and quoted as Go does, each
     * byte that is not part of a character becomes one {@code char} from U+DC80 to U+DCFF, a surrogate without a partner.
     *
     * @param bytes any bytes
     * @return the text; {@link #encode} returns the bytes again
     */
    public static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') < 0) {
            return text;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isMalformed()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (STRAY_BYTE + Byte.toUnsignedInt(in.get())));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    /**
     * Returns the bytes of a text: UTF-8, and what {@link #decode} has made of bytes that are not.
     *
     * @param text the text
     * @return its bytes
     */
    public static byte[] encode(String text) {
        if (!hasStrayByte(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(c -> {
            if (isStrayByte(c)) {
                out.write(c);
            } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }

    /** A stray byte is a lone surrogate; one that is part of a pair is none. */
    private static boolean hasStrayByte(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isStrayByte(text.charAt(i)) && isStrayByte(text.codePointBefore(i + 1))) {
                return true;
            }
        }
        return false;
    }

    static boolean isStrayByte(int c) {
        return c >= STRAY_BYTE + 0x80 && c <= STRAY_BYTE + 0xff;
    }

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

    /** The text as it is if it is plainly printable and short, or else quoted. */
    static String plain(String text) {
        String quoted = quote(text);
        return quoted.equals('"' + text + '"') ? text : quoted;
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
                } else if (c < 0x20 || c == 0x7f || isStrayByte(c)) {
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
    static boolean isPrintable(int c) {
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

    /** Go's {@code unicode.IsSpace}: the characters with the property White_Space. */
    static boolean isSpace(int c) {
        return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
    }

    /** Go's {@code strings.TrimSpace}. */
    static String trimSpace(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
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
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
        }
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
