package io.github.goproxy4j.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BoundedSetTest {
    @Test
    void add_newElement_isTrueOnce() {
        BoundedSet<String> set = new BoundedSet<>(2);
        assertThat(set.add("a")).isTrue();
        assertThat(set.add("a")).isFalse();
        assertThat(set.contains("a")).isTrue();
        assertThat(set.contains("b")).isFalse();
    }

    @Test
    void add_beyondTheCapacity_forgetsWhatWasNotAskedForTheLongestTime() {
        BoundedSet<String> set = new BoundedSet<>(2);
        set.add("a");
        set.add("b");
        assertThat(set.contains("a")).isTrue();
        set.add("c");
        assertThat(set.contains("a")).isTrue();
        assertThat(set.contains("b")).isFalse();
        assertThat(set.contains("c")).isTrue();
    }
}
