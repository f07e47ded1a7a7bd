package io.github.goproxy4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any key has a directory of its own, with a name that every file system has. */
final class ProjectNameTest {
    @ParameterizedTest
    @CsvSource({
        "'', _root",
        "a-b.c9, a-b.c9",
        "group/lib, group_2flib",
        "Group, _47roup",
        "_root, _5froot",
        "., _2e",
        ".., _2e_2e",
        "a., a_2e",
        "a b, a_20b",
        "ü, _c3_bc"
    })
    void of_key_isEscaped(String key, String name) {
        assertThat(ProjectName.of(key)).isEqualTo(name);
    }

    @Test
    void of_longKeyOrDevice_isAHash() {
        assertThat(List.of("x".repeat(121), "é".repeat(50), "con", "nul.txt", "com1", "\ud800"))
                .allSatisfy(key -> assertThat(ProjectName.of(key)).matches("_(sha256|units)-[0-9a-f]{64}"));
        assertThat(ProjectName.of("\ud800")).isNotEqualTo(ProjectName.of("\ud801"));
    }

    @Test
    void of_anyKeys_isSafeAndDiffersWithoutCase() {
        Random random = new Random(7);
        Set<String> keys = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder key = new StringBuilder();
            for (int length = random.nextInt(4); length >= 0; length--) {
                key.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65_536)));
            }
            keys.add(key.toString());
        }
        for (String key : keys) {
            String name = ProjectName.of(key);
            assertThat(name).matches("[a-z0-9_][a-z0-9_.-]*").doesNotEndWith(".");
            assertThat(ProjectName.ofUnits(ProjectName.units(key))).isEqualTo(key);
            names.add(name.toLowerCase(Locale.ROOT));
        }
        assertThat(names).hasSameSizeAs(keys);
    }
}
