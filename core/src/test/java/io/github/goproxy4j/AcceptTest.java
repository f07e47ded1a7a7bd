package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
    /** A bar stands between the values of fields that come more than once. */
    private static boolean asksForJson(String fields) {
        return Accept.asksForJson(Arrays.asList(fields.split("\\|", -1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                " application/json ",
                "Application/JSON",
                "application/json;charset=utf-8",
                "application/json ; q=0.001",
                "application/json;q=1.000",
                "application/json;Q=1",
                "application/json;q=1.",
                "application/json;",
                "application/json, text/plain, */*",
                "text/plain, application/json",
                "text/plain;q=0.5, application/json;q=0.6",
                "text/html, application/xhtml+xml, application/json",
                "text/*;q=0.9, text/plain;q=0.1, application/json;q=0.5",
                "text/plain;q=0, */*, application/json;q=0.1",
                "*/*;q=0.1, application/json",
                "application/json;x=\"a,b;q=0\\\"\"",
                ",, application/json,",
                "text/html|application/json",
                "nonsense|application/json",
                "application/json;q=0, application/json",
            })
    void jsonByNameAndNotLessThanText_isAskedFor(String fields) {
        assertThat(asksForJson(fields)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/*",
                "text/plain",
                "text/html",
                "application/json;q=0",
                "application/json;q=0.000",
                "application/json; Q=0",
                "application/json;q=0.5, text/plain",
                "application/json;q=0.5, text/*;q=0.6",
                "application/json;q=0.9, */*",
                "text/plain;q=0.7, application/json;q=0.699",
                "application/json+x",
                "application/vnd.api+json",
                "application/jsonp",
                "application/json5",
                "application /json",
                "json",
                "application/json/x",
                "application/json x",
                "application/json;x",
                "application/json;q",
                "application/json;q=",
                "application/json;q=2",
                "application/json;q=-1",
                "application/json;q=1.001",
                "application/json;q=0.1234",
                "application/json;q=.5",
                "application/json;q=0,5x",
                "application/json;q=\u0661",
                "application/json;x=\"",
                "\"application/json\"",
                "x=\"y, application/json",
                "appl\u0131cation/json",
                "application%2Fjson",
                ";q=1",
                "\u0000",
            })
    void anythingElse_isText(String fields) {
        assertThat(asksForJson(fields)).isFalse();
    }

    @Test
    void noField_isText() {
        assertThat(Accept.asksForJson(List.of())).isFalse();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void longestField_isReadAndALongerOneIsNot() {
        String json = "application/json";
        assertThat(asksForJson(",".repeat(8192 - json.length()) + json)).isTrue();
        assertThat(asksForJson(",".repeat(8193 - json.length()) + json)).isFalse();
        assertThat(asksForJson(",;\"\\".repeat(1 << 20))).isFalse();
    }
}
