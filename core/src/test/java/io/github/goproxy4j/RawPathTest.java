package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.repository.ModuleAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain,plain",
                "%21azure,!azure",
                "!azure,!azure",
                "v2.0.0+incompatible,v2.0.0+incompatible",
                "v2.0.0%2Bincompatible,v2.0.0+incompatible",
                "group%2Fproject,group/project",
                "group%2fproject,group/project",
                "a%20b,a b",
                "%7Euser,~user",
                "%40v,@v",
                "%252F,%2F",
                "...,...",
                "gr%C3%BC%C3%9Fe,gr\u00fc\u00dfe",
                "%F0%9F%90%B9,\ud83d\udc39",
            })
    void decode_segment_isDecodedOnce(String raw, String decoded) throws ModuleAccessException {
        assertThat(RawPath.decode(raw)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "%2e",
                "%2E%2e",
                ".%2e",
                "%",
                "a%",
                "%4",
                "%zz",
                "%4g",
                "%+1",
                "%-1",
                "% 1",
                "%u0041",
                "%00",
                "a%0Ab",
                "%0d",
                "%1b",
                "%7F",
                "%C2%85",
                "a;b=c",
                "%3B",
                "a\\b",
                "%5C",
                "a b",
                "\t",
                "a?b",
                "a#b",
                "\u00fc",
                "\ud83d\udc39",
                "\ud83d",
                "%FF%FE",
                "%C0%AE",
                "%C0%AF",
                "%ED%A0%80",
                "%F4%90%80%80",
                "%E2%82",
                "\uff14",
                "%\uff14\uff11",
                "%\u0664\u0661"
            })
    void decode_whatNoClientSends_isRefused(String raw) {
        assertThatThrownBy(() -> RawPath.decode(raw))
                .isInstanceOf(ModuleAccessException.class)
                .hasMessageStartingWith("malformed URL path: ");
    }

    @Test
    void segments_areCutBeforeDecoding() throws ModuleAccessException {
        assertThat(RawPath.segments("/a%2Fb/c//")).containsExactly("a%2Fb", "c", "", "");
        assertThat(RawPath.segments("/")).containsExactly("");
        assertThat(RawPath.segments("")).isEmpty();
    }
}
