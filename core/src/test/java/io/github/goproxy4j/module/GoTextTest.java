package io.github.goproxy4j.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTextTest {
    @Test
    void quote_controlAndUnprintable_isEscaped() {
        assertThat(GoText.quote("a\tb\u0007\u000b\"\\\u001b\u007f")).isEqualTo("\"a\\tb\\a\\v\\\"\\\\\\x1b\\x7f\"");
        assertThat(GoText.quote("\u0085\u00a0\u200b\ufeff")).isEqualTo("\"\\u0085\\u00a0\\u200b\\ufeff\"");
        assertThat(GoText.quote("\u00e9\ud83d\ude00")).isEqualTo("\"\u00e9\ud83d\ude00\"");
        assertThat(GoText.quote(new String(Character.toChars(0xE0001)))).isEqualTo("\"\\U000e0001\"");
    }

    @Test
    void quote_longText_isCut() {
        assertThat(GoText.quote("x".repeat(1_000_000))).isEqualTo("\"" + "x".repeat(GoText.QUOTE_LIMIT) + "...\"");
    }

    @Test
    void quote_character_escapesTheSingleQuoteOnly() {
        assertThat(GoText.quote((int) '\'')).isEqualTo("'\\''");
        assertThat(GoText.quote((int) '"')).isEqualTo("'\"'");
        assertThat(GoText.quote(0)).isEqualTo("'\\x00'");
    }

    @Test
    void decode_bytesThatAreNotUtf8_areKeptOneByOne() {
        byte[] bytes = {'a', (byte) 0xff, (byte) 0xe2, (byte) 0x82, 'b', (byte) 0xed, (byte) 0xa0, (byte) 0x80};
        String text = GoText.decode(bytes);
        assertThat(text).hasSize(8);
        assertThat(GoText.quote(text)).isEqualTo("\"a\\xff\\xe2\\x82b\\xed\\xa0\\x80\"");
        assertThat(GoText.encode(text)).isEqualTo(bytes);
    }

    @Test
    void decode_replacementCharacterItself_isKept() {
        String text = "a\ufffdb\u20ac";
        assertThat(GoText.decode(text.getBytes(UTF_8))).isEqualTo(text);
        assertThat(GoText.encode(text)).isEqualTo(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "LIST.go, list.GO, true",
        "\u0130, i, false",
        "\u0131, I, false",
        "\u0130, \u0131, false",
        "\u212a, k, true",
        "\u017f, S, true",
        "\u03c2, \u03a3, true",
        "\u1e9e, \u00df, true",
        "\u00df, ss, false",
        "\u01c5, \u01c6, true",
        "\uab70, \u13a0, true",
        "\ud801\udc00, \ud801\udc28, true",
    })
    void fold_isSimpleAndKnowsNoLocale(String a, String b, boolean equal) {
        assertThat(GoText.fold(a).equals(GoText.fold(b))).isEqualTo(equal);
    }

    @Test
    void byteOrder_charactersBeyondTheBasicPlane_comeLast() {
        List<String> names =
                List.of("", "a", "aa", "a\uffff", "a\ud800\udc00", "b", "\ue000", "\uffff", "\ud800\udc00");
        assertThat(names.stream().sorted(Comparator.reverseOrder()).sorted(GoText.BYTE_ORDER))
                .isEqualTo(names.stream()
                        .sorted((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)))
                        .toList());
    }
}
