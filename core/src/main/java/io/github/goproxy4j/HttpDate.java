package io.github.goproxy4j;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** A time as header fields write it: {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110 §5.6.7, the preferred form). */
final class HttpDate {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private HttpDate() {}

    /** Written by hand for the years that are, because each answer with a file has one. */
    static String format(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        if (utc.getYear() < 1000 || utc.getYear() > 9999) {
            return FORM.format(utc);
        }
        StringBuilder out = new StringBuilder(32);
        int day = 3 * (utc.getDayOfWeek().getValue() - 1);
        int month = 3 * (utc.getMonthValue() - 1);
        twoDigits(out.append(DAYS, day, day + 3).append(", "), utc.getDayOfMonth());
        out.append(' ').append(MONTHS, month, month + 3).append(' ').append(utc.getYear());
        twoDigits(out.append(' '), utc.getHour());
        twoDigits(out.append(':'), utc.getMinute());
        twoDigits(out.append(':'), utc.getSecond());
        return out.append(" GMT").toString();
    }

    private static void twoDigits(StringBuilder out, int number) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** Reads the preferred form; anything else is no date, which makes a condition with it void. */
    static Optional<Instant> parse(String field) {
        try {
            return Optional.of(ZonedDateTime.parse(field.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The time as far as a field can tell it. */
    static Instant toSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
