package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    @ParameterizedTest
    @CsvSource({
        "1994-11-06T08:49:37Z, 'Sun, 06 Nov 1994 08:49:37 GMT'",
        "2024-02-29T23:59:59Z, 'Thu, 29 Feb 2024 23:59:59 GMT'",
        "2024-09-01T00:00:00Z, 'Sun, 01 Sep 2024 00:00:00 GMT'",
    })
    void format_time_isReadAgain(Instant time, String text) {
        assertThat(HttpDate.format(time)).isEqualTo(text);
        assertThat(HttpDate.parse(text)).contains(time);
    }

    /** Among them leap days, the turns of years and centuries, and times before the epoch. */
    @Test
    void format_anyDay_isWhatTheLibraryWrites() {
        for (long second = -30_000_000_000L; second < 250_000_000_000L; second += 86_400L * 97 + 3_671) {
            Instant time = Instant.ofEpochSecond(second);
            assertThat(HttpDate.format(time))
                    .isEqualTo(DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                            .format(time.atOffset(ZoneOffset.UTC)));
        }
    }

    @Test
    void format_fraction_isDropped() {
        assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37.999Z"))).contains(":37 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2024-02-29T23:59:59Z", "Sun, 31 Feb 2024 00:00:00 GMT", "\"tag\""})
    void parse_otherText_isEmpty(String text) {
        assertThat(HttpDate.parse(text)).isEmpty();
    }
}
