package io.github.goproxy4j.module;

/** Go's escape for names on file systems that ignore case: {@code A} is written {@code !a}. */
final class CaseEscape {
    private CaseEscape() {}

    static String encode(String plain) {
        if (isAsItIs(plain)) {
            return plain;
        }
        StringBuilder out = new StringBuilder(plain.length() + 8);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.append('!').append((char) (c + ('a' - 'A')));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Whether a text has nothing that is escaped, nor anything that escaping would make or refuse. */
    private static boolean isAsItIs(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '!' || c >= 0x80 || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    /** Undoes {@link #encode}, strictly: what {@code encode} cannot have written is refused. */
    static String decode(String kind, String escaped) {
        if (isAsItIs(escaped)) {
            return escaped;
        }
        StringBuilder out = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            boolean bang = c == '!';
            if (bang && ++i < escaped.length()) {
                c = escaped.charAt(i);
            }
            if (bang ? (c < 'a' || c > 'z') : (c >= 'A' && c <= 'Z') || c >= 0x80) {
                throw new ModuleSyntaxException("invalid escaped " + kind + " " + GoText.quote(escaped));
            }
            out.append(bang ? (char) (c - ('a' - 'A')) : c);
        }
        return out.toString();
    }
}
