package io.github.goproxy4j.module;

/** Go's escape for names on file systems that ignore case: {@code A} is written {@code !a}. */
final class CaseEscape {
    private CaseEscape() {}

    static String encode(String plain) {
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

    /** Undoes {@link #encode}, strictly: what {@code encode} cannot have written is refused. */
    static String decode(String kind, String escaped) {
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
