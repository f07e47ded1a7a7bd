package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a line, which can be read in one way only. */
class PinLineTest {
    private static final PinLine LINE =
            new PinLine("project/42", Modules.id("example.com/M/sub/v2", "v2.1.0-RC.1"), PinSamples.withZip("one"));

    @Test
    void text_isOneLineOfVisibleAscii() {
        assertThat(LINE.text())
                .matches("[!-~]+( [!-~]+){7}")
                .startsWith("cb749275 project/42 example.com/M/sub/v2 ")
                .contains(" 2020-01-02T03:04:05Z ");
        assertThat(LINE.bytes()).endsWith("\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void parse_whatWasWritten_isTheSame() {
        assertThat(PinLine.parse(LINE.text())).hasValue(LINE);
        for (Instant time : new Instant[] {Instant.EPOCH, Instant.MIN, Instant.MAX, Instant.ofEpochSecond(-1)}) {
            PinLine line = new PinLine(
                    "a",
                    Modules.id("my-go-module", "v0.0.0-20200101000000-0123456789ab"),
                    new PublishedVersion(new ObjectId("f".repeat(64)), time, PinSamples.MOD, Optional.empty()));
            assertThat(PinLine.parse(line.text())).hasValue(line);
        }
    }

    @Test
    void parse_withAnyByteChanged_isNothing() {
        String text = LINE.text();
        for (int i = 0; i < text.length(); i++) {
            for (char other : new char[] {'0', 'a', ' ', '\r', '\0', '\ufffd'}) {
                String changed = text.substring(0, i) + other + text.substring(i + 1);
                if (!changed.equals(text)) {
                    assertThat(PinLine.parse(changed)).as(changed).isEmpty();
                }
            }
            assertThat(PinLine.parse(text.substring(0, i))).isEmpty();
            assertThat(PinLine.parse(text.substring(0, i) + text.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(PinLine.parse(text + " ")).isEmpty();
        assertThat(PinLine.parse(text + "\r")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "caf\u00e9", "a\n", "\u007f"})
    void repository_otherThanVisibleAscii_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> PinLine.requireName(name));
    }

    @Test
    void repository_lengthOfItsName_isBounded() {
        PinLine.requireName("a".repeat(4096));
        assertThatIllegalArgumentException().isThrownBy(() -> PinLine.requireName("a".repeat(4097)));
    }
}
