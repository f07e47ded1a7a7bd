package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTextTest {
    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "'two\nlines', two lines",
        "'a\r\n\tb', a   b",
        "'\u001b[31mred', ?[31mred",
        "'nul\0', nul?",
        "'gr\u00fcn \ud83d\udc39', 'gr\u00fcn \ud83d\udc39'",
        "'lone \ud83d surrogate', 'lone ? surrogate'",
        "'right-to-left \u202e', 'right-to-left ?'",
        "'para\u2029graph', 'para graph'",
    })
    void line_anyText_isOneGraphicLine(String text, String line) {
        assertThat(text(text)).isEqualTo(line + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00fc", "\u20ac", "\ud83d\udc39"})
    void line_longText_isCutAtTheLimit(String character) {
        byte[] line = ErrorText.line(character.repeat(1_000_000));
        assertThat(line.length).isBetween(ErrorText.MAX_LENGTH - 4, ErrorText.MAX_LENGTH);
        assertThat(new String(line, StandardCharsets.UTF_8)).endsWith(character + "...\n");
    }

    @Test
    void line_textThatJustFits_isWhole() {
        String text = "a".repeat(ErrorText.MAX_LENGTH - 4);
        assertThat(text(text)).isEqualTo(text + "\n");
    }

    private static String text(String text) {
        return new String(ErrorText.line(text), StandardCharsets.UTF_8);
    }
}
