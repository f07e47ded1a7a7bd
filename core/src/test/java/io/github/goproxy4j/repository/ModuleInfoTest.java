package io.github.goproxy4j.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModuleInfoTest {
    private static final ModuleVersion V1 = ModuleVersion.parse("v1.0.0");

    @Test
    void of_writesVersionAndTimeInUtcWithSeconds() {
        ModuleInfo info = ModuleInfo.of(V1, Instant.parse("2020-01-02T03:04:05.678Z"));
        assertThat(text(info)).isEqualTo("{\"Version\":\"v1.0.0\",\"Time\":\"2020-01-02T03:04:05Z\"}");
    }

    @Test
    void of_fullMinute_isWrittenWithSeconds() {
        assertThat(text(ModuleInfo.of(V1, Instant.EPOCH)))
                .isEqualTo("{\"Version\":\"v1.0.0\",\"Time\":\"1970-01-01T00:00:00Z\"}");
    }

    @Test
    void of_originIsWrittenWithWhatIsKnown() {
        Origin origin = new Origin("git", Optional.empty(), Optional.of("sub"), "abc", Optional.of("refs/tags/v1.0.0"));
        assertThat(text(ModuleInfo.of(V1, Instant.EPOCH, origin)))
                .endsWith(
                        ",\"Origin\":{\"VCS\":\"git\",\"Subdir\":\"sub\",\"Hash\":\"abc\",\"Ref\":\"refs/tags/v1.0.0\"}}");
    }

    @Test
    void published_whatWasWritten_isReadBack() throws Exception {
        Origin origin = new Origin("git", Optional.of("u"), Optional.of("s"), "h", Optional.of("r"));
        ModuleInfo written = ModuleInfo.of(V1, Instant.EPOCH, origin);
        ModuleInfo read = ModuleInfo.published(written.toJson());
        assertThat(read.version()).isEqualTo(written.version());
        assertThat(read.time()).isEqualTo(written.time());
        assertThat(read.origin()).contains(origin);
        assertThat(read.toJson()).isEqualTo(written.toJson());
    }

    @Test
    void published_namesAreMatchedAsGoDoes() throws Exception {
        assertThat(published("{\"VERSION\":\"v1.0.0\"}").version()).contains(V1);
        assertThat(published("{\"VER\u017fION\":\"v1.0.0\"}").version()).contains(V1);
        assertThat(published("{\"vers\u0131on\":\"v1.0.0\"}").version()).isEmpty();
        assertThat(published("{\"version\":\"v2.0.0\",\"Version\":\"v1.0.0\"}").version())
                .contains(V1);
    }

    @Test
    void published_timeKeepsItsOffsetAndFraction() throws Exception {
        assertThat(published("{\"Time\":\"2020-01-02T03:04:05.6-07:30\"}")
                        .time()
                        .orElseThrow())
                .hasToString("2020-01-02T03:04:05.600-07:30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Version\":null,\"Time\":null,\"Origin\":null}",
                "{\"Version\":1,\"Time\":1,\"Origin\":1}",
                "{\"Version\":\"v1\",\"Time\":\"yesterday\",\"Origin\":{}}",
                "{\"Version\":\"\",\"Time\":\"\",\"Origin\":{\"VCS\":\"git\"}}",
            })
    void published_whatIsNotReadable_isEmptyAndServed(String json) throws Exception {
        ModuleInfo info = published(json);
        assertThat(info.version()).isEmpty();
        assertThat(info.time()).isEmpty();
        assertThat(info.origin()).isEmpty();
        assertThat(text(info)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "true", "1", "\"\"", "{", "{}}", "{}{}", "not found", "{'a':1}"})
    void published_noJsonObject_isRefused(String json) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> published(json));
    }

    @Test
    void published_laterChangesOfTheBytes_changeNothing() throws Exception {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        ModuleInfo info = ModuleInfo.published(json);
        json[0] = '[';
        info.toJson()[0] = '[';
        assertThat(text(info)).isEqualTo("{}");
    }

    @Test
    void equals_comparesPublishedBytesToo() throws Exception {
        assertThat(published("{}")).isEqualTo(published("{}")).isNotEqualTo(published("{ }"));
        assertThat(published("{}")).hasSameHashCodeAs(published("{ }"));
    }

    private static ModuleInfo published(String json) throws IOException {
        return ModuleInfo.published(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ModuleInfo info) {
        return new String(info.toJson(), StandardCharsets.UTF_8);
    }
}
