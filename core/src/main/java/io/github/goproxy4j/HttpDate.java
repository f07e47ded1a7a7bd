package io.github.goproxy4j;

import java.time.DateTimeException;
import java.time.Instant;
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

    private HttpDate() {}

    static String format(Instant time) {
        return FORM.format(time.atOffset(ZoneOffset.UTC));
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
