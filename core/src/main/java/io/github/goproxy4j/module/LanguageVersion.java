package io.github.goproxy4j.module;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language version that a Go version such as {@code 1.24.3} or {@code 1.24rc1} belongs to, here {@code 1.24}.
 *
 * <p>Source: {@code version.Lang} in Go's package {@code go/version}.
 *
 * @param major the first number, as digits without leading zeros
 * @param minor the second number, likewise
 */
record LanguageVersion(String major, String minor) {
    private static final String NUMBER = "(0|[1-9][0-9]*+)";
    private static final Pattern FORM =
            Pattern.compile(NUMBER + "\\." + NUMBER + "(?:\\." + NUMBER + "|[a-z]++(?:" + NUMBER + ")?)?");

    /** Empty where Go does not know the version as one of its own. */
    static Optional<LanguageVersion> of(String goVersion) {
        Matcher matcher = FORM.matcher(goVersion);
        return matcher.matches()
                ? Optional.of(new LanguageVersion(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    boolean isAtLeast(int otherMajor, int otherMinor) {
        int majors = compare(major, String.valueOf(otherMajor));
        return majors > 0 || (majors == 0 && compare(minor, String.valueOf(otherMinor)) >= 0);
    }

    private static int compare(String a, String b) {
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }
}
