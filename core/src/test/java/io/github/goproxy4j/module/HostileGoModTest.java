package io.github.goproxy4j.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** go.mod files made to take time or memory: 1 MiB of each must be parsed, or refused, in seconds. */
class HostileGoModTest {
    private static final int SIZE = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "(",
                ")",
                "[",
                "\"",
                "`",
                "\\",
                "/",
                "//",
                "// \n",
                "\n",
                "\r",
                "( )",
                "()\n",
                "x\n",
                "x (\n",
                "go ",
                "module \n",
                "retract v1\n",
                "retract [v1,v2] // x\n",
                "Deprecated: ",
                "// Deprecated:\n//\n",
                " ",
                "\"\"",
                "\u00e9",
                "\ud83d\ude00 ",
                "x(\n)\n",
            })
    void repetition_endsInTime(String unit) {
        byte[] bytes = unit.repeat(SIZE / unit.length()).getBytes(UTF_8);
        assertTimeoutPreemptively(LIMIT, () -> {
            parseOrRefuse(bytes);
            GoMod.scanModulePath(bytes);
        });
    }

    @Test
    void blockWithOneLongComment_isNotCopiedForEveryLine() {
        String comment = "// " + "c".repeat(SIZE / 2) + "\n";
        byte[] bytes = (comment + "retract (\n" + "v1\n".repeat(SIZE / 6) + ")\n").getBytes(UTF_8);
        assertTimeoutPreemptively(
                LIMIT, () -> assertThat(GoMod.parse(bytes).retractions()).hasSize(SIZE / 6));
    }

    @Test
    void blockWithVeryManyTokens_endsInTime() {
        byte[] bytes = ("retract (\n" + "[ v1 , v2 ] ".repeat(SIZE / 12) + "\n)\n").getBytes(UTF_8);
        assertTimeoutPreemptively(
                LIMIT, () -> assertThat(GoMod.parse(bytes).retractions()).hasSize(1));
    }

    @Test
    void longArgument_givesAShortMessage() {
        String text = "go " + "1".repeat(SIZE) + "\n";
        assertThatExceptionOfType(ModuleSyntaxException.class)
                .isThrownBy(() -> GoMod.parse(text.getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2 * GoText.QUOTE_LIMIT));
        String require = "require " + "p".repeat(SIZE) + " x\n";
        assertThatExceptionOfType(ModuleSyntaxException.class)
                .isThrownBy(() -> GoMod.parse(require.getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2 * GoText.QUOTE_LIMIT));
    }

    @Test
    void randomBytes_areParsedOrRefused() {
        Random random = new Random(3);
        String alphabet = "module go retract require v1.2.3 [](),\"`\\/ \t\r\n\n\n// Deprecated: \u00e9";
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                int start = random.nextInt(alphabet.length());
                text.append(alphabet, start, Math.min(alphabet.length(), start + 1 + random.nextInt(9)));
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            if (bytes.length > 0 && random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            parseOrRefuse(bytes);
            GoMod.scanModulePath(bytes);
        }
    }

    /** Anything but an answer or the documented exception fails the test. */
    private static void parseOrRefuse(byte[] bytes) {
        try {
            assertThat(GoMod.parse(bytes)).isNotNull();
        } catch (ModuleSyntaxException e) {
            assertThat(e.getMessage()).startsWith("go.mod:").hasSizeLessThan(3 * GoText.QUOTE_LIMIT);
        }
    }
}
