package io.github.goproxy4j.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectRefTest {
    @Test
    void parse_digits_isAnId() {
        assertThat(ProjectRef.parse("0")).contains(new ProjectRef.Id(0));
        assertThat(ProjectRef.parse("007")).contains(new ProjectRef.Id(7));
        assertThat(ProjectRef.parse("9223372036854775807")).contains(new ProjectRef.Id(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"group/lib", "a", "1/2", "1a", "gr\u00fcppe/II_i-+~@x.y", ".hidden", "a/...", "\u0661"})
    void parse_path_isAFullPath(String text) {
        assertThat(ProjectRef.parse(text)).contains(new ProjectRef.FullPath(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "a/../b",
                "a/.",
                "a\\b",
                "a b",
                "a%2fb",
                "a\u0000",
                "a:b",
                "a?",
                "9223372036854775808",
                "\ud800"
            })
    void parse_noProjectsName_isEmpty(String text) {
        assertThat(ProjectRef.parse(text)).isEmpty();
    }

    @Test
    void parse_longestPath_isAcceptedAndOneCharacterMoreIsNot() {
        assertThat(ProjectRef.parse("a".repeat(1024))).isPresent();
        assertThat(ProjectRef.parse("a".repeat(1025))).isEmpty();
    }

    @Test
    void id_negative_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProjectRef.Id(-1));
    }
}
