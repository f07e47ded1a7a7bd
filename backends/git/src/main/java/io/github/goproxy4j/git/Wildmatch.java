package io.github.goproxy4j.git;

import java.util.BitSet;

/**
 * Git's wildcard patterns: {@code *}, {@code ?}, {@code [a-z]}, {@code **}.
 *
 * <p>Pattern and text hold one character of 0 to 255 for each byte, because git compares bytes. What has once failed at a
 * position is not tried there again, so a match takes at most the product of both lengths where git's own matcher may
 * take exponential time. Source of the rules: gitignore(5), and {@code wildmatch.c} where that page is silent.
 */
final class Wildmatch {
    private static final String SPECIAL = "*?[\\";

    private final String pattern;
    private final String text;
    private final boolean pathname;
    private final BitSet failed = new BitSet();

    private Wildmatch(String pattern, String text, boolean pathname) {
        this.pattern = pattern;
        this.text = text;
        this.pathname = pathname;
    }

    /**
     * Tells whether a pattern matches a whole text.
     *
     * @param pathname whether a slash in the text is matched only by a slash or {@code **}
     */
    static boolean matches(String pattern, String text, boolean pathname) {
        return new Wildmatch(pattern, text, pathname).matches(0, 0);
    }

    /** Returns how many characters at the start of a pattern stand for themselves. */
    static int literalLength(String pattern) {
        int i = 0;
        while (i < pattern.length() && SPECIAL.indexOf(pattern.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private boolean matches(int patternFrom, int textFrom) {
        int p = patternFrom;
        int t = textFrom;
        for (; p < pattern.length(); p++, t++) {
            char wanted = pattern.charAt(p);
            if (wanted == '*') {
                return star(p, t);
            }
            if (t == text.length()) {
                return false;
            }
            char c = text.charAt(t);
            if (wanted == '?') {
                if (pathname && c == '/') {
                    return false;
                }
            } else if (wanted == '[') {
                p = ByteClass.match(pattern, p, c);
                if (p < 0 || (pathname && c == '/')) {
                    return false;
                }
            } else {
                if (wanted == '\\') {
                    p++;
                }
                if (p == pattern.length() || pattern.charAt(p) != c) {
                    return false;
                }
            }
        }
        return t == text.length();
    }

    /** Goes on at one or more asterisks. Recursion is one level for each group of asterisks in the pattern. */
    private boolean star(int first, int t) {
        int rest = first;
        while (rest < pattern.length() && pattern.charAt(rest) == '*') {
            rest++;
        }
        boolean crossesSlashes = !pathname;
        if (pathname && rest - first > 1 && isWholeElement(first, rest)) {
            if (rest < pattern.length() && pattern.charAt(rest) == '/' && tryAt(rest + 1, t)) {
                return true;
            }
            crossesSlashes = true;
        }
        for (int i = t; ; i++) {
            if (tryAt(rest, i)) {
                return true;
            }
            if (i == text.length() || (!crossesSlashes && text.charAt(i) == '/')) {
                return false;
            }
        }
    }

    private boolean isWholeElement(int first, int rest) {
        boolean starts = first == 0 || pattern.charAt(first - 1) == '/';
        return starts && (rest == pattern.length() || pattern.charAt(rest) == '/' || pattern.startsWith("\\/", rest));
    }

    private boolean tryAt(int p, int t) {
        int key = p * (text.length() + 1) + t;
        if (failed.get(key)) {
            return false;
        }
        if (matches(p, t)) {
            return true;
        }
        failed.set(key);
        return false;
    }
}
