package io.github.goproxy4j.git;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Paths in git are bytes, mostly but not always of UTF-8 text.
 *
 * <p>A byte that is not part of valid UTF-8 becomes a lone surrogate, U+DC80 for 0x80 to U+DCFF for 0xFF: no two paths become
 * the same text, the way back is exact, and whatever asks whether the text is valid UTF-8 (as the rules for module zips
 * do) is told that it is not.
 */
final class PathBytes {
    private static final int ESCAPE = 0xDC00;

    private PathBytes() {}

    static String decode(byte[] path) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(path))
                    .toString();
        } catch (CharacterCodingException e) {
            return decodeWithEscapes(path);
        }
    }

    private static String decodeWithEscapes(byte[] path) {
        StringBuilder text = new StringBuilder(path.length);
        for (int i = 0; i < path.length; ) {
            int length = validSequence(path, i);
            if (length == 0) {
                text.append((char) (ESCAPE + (path[i] & 0xFF)));
                i++;
            } else {
                text.append(new String(path, i, length, StandardCharsets.UTF_8));
                i += length;
            }
        }
        return text.toString();
    }

    /** Returns the length of the one encoded character at an offset, or 0 if none is valid there. */
    private static int validSequence(byte[] bytes, int from) {
        int first = bytes[from] & 0xFF;
        int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || from + length > bytes.length) {
            return 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return length;
        } catch (CharacterCodingException e) {
            return 0;
        }
    }

    static byte[] encode(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); ) {
            int c = path.codePointAt(i);
            if (c >= ESCAPE + 0x80 && c <= ESCAPE + 0xFF) {
                bytes.write(c - ESCAPE);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
            i += Character.charCount(c);
        }
        return bytes.toByteArray();
    }

    /** The path as git's attribute patterns see it: one character of 0 to 255 for each byte. */
    static String byteText(String path) {
        return new String(encode(path), StandardCharsets.ISO_8859_1);
    }
}
