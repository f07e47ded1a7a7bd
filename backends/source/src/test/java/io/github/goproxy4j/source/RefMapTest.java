package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RefMapTest {
    private static ObjectId id(int number) {
        return new ObjectId(String.format(Locale.ROOT, "%040x", number));
    }

    @Test
    void anyRefs_areWhatAnyOtherMapOfThemIs() {
        Random random = new Random(3);
        for (int size = 0; size < 300; size++) {
            Map<String, ObjectId> expected = new TreeMap<>();
            RefMap.Builder builder = RefMap.builder();
            for (int i = 0; i < size; i++) {
                String name = "v" + random.nextInt(200);
                ObjectId id = id(random.nextInt());
                expected.put(name, id);
                builder.add(name, id);
            }
            RefMap map = builder.build();
            assertThat(map).isEqualTo(expected).hasSameHashCodeAs(expected).isEqualTo(RefMap.copyOf(expected));
            assertThat(map.keySet()).containsExactlyElementsOf(expected.keySet());
            assertThat(map.entrySet()).containsExactlyElementsOf(expected.entrySet());
            for (int i = 0; i < 210; i++) {
                assertThat(map.get("v" + i)).isEqualTo(expected.get("v" + i));
                assertThat(map.containsKey("v" + i)).isEqualTo(expected.containsKey("v" + i));
            }
        }
    }

    @Test
    void changes_areThoseOfAnyOtherMap() {
        Random random = new Random(4);
        RefMap map = RefMap.builder().build();
        Map<String, ObjectId> expected = new TreeMap<>();
        for (int step = 0; step < 300; step++) {
            Map<String, Optional<ObjectId>> changes = new HashMap<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                String name = "v" + random.nextInt(100);
                Optional<ObjectId> id = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(id(random.nextInt()));
                changes.put(name, id);
            }
            changes.forEach(
                    (name, id) -> id.ifPresentOrElse(value -> expected.put(name, value), () -> expected.remove(name)));
            map = map.with(changes);
            assertThat(map).isEqualTo(expected);
            assertThat(map.keySet()).containsExactlyElementsOf(expected.keySet());
        }
    }

    @Test
    void nobody_canChangeIt() {
        RefMap map = RefMap.copyOf(Map.of("a", id(1)));
        assertThatThrownBy(() -> map.put("b", id(2))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.entrySet().iterator().next().setValue(id(2)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(map).containsExactly(Map.entry("a", id(1)));
    }
}
