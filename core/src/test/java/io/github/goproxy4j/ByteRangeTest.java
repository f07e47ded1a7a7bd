package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-9, 0, 10",
        "bytes=0-, 0, 10",
        "bytes=3-, 3, 7",
        "bytes=3-5, 3, 3",
        "bytes=9-9, 9, 1",
        "bytes=5-100, 5, 5",
        "bytes=-1, 9, 1",
        "bytes=-10, 0, 10",
        "bytes=-11, 0, 10",
        "BYTES=1-1, 1, 1",
        "bytes=00-01, 0, 2",
        "bytes=0-99999999999999999999999999, 0, 10",
        "bytes=-99999999999999999999999999, 0, 10",
    })
    void within_tenBytes_isSlice(String field, long from, long length) {
        assertThat(ByteRange.parse(List.of(field)).orElseThrow().within(10))
                .contains(new ByteRange.Slice(from, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-10", "bytes=11-12", "bytes=-0", "bytes=99999999999999999999-"})
    void within_beyondTheEnd_isEmpty(String field) {
        assertThat(ByteRange.parse(List.of(field)).orElseThrow().within(10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=5-3",
                "bytes=a-b",
                "bytes=1",
                "bytes=1-2,4-5",
                "bytes=1-2,",
                "items=1-2",
                "bytes 1-2",
                "bytes=1-2-3",
                "bytes=+1-2",
                "bytes=1 - 2",
                "bytes=\u0661-\u0662"
            })
    void parse_malformedSeveralOrOtherUnit_isIgnored(String field) {
        assertThat(ByteRange.parse(List.of(field))).isEmpty();
    }

    @Test
    void parse_fieldMissingOrTwice_isIgnored() {
        assertThat(ByteRange.parse(List.of())).isEmpty();
        assertThat(ByteRange.parse(List.of("bytes=0-1", "bytes=2-3"))).isEmpty();
    }
}
