package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathBytesTest {
    @Test
    void utf8_isItsText() {
        String text = "a/\u00e9\u20ac\ud83d\ude00";
        assertThat(PathBytes.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        assertThat(PathBytes.encode(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNoUtf8_isNoValidTextEither() {
        for (byte[] bytes : new byte[][] {
            {(byte) 0x80},
            {(byte) 0xC0, (byte) 0xAF},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {'a', (byte) 0xE2, (byte) 0x82},
            {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {(byte) 0xFF}
        }) {
            String text = PathBytes.decode(bytes);
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isFalse();
            assertThat(PathBytes.encode(text)).isEqualTo(bytes);
        }
    }

    @Test
    void anyBytes_comeBackAsTheyWere_andStayDistinct() {
        Random random = new Random(1);
        Set<String> texts = new HashSet<>();
        Set<String> inputs = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(8)];
            random.nextBytes(bytes);
            String text = PathBytes.decode(bytes);
            assertThat(PathBytes.encode(text)).isEqualTo(bytes);
            texts.add(text);
            inputs.add(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        assertThat(texts).hasSameSizeAs(inputs);
    }
}
