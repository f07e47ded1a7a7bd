package io.github.goproxy4j.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResourcesTest {
    private final Resources resources = new Resources();
    private final List<String> closed = new ArrayList<>();

    @Test
    void close_twice_closesEachOnceLastOpenedFirst() throws Exception {
        resources.add(() -> closed.add("first"));
        resources.add(() -> closed.add("second"));
        resources.close();
        resources.close();
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void close_oneFails_closesTheOthers() throws Exception {
        resources.add(() -> closed.add("first"));
        resources.add(() -> {
            throw new IOException("no");
        });
        assertThatIOException().isThrownBy(resources::close).withMessage("no");
        assertThat(closed).containsExactly("first");
    }

    @Test
    void add_afterClose_closesAtOnce() throws Exception {
        resources.close();
        resources.add(() -> closed.add("late"));
        assertThat(closed).containsExactly("late");
    }
}
