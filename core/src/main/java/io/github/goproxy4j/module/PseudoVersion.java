package io.github.goproxy4j.module;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * The parts of a pseudo-version, the version that Go gives a commit without a tag of its own.
 *
 * <p>Its forms are {@code vX.0.0-TIME-REV} without a base, {@code vX.Y.(Z+1)-0.TIME-REV} after the release
 * {@code vX.Y.Z}, and {@code vX.Y.Z-PRE.0.TIME-REV} after the pre-release {@code vX.Y.Z-PRE}; the time is the commit's, in
 * UTC, to the second. Source: {@code golang.org/x/mod/module/pseudo.go}.
 *
 * @param base the version that it follows, or empty where it follows none
 * @param time the commit's time, to the second
 * @param revision the start of the commit's id; 12 characters for git
 */
public record PseudoVersion(Optional<Semver> base, Instant time, String revision) {
    private static final int TIME_DIGITS = 14;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .appendValue(ChronoField.DAY_OF_MONTH, 2)
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    static boolean hasForm(Semver version) {
        int timeStart = timeStart(version);
        if (timeStart < 0) {
            return false;
        }
        String lead = version.prerelease().substring(1, timeStart);
        return lead.isEmpty()
                ? version.minorNumber().equals("0") && version.patchNumber().equals("0")
                : lead.equals("0.") || lead.endsWith(".0.");
    }

    /** Where the digits of the time begin in the pre-release, or -1 where it does not end in {@code TIME-REV}. */
    private static int timeStart(Semver version) {
        String pre = version.prerelease();
        int dash = pre.lastIndexOf('-');
        int start = dash - TIME_DIGITS;
        if (start < 1 || dash == pre.length() - 1 || pre.indexOf('.', dash) >= 0) {
            return -1;
        }
        return pre.substring(start, dash).chars().allMatch(PathRules::isDigit) ? start : -1;
    }

    /** Takes apart a version that {@link #hasForm}. */
    static PseudoVersion of(Semver version) {
        String pre = version.prerelease();
        int timeStart = timeStart(version);
        int dash = timeStart + TIME_DIGITS;
        return new PseudoVersion(
                base(version, pre.substring(0, timeStart)),
                time(version, pre.substring(timeStart, dash)),
                pre.substring(dash + 1));
    }

    private static Instant time(Semver version, String digits) {
        try {
            return LocalDateTime.parse(digits, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw malformed(version, "malformed time " + GoText.quote(digits));
        }
    }

    private static Optional<Semver> base(Semver version, String lead) {
        String numbers = "v" + version.majorNumber() + "." + version.minorNumber() + ".";
        return switch (lead) {
            case "-" -> {
                if (!version.build().isEmpty()) {
                    throw malformed(
                            version, "lacks base version, but has build metadata " + GoText.quote(version.build()));
                }
                yield Optional.empty();
            }
            case "-0." -> {
                String patch = Decimal.decrement(version.patchNumber())
                        .orElseThrow(() -> malformed(
                                version,
                                "version before " + "v" + version.release() + " would have negative patch number"));
                yield Semver.parse(numbers + patch + version.build());
            }
            default ->
                Semver.parse(numbers
                        + version.patchNumber()
                        + lead.substring(0, lead.length() - ".0.".length())
                        + version.build());
        };
    }

    private static ModuleSyntaxException malformed(Semver version, String reason) {
        return new ModuleSyntaxException("invalid pseudo-version " + GoText.quote(version.text()) + ": " + reason);
    }

    /**
     * Returns the pseudo-version of a commit.
     *
     * @param major the major version for a commit without a base, such as {@code v2}; the empty string means {@code v0}
     * @param base the version that the commit follows, with its build, or empty
     * @param time the commit's time; fractions of a second are dropped
     * @param revision the start of the commit's id
     * @return the version, as a text that may have the base's build
     */
    public static String format(String major, Optional<Semver> base, Instant time, String revision) {
        String segment = TIME.format(time.atOffset(ZoneOffset.UTC)) + "-" + revision;
        if (base.isEmpty()) {
            return (major.isEmpty() ? "v0" : major) + ".0.0-" + segment;
        }
        Semver b = base.get();
        return b.prerelease().isEmpty()
                ? b.majorMinor() + "." + Decimal.increment(b.patchNumber()) + "-0." + segment + b.build()
                : b.canonical() + ".0." + segment + b.build();
    }
}
