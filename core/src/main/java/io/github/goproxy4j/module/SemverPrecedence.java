package io.github.goproxy4j.module;

/** The rule for which of two semantic versions is the higher (Semantic Versioning 2.0.0, section 11). */
final class SemverPrecedence {
    private SemverPrecedence() {}

    /** Compares numbers of any length without leading zeros. */
    static int ofNumbers(String a, String b) {
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : Integer.signum(a.compareTo(b));
    }

    /** Compares pre-releases with their leading dash; the empty one, a release, is the highest. */
    static int ofPrereleases(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? 1 : -1;
        }
        int i = 1;
        int j = 1;
        while (true) {
            int iEnd = identifierEnd(a, i);
            int jEnd = identifierEnd(b, j);
            int c = compareIdentifiers(a.substring(i, iEnd), b.substring(j, jEnd));
            if (c != 0) {
                return c;
            }
            if (iEnd == a.length() || jEnd == b.length()) {
                return Integer.compare(a.length() - iEnd, b.length() - jEnd);
            }
            i = iEnd + 1;
            j = jEnd + 1;
        }
    }

    private static int identifierEnd(String text, int from) {
        int dot = text.indexOf('.', from);
        return dot < 0 ? text.length() : dot;
    }

    private static int compareIdentifiers(String a, String b) {
        boolean aNumber = Semver.isNumber(a, 0, a.length());
        boolean bNumber = Semver.isNumber(b, 0, b.length());
        if (aNumber != bNumber) {
            return aNumber ? -1 : 1;
        }
        return aNumber ? ofNumbers(a, b) : Integer.signum(a.compareTo(b));
    }
}
