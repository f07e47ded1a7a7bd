package io.github.goproxy4j.git;

/** A set of bytes in a wildcard pattern, such as {@code [a-z_[:digit:]]} or {@code [!x]}. */
final class ByteClass {
    private ByteClass() {}

    /**
     * Matches one character against the class that starts at an offset.
     *
     * @return the offset of the closing bracket, or -1 if the character is not in the class or the class has no end
     */
    static int match(String pattern, int open, char c) {
        int p = open + 1;
        boolean negated = p < pattern.length() && (pattern.charAt(p) == '!' || pattern.charAt(p) == '^');
        if (negated) {
            p++;
        }
        boolean found = false;
        int previous = 0;
        // A closing bracket that comes first stands for itself.
        for (boolean first = true; p < pattern.length() && (first || pattern.charAt(p) != ']'); p++, first = false) {
            char member = pattern.charAt(p);
            int name = member == '[' && pattern.startsWith(":", p + 1) ? nameEnd(pattern, p + 2) : -1;
            if (member == '[' && pattern.startsWith(":", p + 1) && pattern.indexOf(']', p + 2) < 0) {
                return -1;
            }
            if (member == '-' && previous != 0 && p + 1 < pattern.length() && pattern.charAt(p + 1) != ']') {
                p++;
                if (pattern.charAt(p) == '\\' && ++p == pattern.length()) {
                    return -1;
                }
                found |= c >= previous && c <= pattern.charAt(p);
                previous = 0;
            } else if (name >= 0) {
                String className = pattern.substring(p + 2, name);
                if (!isKnown(className)) {
                    return -1;
                }
                found |= isIn(className, c);
                p = name + 1;
                previous = 0;
            } else {
                if (member == '\\' && ++p == pattern.length()) {
                    return -1;
                }
                found |= c == pattern.charAt(p);
                previous = pattern.charAt(p);
            }
        }
        return p < pattern.length() && found != negated ? p : -1;
    }

    /** Returns the offset of the {@code :]} that ends a class name, or -1 if the next bracket is not part of one. */
    private static int nameEnd(String pattern, int from) {
        int bracket = pattern.indexOf(']', from);
        return bracket > from && pattern.charAt(bracket - 1) == ':' ? bracket - 1 : -1;
    }

    private static boolean isKnown(String name) {
        return switch (name) {
            case "alnum",
                    "alpha",
                    "blank",
                    "cntrl",
                    "digit",
                    "graph",
                    "lower",
                    "print",
                    "punct",
                    "space",
                    "upper",
                    "xdigit" -> true;
            default -> false;
        };
    }

    private static boolean isIn(String name, char c) {
        boolean lower = c >= 'a' && c <= 'z';
        boolean upper = c >= 'A' && c <= 'Z';
        boolean digit = c >= '0' && c <= '9';
        boolean graph = c > ' ' && c < 0x7F;
        return switch (name) {
            case "alnum" -> lower || upper || digit;
            case "alpha" -> lower || upper;
            case "blank" -> c == ' ' || c == '\t';
            case "cntrl" -> c < ' ' || c == 0x7F;
            case "digit" -> digit;
            case "graph" -> graph;
            case "lower" -> lower;
            case "print" -> graph || c == ' ';
            case "punct" -> graph && !lower && !upper && !digit;
            case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
            case "upper" -> upper;
            default -> digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        };
    }
}
