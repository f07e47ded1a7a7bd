package io.github.goproxy4j.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.goproxy4j.testdata.SharedData;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tables of Go's own tests of module paths and pseudo-versions, every row. */
class GoPathTablesTest {
    private static final String FILE = "golang-mod/module.json";

    @TestFactory
    Stream<DynamicTest> check() {
        return SharedData.rows(FILE, "check", 29)
                .map(row -> test(row, () -> {
                    String path = row.get("path").asText();
                    Optional<Semver> version = Semver.parse(row.get("version").asText());
                    boolean ok = PathRules.checkModulePath(path).isEmpty()
                            && version.isPresent()
                            && ModulePath.parse(path).checkMajor(version.get()).isEmpty();
                    assertThat(ok).isEqualTo(row.get("ok").asBoolean());
                }));
    }

    @TestFactory
    Stream<DynamicTest> checkPath() {
        return SharedData.rows(FILE, "checkPath", 105)
                .map(row -> test(row, () -> {
                    String path = GoText.decode(
                            Base64.getDecoder().decode(row.get("pathBytes").asText()));
                    assertThat(PathRules.checkModulePath(path).isEmpty())
                            .isEqualTo(row.get("modulePathOk").asBoolean());
                    assertThat(PathRules.checkImportPath(path).isEmpty())
                            .isEqualTo(row.get("importPathOk").asBoolean());
                    assertThat(PathRules.checkFilePath(path).isEmpty())
                            .isEqualTo(row.get("filePathOk").asBoolean());
                }));
    }

    @TestFactory
    Stream<DynamicTest> splitPathVersion() {
        return SharedData.rows(FILE, "splitPathVersion", 8)
                .map(row -> test(row, () -> {
                    String prefix = row.get("prefix").asText();
                    String suffix = row.get("version").asText();
                    assertThat(PathMajor.of(prefix + suffix)).contains(new PathMajor(prefix, suffix));
                }));
    }

    @TestFactory
    Stream<DynamicTest> escape() {
        return SharedData.rows(FILE, "escape", 2)
                .map(row -> test(row, () -> {
                    ModulePath path = ModulePath.parse(row.get("path").asText());
                    assertThat(path.encoded()).isEqualTo(row.get("esc").asText());
                    assertThat(ModulePath.decode(path.encoded())).isEqualTo(path);
                }));
    }

    @TestFactory
    Stream<DynamicTest> badUnescape() {
        return SharedData.rows(FILE, "badUnescape", 6)
                .map(row -> test(
                        row,
                        () -> assertThatExceptionOfType(ModuleSyntaxException.class)
                                .isThrownBy(() -> ModulePath.decode(row.asText()))));
    }

    @TestFactory
    Stream<DynamicTest> pseudoVersion() {
        return SharedData.rows(FILE, "pseudoVersion", 13)
                .map(row -> test(row, () -> {
                    Optional<Semver> older = Semver.parse(row.get("older").asText());
                    Instant time = Instant.parse(row.get("time").asText());
                    String rev = row.get("rev").asText();
                    String version = PseudoVersion.format(row.get("major").asText(), older, time, rev);
                    assertThat(version).isEqualTo(row.get("version").asText());
                    Semver parsed = Semver.parse(version).orElseThrow();
                    assertThat(PseudoVersion.hasForm(parsed)).isTrue();
                    assertThat(PseudoVersion.of(parsed).time()).isEqualTo(time);
                    assertThat(PseudoVersion.of(parsed).revision()).isEqualTo(rev);
                }));
    }

    private static DynamicTest test(JsonNode row, org.junit.jupiter.api.function.Executable body) {
        return DynamicTest.dynamicTest(row.toString(), body);
    }
}
