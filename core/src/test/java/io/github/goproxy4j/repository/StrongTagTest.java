package io.github.goproxy4j.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrongTagTest {
    @Test
    void of_isTheSha256OfTheContent() {
        assertThat(StrongTag.of(new byte[0]).text())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void quoted_isInDoubleQuotes() {
        assertThat(new StrongTag("aZ09._-+/=").quoted()).isEqualTo("\"aZ09._-+/=\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "a b", "a\n", "W\\", "\u00e4", "\u0131", ","})
    void otherCharacters_areRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StrongTag(text));
    }

    @Test
    void longestText_isAcceptedAndOneCharacterMoreIsNot() {
        assertThat(new StrongTag("a".repeat(128)).text()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> new StrongTag("a".repeat(129)));
    }
}
