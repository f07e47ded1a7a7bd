package io.github.goproxy4j.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1.2", "v1.2.3+meta", "v1.2.3-rc+incompatible.1"})
    void parse_notCanonical_saysWhatItShouldBe(String text) {
        assertThatExceptionOfType(ModuleSyntaxException.class)
                .isThrownBy(() -> ModuleVersion.parse(text))
                .withMessageMatching("version \"\\Q" + text + "\\E\" is not canonical \\(should be \"v1\\.[^+]*\"\\)");
        assertThat(ModuleVersion.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1.2.3", "v", "v01.2.3", "v1.02.3", "v1.2.3-", "v1.2.3-01", "v1.2.3-a..b", "v1-rc", "V1.0.0"
            })
    void parse_notSemver_isInvalid(String text) {
        assertThatExceptionOfType(ModuleSyntaxException.class)
                .isThrownBy(() -> ModuleVersion.parse(text))
                .withMessage("invalid version " + GoText.quote(text));
    }

    @Test
    void order_isSemanticThenByText() {
        List<String> sorted = List.of(
                "v0.0.0-20200101000000-abcdefabcdef",
                "v1.0.0-1",
                "v1.0.0-9",
                "v1.0.0-10",
                "v1.0.0-alpha",
                "v1.0.0-alpha.1",
                "v1.0.0-beta",
                "v1.0.0",
                "v1.9.0",
                "v1.10.0",
                "v2.0.0",
                "v2.0.0+incompatible",
                "v99999999999999999999.0.0+incompatible");
        List<ModuleVersion> shuffled = sorted.stream()
                .sorted(java.util.Comparator.reverseOrder())
                .map(ModuleVersion::parse)
                .toList();
        assertThat(shuffled.stream().sorted().map(ModuleVersion::toString)).isEqualTo(sorted);
    }

    @Test
    void encoded_upperCase_isEscaped() {
        ModuleVersion version = ModuleVersion.parse("v1.0.0-RC1");
        assertThat(version.encoded()).isEqualTo("v1.0.0-!r!c1");
        assertThat(ModuleVersion.decode("v1.0.0-!r!c1")).isEqualTo(version);
    }

    /** Form, then base: "-" for none, "!" and a text for a version that has the form but no such base or time. */
    @ParameterizedTest
    @CsvSource({
        "v0.0.0-20060102150405-abcdefabcdef, -",
        "v4.0.0-20060102150405-hash, -",
        "v2.3.5-0.20060102150405-hash, v2.3.4",
        "v2.3.5-pre.0.20060102150405-hash, v2.3.5-pre",
        "v2.3.5-0.pre.0.20060102150405-hash, v2.3.5-0.pre",
        "v2.3.5-0.20060102150405-hash+incompatible, v2.3.4+incompatible",
        "v2.3.5-pre.0.20060102150405-hash+incompatible, v2.3.5-pre+incompatible",
        "v1.10.0-0.20060102150405-hash, !version before v1.10.0 would have negative patch number",
        "v2.0.0-20060102150405-hash+incompatible, '!lacks base version, but has build metadata \"+incompatible\"'",
        "v0.0.0-20061302150405-hash, '!malformed time \"20061302150405\"'",
        "v0.0.0-20060230150405-hash, '!malformed time \"20060230150405\"'",
        "v0.0.0-20060102150405-a-b, x",
        "v1.2.3-20060102150405-hash, x",
        "v0.0.0-2006010215040-hash, x",
        "v0.0.0-20060102150405, x",
        "v1.2.3-0.20060102150405, x",
        "v1.2.3-pre.20060102150405-hash, x",
        "v1.2.3, x",
    })
    void pseudo_isTakenApart(String text, String expected) {
        ModuleVersion version = ModuleVersion.parse(text);
        assertThat(version.isPseudo()).isEqualTo(!expected.equals("x"));
        if (expected.startsWith("!")) {
            assertThatExceptionOfType(ModuleSyntaxException.class)
                    .isThrownBy(version::pseudo)
                    .withMessage("invalid pseudo-version \"" + text + "\": " + expected.substring(1));
        } else {
            assertThat(version.pseudo().flatMap(PseudoVersion::base).map(Semver::text))
                    .isEqualTo(Optional.of(expected).filter(base -> base.startsWith("v")));
        }
    }

    @Test
    void pseudo_numbersOfAnyLength_areArithmeticWithoutOverflow() {
        String nines = "9".repeat(10_000);
        Instant time = Instant.parse("2006-01-02T15:04:05.999Z");
        String after = PseudoVersion.format("", Semver.parse("v1.0." + nines), time, "rev");
        assertThat(after).isEqualTo("v1.0.1" + "0".repeat(10_000) + "-0.20060102150405-rev");
        assertThat(ModuleVersion.parse(after)
                        .pseudo()
                        .flatMap(PseudoVersion::base)
                        .map(Semver::text))
                .contains("v1.0." + nines);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/m, v1.0.0, -",
        "example.com/m, v0.0.0, -",
        "example.com/m, v2.0.0, 'should be v0 or v1, not v2'",
        "example.com/m, v2.0.0+incompatible, -",
        "example.com/m, v1.0.0+incompatible, -",
        "example.com/m/v2, v2.0.0, -",
        "example.com/m/v2, v1.0.0, 'should be v2, not v1'",
        "example.com/m/v2, v2.0.0+incompatible, -",
        "example.com/m/v2, v20.0.0, 'should be v2, not v20'",
        "gopkg.in/m.v0, v0.1.0, -",
        "gopkg.in/m.v1, v1.0.0, -",
        "gopkg.in/m.v1, v0.0.0-20060102150405-abcdefabcdef, -",
        "gopkg.in/m.v1, v0.1.0, 'should be v1, not v0'",
        "gopkg.in/m.v2, v0.0.0-20060102150405-abcdefabcdef, 'should be v2, not v0'",
        "gopkg.in/m.v2-unstable, v2.0.0, -",
        "gopkg.in/m.v2-unstable, v3.0.0, 'should be v2, not v3'",
        "gopkg.in/m.v1-unstable, v0.0.0-20060102150405-abcdefabcdef, -",
    })
    void id_majorMustMatchPath(String path, String version, String reason) {
        if (reason.equals("-")) {
            assertThat(new ModuleId(ModulePath.parse(path), ModuleVersion.parse(version)))
                    .hasToString(path + "@" + version);
        } else {
            assertThatExceptionOfType(ModuleSyntaxException.class)
                    .isThrownBy(() -> new ModuleId(ModulePath.parse(path), ModuleVersion.parse(version)))
                    .withMessage(path + "@" + version + ": invalid version: " + reason);
        }
    }

    @Test
    void query_kinds_areToldApart() {
        assertThat(Stream.of("latest", "HEAD", "v1.2.3", "v1.2", "main", "abcdef123456")
                        .map(VersionQuery::parse))
                .containsExactly(
                        VersionQuery.LATEST,
                        VersionQuery.HEAD,
                        new VersionQuery.Exact(ModuleVersion.parse("v1.2.3")),
                        new VersionQuery.Revision("v1.2"),
                        new VersionQuery.Revision("main"),
                        new VersionQuery.Revision("abcdef123456"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a!b", "..", "a:b", "nul", "a\nb", "x."})
    void query_thatGoWouldNotSend_isRefused(String text) {
        assertThatExceptionOfType(ModuleSyntaxException.class)
                .isThrownBy(() -> VersionQuery.parse(text))
                .withMessage("disallowed version string " + GoText.quote(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com/!", "example.com/!!a", "example.com/!0", "example.com/A", "example.com/!_"})
    void decode_whatEncodeCannotWrite_isRefused(String escaped) {
        assertThatExceptionOfType(ModuleSyntaxException.class)
                .isThrownBy(() -> ModulePath.decode(escaped))
                .withMessage("invalid escaped module path \"" + escaped + "\"");
    }
}
