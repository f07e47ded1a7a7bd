package io.github.goproxy4j.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.GoMod.Retraction;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoModTest {
    private static GoMod parse(String text) {
        return GoMod.parse(text.getBytes(UTF_8));
    }

    private static void assertRefused(String text, String message) {
        assertThatExceptionOfType(ModuleSyntaxException.class)
                .isThrownBy(() -> parse(text))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module example.com/m\n",
                "module example.com/m",
                "module example.com/m\r\n",
                "\n\n  module\texample.com/m // comment\n",
                "module \"example.com/m\"\n",
                "module \"ex\\u0061mple.com\\x2fm\"\n",
                "module (\n\texample.com/m\n)\n",
                "future directive\nunknown (\n\ta b c\n)\nmodule example.com/m\n",
                "module example.com/m\nreplace nonsense\nexclude too much nonsense\ntoolchain a b\ngodebug\ntool\n",
                "module example.com/m\ngo (\n\tnot read in a block\n)\n",
                "module example.com/m//comment\n",
            })
    void modulePath_isTheArgumentOfModule(String text) {
        assertThat(parse(text).modulePath()).contains("example.com/m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "// comment\n", "go 1.21\n", "module ()\n", "module (\n)\n", "module a b (\nx\n)\n"})
    void modulePath_noModuleLine_isEmpty(String text) {
        assertThat(parse(text).modulePath()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.21, 1.21",
        "1.21.0, 1.21.0",
        "1.21rc1, 1.21rc1",
        "1.24.3-custom, 1.24",
        "v1.20.1x, 1.20",
        "v1.21-x, 1.21",
        "1.21!, 1.21",
        "1.21.01, 1.21",
    })
    void goVersion_isReadLaxly(String argument, String expected) {
        assertThat(parse("module m\ngo " + argument + "\n").goVersion()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "v1.21", "1.021", "01.21", "\u0661.\u0662", "\"1.21\"", "go1.21"})
    void goVersion_ofNoKnownForm_isRefused(String argument) {
        assertRefused(
                "module m\ngo " + argument + "\n",
                "go.mod:2: invalid go version '" + argument.replace("\"", "\\\"") + "': must match format 1.23.0");
    }

    @ParameterizedTest
    @CsvSource({
        "1.24, true",
        "1.24.0, true",
        "1.24rc1, true",
        "1.25.3, true",
        "2.0, true",
        "10.0, true",
        "1.100, true",
        "1.99999999999999999999, true",
        "1.24-custom, true",
        "1.23, false",
        "1.23.9, false",
        "1.3, false",
        "0.30, false",
        "1.24.3rc1, false",
        "1.24rc01, false",
    })
    void languageVersion_isTheFirstTwoNumbersOfAVersionThatGoKnows(String goVersion, boolean atLeast) {
        String text = "module m\n" + (goVersion.startsWith("0") ? "" : "go " + goVersion + "\n");
        assertThat(parse(text).hasLanguageVersion(1, 24)).isEqualTo(atLeast);
    }

    @Test
    void retract_allForms_areRead() {
        GoMod mod = parse("""
                module example.com/m

                // Published by mistake.
                retract v1.0.0

                retract [v1.1.0, v1.2.0] // Broken.

                // For the whole block.
                retract (
                	v1.3.0
                	"v1.4.0" // Own reason.

                	// Two
                	// lines.
                	["v1.5.0", v1.6.0]

                	v1.7.0
                )
                """);
        assertThat(mod.retractions())
                .containsExactly(
                        new Retraction("v1.0.0", "v1.0.0", "Published by mistake."),
                        new Retraction("v1.1.0", "v1.2.0", "Broken."),
                        new Retraction("v1.3.0", "v1.3.0", "For the whole block."),
                        new Retraction("v1.4.0", "v1.4.0", "Own reason."),
                        new Retraction("v1.5.0", "v1.6.0", "Two\nlines."),
                        // A blank line above counts as a comment of the line's own, as in Go.
                        new Retraction("v1.7.0", "v1.7.0", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retract",
                "retract [",
                "retract [v1.0.0",
                "retract [v1.0.0,",
                "retract [v1.0.0, v1.1.0",
                "retract [v1.0.0, v1.1.0)",
                "retract (v1.0.0, v1.1.0]",
                "retract 'v1.0.0'",
                "retract `v1.0.0`",
                "retract [\"v1.0.0\\z\", v1.1.0]",
            })
    void retract_otherForm_isSkipped(String line) {
        assertThat(parse("module m\n" + line + "\n").retractions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "v1.0.0, v1.0.0, v1.0.0, true",
        "v1.0.0, v1.0.0, v1.0.1, false",
        "v1.0.0, v1.2.0, v1.2.0, true",
        "v1.0.0, v1.2.0, v1.2.0-rc1, true",
        "v1.0.0, v1.2.0, v1.0.0-rc1, false",
        "v1, v2, v2.0.0, true",
        "bad, v1.0.0, v0.0.1, true",
        "v1.0.0, bad, v1.0.0, false",
        "v0.0.0-0, v0.0.0-a, v0.0.0-20200101000000-abcdefabcdef, true",
        "v2.0.0, v2.0.0, v2.0.0+incompatible, true",
    })
    void retraction_containsItsEndsAndWhatLiesBetween(String low, String high, String version, boolean contains) {
        assertThat(new Retraction(low, high, "").contains(ModuleVersion.parse(version)))
                .isEqualTo(contains);
    }

    @Test
    void deprecated_isTheParagraphInTheCommentsOfModule() {
        assertThat(parse("// Deprecated: use v2\nmodule m\n").deprecated()).contains("use v2");
        assertThat(parse("module m // Deprecated:   use v2\n").deprecated()).contains("use v2");
        assertThat(parse("// Why.\n//\n// Deprecated: a\n// b\n//\n// c\nmodule m\n")
                        .deprecated())
                .contains("a\nb");
        assertThat(parse("// Deprecated: in block\nmodule (\n\tm\n)\n").deprecated())
                .contains("in block");
        assertThat(parse("module (\n\t// Deprecated: on line\n\tm\n)\n").deprecated())
                .contains("on line");
        assertThat(parse("// Deprecated: use v2\r\nmodule m\r\n").deprecated()).contains("use v2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// Deprecated: apart\n\nmodule m\n",
                "// deprecated: lower case\nmodule m\n",
                "// x Deprecated: inside\nmodule m\n",
                "// x\n// Deprecated: same paragraph\nmodule m\n",
                "// Deprecated:\nmodule m\n",
                "// Deprecated: of go\ngo 1.21\nmodule m\n",
                "module m\n// Deprecated: below\n",
                "module ( // Deprecated: of the paren\n\tm\n)\n",
            })
    void deprecated_elsewhere_isNone(String text) {
        assertThat(parse(text).deprecated()).isEqualTo(Optional.empty());
    }

    @Test
    void directive_thatIsRead_isReadStrictly() {
        assertRefused("module a\nmodule b\n", "go.mod:2: repeated module statement");
        assertRefused("module a b\n", "go.mod:1: usage: module module/path");
        assertRefused("module\n", "go.mod:1: usage: module module/path");
        assertRefused("module 'a'\n", "go.mod:1: invalid quoted string: unquoted string cannot contain quote");
        assertRefused("module \"\\z\"\n", "go.mod:1: invalid quoted string: invalid syntax");
        assertRefused("go 1.20\ngo 1.21\n", "go.mod:2: repeated go statement");
        assertRefused("go\n", "go.mod:1: go directive expects exactly one argument");
        assertRefused("module m\n\n  go 1\n", "go.mod:3:3: invalid go version '1': must match format 1.23.0");
        assertRefused("require a.com/b\n", "go.mod:1: usage: require module/path v1.2.3");
        assertRefused(
                "require (\n\ta.com/b x\n)\n",
                "go.mod:2:2: require a.com/b: version \"x\" invalid: must be of the form v1.2.3");
        assertRefused(
                "require a.com/b v2.0.0\n",
                "go.mod:1: require a.com/b: version \"v2.0.0\" invalid: should be v0 or v1, not v2");
        assertRefused("require a.com/b/v1 v1.0.0\n", "go.mod:1: invalid module path");
        assertRefused("ignore a b\n", "go.mod:1: ignore directive expects exactly one argument");
    }

    @Test
    void syntaxError_isRefusedWherever_andBeforeDirectives() {
        assertRefused("unknown /* x */\n", "go.mod:1:9: mod files must use // comments (not /* */ comments)");
        assertRefused("unknown a/* x */\n", "go.mod:1:10: mod files must use // comments (not /* */ comments)");
        assertRefused("unknown \"x\n", "go.mod:1:11: unexpected newline in string");
        assertRefused("unknown `x", "go.mod:1:9: unexpected EOF in string");
        assertRefused("unknown \"x\\", "go.mod:1:9: unexpected EOF in string");
        assertRefused("module a\nmodule b\nx (\n", "go.mod:4: syntax error (unterminated block started at go.mod:3:1)");
        assertRefused("x (\n) y\n", "go.mod:2:4: syntax error (expected newline after closing paren)");
        assertRefused("module a\u0000\n", "go.mod:1:9: unexpected input character '\\x00'");
        assertRefused("module a\u00a0b\n", "go.mod:1:9: unexpected input character '\\u00a0'");
        assertRefused("\ufeffmodule a\n", "go.mod:1: unexpected input character '\\ufeff'");
    }

    @Test
    void bytesThatAreNotUtf8_areKept_andNoLegalPath() {
        GoMod mod = GoMod.parse(new byte[] {'m', 'o', 'd', 'u', 'l', 'e', ' ', 'a', '.', 'b', '/', (byte) 0xff});
        assertThat(mod.modulePath())
                .hasValueSatisfying(path -> assertThatExceptionOfType(ModuleSyntaxException.class)
                        .isThrownBy(() -> ModulePath.parse(path))
                        .withMessage("malformed module path \"a.b/\\xff\": invalid UTF-8"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "module a.b/c                       | a.b/c",
                "  module   a.b/c // x              | a.b/c",
                "// module x%module a.b/c           | a.b/c",
                "junk ( [%module a.b/c%junk         | a.b/c",
                "module a.b/c%module d.e/f          | a.b/c",
                "module \"a.b/c\"                   | a.b/c",
                "module `a.b/c`                     | a.b/c",
                "module \"a.b/c                     | -",
                "module \"a.b/c\" junk              | -",
                "module a.b/c junk                  | a.b/c junk",
                "modulea.b/c                        | -",
                "module%module a.b/c                | a.b/c",
                "module (%a.b/c%)                   | (",
                "module // x%go 1.21                | -",
                "                                   | -",
            })
    void scanModulePath_takesTheFirstModuleLine(String text, String expected) {
        String mod = text == null ? "" : text.replace('%', '\n');
        assertThat(GoMod.scanModulePath(mod.getBytes(UTF_8)).orElse("-")).isEqualTo(expected);
    }

    @Test
    void synthesize_isOneLine_thatIsReadBack() {
        byte[] bytes = GoMod.synthesize(ModulePath.parse("group-1.com/_~X"));
        assertThat(bytes).asString().isEqualTo("module group-1.com/_~X\n");
        assertThat(GoMod.parse(bytes).modulePath()).contains("group-1.com/_~X");
    }
}
