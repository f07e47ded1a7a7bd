package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a repository can hold to cost time or memory, or to be served wrongly. */
@Timeout(20)
class HostileSourceTest {
    private static final String M = "example.com/m";

    @Test
    void goMod_oneByteOverItsLimit_isRefused() {
        String start = "module example.com/m\n//";
        Modules atLimit = goModOfSize(start, 16 << 20);
        Modules over = goModOfSize(start, (16 << 20) + 1);
        Assertions.assertThatCode(() -> atLimit.mod(M, "v1.0.0")).doesNotThrowAnyException();
        assertThat(Modules.refusal(() -> over.mod(M, "v1.0.0")))
                .hasMessageContaining("go.mod file too large")
                .extracting("reason")
                .isEqualTo(Reason.INVALID);
        assertThat(Modules.refusal(() -> over.zip(M, "v1.0.0")).reason()).isEqualTo(Reason.INVALID);
    }

    private static Modules goModOfSize(String start, int size) {
        String content = start + "x".repeat(size - start.length() - 1);
        return Modules.of("== commit one\n-- go.mod --\n" + content + "\n== tag v1.0.0\n");
    }

    @Test
    void licence_overItsLimit_isRefusedByTheZip() {
        Modules modules = Modules.of("== commit one\n-- LICENSE --\n" + "x".repeat(16 << 20)
                + "\n-- sub/go.mod --\nmodule example.com/m/sub\n== tag sub/v1.0.0\n");
        assertThat(Modules.refusal(() -> modules.zip("example.com/m/sub", "v1.0.0")))
                .hasMessageContaining("LICENSE")
                .extracting("reason")
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void tags_tenThousand_areListedAndSearchedQuickly() throws Exception {
        StringBuilder story = new StringBuilder("== commit one\n-- go.mod --\nmodule example.com/m\n");
        for (int i = 0; i < 10_000; i++) {
            story.append("== tag v1.").append(i).append(".0\n");
        }
        Modules modules = Modules.of(story.append("== commit two\n").toString());
        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            assertThat(modules.versions(M)).hasSize(10_000);
            assertThat(modules.version(M, "HEAD")).startsWith("v1.9999.1-0.");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void tags_withHugeNumbers_areOrderedByValue() throws Exception {
        String huge = "9".repeat(5_000);
        Modules modules = Modules.of("== commit one\n-- go.mod --\nmodule example.com/m\n== tag v1." + huge
                + ".0\n== tag v1.2.0\n== commit two\n");
        assertThat(modules.versions(M)).containsExactly("v1.2.0", "v1." + huge + ".0");
        assertThat(modules.version(M, "HEAD")).startsWith("v1." + huge + ".1-0.");
    }

    @Test
    void tags_withOddNames_areNothing() throws Exception {
        Modules modules = Modules.of("== commit one\n-- go.mod --\nmodule example.com/m\n");
        for (String name :
                List.of("", "/", "v", "v1.0.0/", "/v1.0.0", "v1.0.0\u0000", "v\u0661.0.0", "V1.0.0", "v1.0.0 ")) {
            modules.source.tags.put(name, RepositoryStory.id("one"));
        }
        assertThat(modules.versions(M)).isEmpty();
        assertThat(modules.version(M, "HEAD")).startsWith("v0.0.0-");
    }

    @Test
    void refusal_ofAHostileModuleLine_isOnePrintableLine() {
        Modules modules = Modules.of("== commit one\n-- go.mod --\nmodule \"ex\\x1b[31m\\u202e/v9\"\n== tag v1.0.0\n");
        assertThat(Modules.refusal(() -> modules.mod(M, "v1.0.0")).getMessage()).matches("[\\x20-\\x7e]+");
    }
}
