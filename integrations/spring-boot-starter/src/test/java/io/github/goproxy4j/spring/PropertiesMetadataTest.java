package io.github.goproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What editors know of the properties. */
class PropertiesMetadataTest {
    private static List<JsonNode> metadata() throws IOException {
        try (InputStream file =
                GoProxyProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode all = new JsonMapper().readTree(file).path("properties");
            return StreamSupport.stream(all.spliterator(), false).toList();
        }
    }

    @Test
    void metadata_hasEveryPropertyAndNoOther() throws IOException {
        assertThat(metadata())
                .extracting(property -> property.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(Stream.of(GoProxyProperties.class.getRecordComponents())
                        .map(PropertiesMetadataTest::name)
                        .toList());
    }

    @Test
    void metadata_describesEveryPropertyInASentence() throws IOException {
        assertThat(metadata())
                .extracting(property -> property.path("description").asText())
                .allSatisfy(text -> assertThat(text).matches("[A-Z].*\\."));
    }

    @Test
    void metadata_hasTheDefaults() throws IOException {
        assertThat(metadata())
                .extracting(property -> property.path("name").asText() + "="
                        + property.path("defaultValue").asText())
                .containsExactlyInAnyOrder(
                        "goproxy.enabled=true",
                        "goproxy.path=",
                        "goproxy.query-tokens=false",
                        "goproxy.allow-encoded-slash=true");
    }

    private static String name(RecordComponent component) {
        return "goproxy." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
