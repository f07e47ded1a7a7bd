package io.github.goproxy4j.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.goproxy4j.testdata.SharedData;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tables of Go's own tests of semantic versions, every row and every pair. */
class GoSemverTablesTest {
    @TestFactory
    Stream<DynamicTest> parts() {
        return SharedData.rows("golang-mod/semver.json", "tests", 32)
                .map(row -> DynamicTest.dynamicTest(row.get("in").asText(), () -> {
                    Optional<Semver> semver = Semver.parse(row.get("in").asText());
                    assertThat(semver.isPresent()).isEqualTo(row.get("valid").asBoolean());
                    assertThat(semver.map(Semver::canonical).orElse("")).isEqualTo(text(row, "canonical"));
                    assertThat(semver.map(Semver::major).orElse("")).isEqualTo(text(row, "major"));
                    assertThat(semver.map(Semver::majorMinor).orElse("")).isEqualTo(text(row, "majorMinor"));
                    assertThat(semver.map(Semver::prerelease).orElse("")).isEqualTo(text(row, "prerelease"));
                    assertThat(semver.map(Semver::build).orElse("")).isEqualTo(text(row, "build"));
                }));
    }

    private static String text(JsonNode row, String field) {
        return row.get(field).asText();
    }

    @Test
    void everyPair_comparesAsInGo() {
        String file = "golang-mod/semver_compare_matrix.json";
        List<JsonNode> versions = SharedData.rows(file, "versions", 32).toList();
        List<JsonNode> matrix = SharedData.rows(file, "compare", 32).toList();
        for (int i = 0; i < 32; i++) {
            for (int j = 0; j < 32; j++) {
                Optional<Semver> a = Semver.parse(versions.get(i).asText());
                Optional<Semver> b = Semver.parse(versions.get(j).asText());
                int actual = a.isPresent() && b.isPresent()
                        ? a.get().compareTo(b.get())
                        : Boolean.compare(a.isPresent(), b.isPresent());
                assertThat(Integer.signum(actual))
                        .as("%s to %s", versions.get(i), versions.get(j))
                        .isEqualTo(matrix.get(i).get(j).asInt());
            }
        }
    }
}
