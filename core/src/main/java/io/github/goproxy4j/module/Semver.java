package io.github.goproxy4j.module;

import java.util.Optional;

/**
 * A version text in Go's form of semantic versioning, canonical or not: a {@code v}, one to three numbers, and after
 * three of them an optional pre-release and build.
 *
 * <p>It is what a tag or a query may hold; a {@link ModuleVersion} is the canonical one among them. Numbers have no upper
 * bound. {@link #compareTo} is Go's {@code semver.Compare} and so ignores the build: it is weaker than {@code equals},
 * which compares the text. Source: {@code golang.org/x/mod/semver}.
 */
public final class Semver implements Comparable<Semver> {
    private final String text;
    private final String major;
    private final String minor;
    private final String patch;
    private final String prerelease;
    private final String build;
    private final boolean shorthand;

    private Semver(
            String text, String major, String minor, String patch, String prerelease, String build, boolean shorthand) {
        this.text = text;
        this.major = major;
        this.minor = minor;
        this.patch = patch;
        this.prerelease = prerelease;
        this.build = build;
        this.shorthand = shorthand;
    }

    /**
     * Reads a version text.
     *
     * @param text any text
     * @return the version, or empty where Go calls the text invalid
     */
    public static Optional<Semver> parse(String text) {
        if (!text.startsWith("v")) {
            return Optional.empty();
        }
        int[] end = new int[3];
        int numbers = 0;
        int at = 1;
        while (numbers < 3) {
            int stop = numberEnd(text, at);
            if (stop < 0) {
                return Optional.empty();
            }
            end[numbers++] = stop;
            at = stop + 1;
            if (stop == text.length()) {
                break;
            }
            if (numbers < 3 && text.charAt(stop) != '.') {
                return Optional.empty();
            }
        }
        String major = text.substring(1, end[0]);
        String minor = numbers < 2 ? "0" : text.substring(end[0] + 1, end[1]);
        String patch = numbers < 3 ? "0" : text.substring(end[1] + 1, end[2]);
        return withSuffixes(text, major, minor, patch, end[numbers - 1], numbers < 3);
    }

    private static Optional<Semver> withSuffixes(
            String text, String major, String minor, String patch, int numbersEnd, boolean shorthand) {
        int plus = text.indexOf('+', numbersEnd);
        int prereleaseEnd = plus < 0 ? text.length() : plus;
        String prerelease = text.substring(numbersEnd, prereleaseEnd);
        String build = text.substring(prereleaseEnd);
        if (!prerelease.isEmpty() && (prerelease.charAt(0) != '-' || !areIdentifiers(prerelease, false))) {
            return Optional.empty();
        }
        if (!build.isEmpty() && !areIdentifiers(build, true)) {
            return Optional.empty();
        }
        return Optional.of(new Semver(text, major, minor, patch, prerelease, build, shorthand));
    }

    /** The end of the number that starts at an index, or -1 where there is none or it has a leading zero. */
    private static int numberEnd(String text, int from) {
        int i = from;
        while (i < text.length() && PathRules.isDigit(text.charAt(i))) {
            i++;
        }
        return i == from || (text.charAt(from) == '0' && i - from > 1) ? -1 : i;
    }

    /** Whether dot-separated identifiers follow the first character; numeric ones may begin with 0 in a build only. */
    private static boolean areIdentifiers(String part, boolean leadingZeros) {
        int start = 1;
        for (int i = 1; i <= part.length(); i++) {
            if (i == part.length() || part.charAt(i) == '.') {
                boolean padded =
                        !leadingZeros && i > start + 1 && part.charAt(start) == '0' && isNumber(part, start, i);
                if (i == start || padded) {
                    return false;
                }
                start = i + 1;
            } else if (!(PathRules.isDigit(part.charAt(i))
                    || PathRules.isAsciiLetter(part.charAt(i))
                    || part.charAt(i) == '-')) {
                return false;
            }
        }
        return true;
    }

    /** Whether a range holds digits only. */
    static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!PathRules.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the text it was read from.
     *
     * @return the text
     */
    public String text() {
        return text;
    }

    /**
     * Returns the major version with its {@code v}, such as {@code v1}.
     *
     * @return the major version
     */
    public String major() {
        return "v" + major;
    }

    /**
     * Returns the major and minor version, such as {@code v1.2}.
     *
     * @return the first two numbers
     */
    public String majorMinor() {
        return "v" + major + "." + minor;
    }

    /**
     * Returns the pre-release with its leading dash, such as {@code -rc.1}, or the empty string.
     *
     * @return the pre-release
     */
    public String prerelease() {
        return prerelease;
    }

    /**
     * Returns the build with its leading plus sign, such as {@code +incompatible}, or the empty string.
     *
     * @return the build
     */
    public String build() {
        return build;
    }

    /**
     * Returns the canonical text: three numbers, the pre-release, and no build ({@code semver.Canonical}).
     *
     * @return the canonical text
     */
    public String canonical() {
        return "v" + release() + prerelease;
    }

    /**
     * Returns the version that Go uses for this text: canonical, and {@code +incompatible} kept
     * ({@code module.CanonicalVersion}).
     *
     * @return the version
     */
    public ModuleVersion toVersion() {
        return ModuleVersion.parse(canonical() + (build.equals(ModuleVersion.INCOMPATIBLE) ? build : ""));
    }

    /** The three numbers without {@code v}. */
    String release() {
        return major + "." + minor + "." + patch;
    }

    String majorNumber() {
        return major;
    }

    String minorNumber() {
        return minor;
    }

    String patchNumber() {
        return patch;
    }

    boolean isShorthand() {
        return shorthand;
    }

    @Override
    public int compareTo(Semver other) {
        int c = SemverPrecedence.ofNumbers(major, other.major);
        c = c != 0 ? c : SemverPrecedence.ofNumbers(minor, other.minor);
        c = c != 0 ? c : SemverPrecedence.ofNumbers(patch, other.patch);
        return c != 0 ? c : SemverPrecedence.ofPrereleases(prerelease, other.prerelease);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Semver that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
