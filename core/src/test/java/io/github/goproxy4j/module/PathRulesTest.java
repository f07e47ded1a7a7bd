package io.github.goproxy4j.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "example.com/m          | -",
                "Example.com/m          | invalid char 'E' in first path element",
                "my-module/x            | missing dot in first path element",
                "^^                     | empty string",
                "-x.com/m               | leading dash",
                "example.com//m         | double slash",
                "/example.com           | empty path element",
                "example.com/m/         | trailing slash",
                "example.com/../m       | invalid path element \"..\"",
                "example.com/.m         | leading dot in path element",
                "example.com/m.         | trailing dot in path element",
                "example.com/x..y       | -",
                "example.com/a+b        | invalid char '+'",
                "example.com/\u00e9     | invalid char '\u00e9'",
                "example.com/a b        | invalid char ' '",
                "example.com/CON        | \"CON\" disallowed as path element component on Windows",
                "example.com/com1.txt   | \"com1\" disallowed as path element component on Windows",
                "example.com/com10      | -",
                "example.com/lpt9       | \"lpt9\" disallowed as path element component on Windows",
                "example.com/z~0        | trailing tilde and digits in path element",
                "example.com/z~         | -",
                "example.com/z~0.txt    | trailing tilde and digits in path element",
                "example.com/v1         | invalid version",
                "example.com/v2         | -",
                "example.com/v02        | invalid version",
                "example.com/v2.0       | invalid version",
                "gopkg.in/yaml.v3       | -",
                "gopkg.in/yaml          | invalid version",
                "gopkg.in/yaml.v01      | invalid version",
                "gopkg.in/x.v2-unstable | -",
            })
    void modulePath_isJudgedInGoWords(String path, String reason) {
        assertThat(PathRules.checkModulePath(path).orElse("-"))
                .isEqualTo(reason.equals("-") ? "-" : "malformed module path \"" + path + "\": " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a.go               | -",
                ".github/x.yml      | -",
                "-x                 | -",
                "a b/c+d@e,(f)[g]   | -",
                "\u00e9t\u00e9.go   | -",
                "\ud800\udc00.go    | -",
                "e\u0301.go         | invalid char '\u0301'",
                "\u0663.go          | invalid char '\u0663'",
                "a:b                | invalid char ':'",
                "a;b                | invalid char ';'",
                "it's               | invalid char '\\''",
                "x\"y               | invalid char '\"'",
                "a\\b               | invalid char '\\\\'",
                "a*                 | invalid char '*'",
                "aux.go             | \"aux\" disallowed as path element component on Windows",
                "dir/NUL            | \"NUL\" disallowed as path element component on Windows",
                "z~1                | -",
                "a/..               | invalid path element \"..\"",
                "a/...              | invalid path element \"...\"",
                "a./b               | trailing dot in path element",
                "/a                 | empty path element",
            })
    void filePath_isJudgedInGoWords(String path, String reason) {
        assertThat(PathRules.checkFilePath(path).orElse("-"))
                .isEqualTo(reason.equals("-") ? "-" : "malformed file path " + GoText.quote(path) + ": " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com/a+b", "fmt", "example.com/.hidden", "example.com/v1", "Upper/x"})
    void importPath_mayBeWhatAModulePathMayNot(String path) {
        assertThat(PathRules.checkImportPath(path)).isEmpty();
        assertThat(PathRules.checkModulePath(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-go-module", "group/lib", "Module", "std/v2"})
    void pathWithoutDotInFirstElement_isServedButNotFetchable(String path) {
        assertThat(ModulePath.parse(path).isFetchable()).isFalse();
        assertThat(PathRules.checkModulePath(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Group.com/lib", "a_b.c/x", "group/../x", "group/v1", "g\u00fc/x", "", "-a", "a//b"})
    void pathWithoutDot_isHeldToAllOtherRules(String path) {
        org.assertj.core.api.Assertions.assertThatExceptionOfType(ModuleSyntaxException.class)
                .isThrownBy(() -> ModulePath.parse(path))
                .withMessageStartingWith("malformed module path ");
    }
}
