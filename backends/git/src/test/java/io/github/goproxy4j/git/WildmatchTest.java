package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wildcards of gitignore(5), without asking git. */
class WildmatchTest {
    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, abc, true",
        "*, a/b, false",
        "**, a/b, true",
        "a*, abc, true",
        "a*c, abc, true",
        "a*c, abcd, false",
        "?, a, true",
        "?, '', false",
        "?, /, false",
        "a?c, a/c, false",
        "**/c, c, true",
        "**/c, a/b/c, true",
        "**/c, bc, false",
        "a/**, a/b/c, true",
        "a/**, a, false",
        "a/**/c, a/c, true",
        "a/**/c, a/x/y/c, true",
        "a/**/c, ac, false",
        "a**c, a/c, false",
        "a**c, abc, true",
        "[a-c], b, true",
        "[a-c], d, false",
        "[!a-c], d, true",
        "[^a-c], b, false",
        "[]], ], true",
        "[!]], ], false",
        "[]-a], ^, true",
        "[a-], -, true",
        "[\\]], ], true",
        "[[:digit:]], 7, true",
        "[[:digit:]], x, false",
        "[[:none:]x], x, false",
        "[[:x], :, true",
        "[a, a, false",
        "[, [, false",
        "\\*, *, true",
        "\\*, x, false",
        "a\\, a, false",
        "'[/]', /, false",
        "*/*, a/b, true",
        "*/*, a/b/c, false"
    })
    void pathPattern_matches(String pattern, String text, boolean matches) {
        assertThat(Wildmatch.matches(pattern, text, true)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"*, a/b, true", "a*b, a/b, true", "?, /, true", "'[/]', /, true", "a**b, a/x/b, true"})
    void namePattern_doesNotCareForSlashes(String pattern, String text, boolean matches) {
        assertThat(Wildmatch.matches(pattern, text, false)).isEqualTo(matches);
    }
}
