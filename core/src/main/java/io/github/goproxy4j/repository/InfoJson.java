package io.github.goproxy4j.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** The JSON of {@code .info} and {@code @latest}: the only reader and writer of it. */
final class InfoJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private InfoJson() {}

    record Parsed(Optional<ModuleVersion> version, Optional<OffsetDateTime> time, Optional<Origin> origin) {}

    static Parsed parse(byte[] json) throws IOException {
        JsonNode root;
        try {
            // As Go decodes it: in UTF-8 and nothing else, with U+FFFD for what is malformed.
            root = MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IOException("an .info file is not JSON", e);
        }
        if (!root.isObject()) {
            throw new IOException("an .info file is not a JSON object");
        }
        return new Parsed(
                text(root, "Version").flatMap(ModuleVersion::find),
                text(root, "Time").flatMap(InfoJson::time),
                field(root, "Origin").flatMap(InfoJson::origin));
    }

    private static Optional<OffsetDateTime> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Origin> origin(JsonNode node) {
        Optional<String> vcs = text(node, "VCS");
        Optional<String> hash = text(node, "Hash");
        return vcs.isEmpty() || hash.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Origin(vcs.get(), text(node, "URL"), text(node, "Subdir"), hash.get(), text(node, "Ref")));
    }

    private static Optional<String> text(JsonNode object, String name) {
        return field(object, name).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** Go matches names without regard to case, and of several the last one counts. */
    private static Optional<JsonNode> field(JsonNode object, String name) {
        Optional<JsonNode> found = Optional.empty();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (GoText.fold(field.getKey()).equals(GoText.fold(name))) {
                found = Optional.of(field.getValue());
            }
        }
        return found;
    }

    static byte[] write(ModuleInfo info) {
        ObjectNode root = MAPPER.createObjectNode();
        info.version().ifPresent(v -> root.put("Version", v.toString()));
        info.time().ifPresent(t -> root.put("Time", DateTimeFormatter.ISO_INSTANT.format(t)));
        info.origin().ifPresent(o -> {
            ObjectNode origin = root.putObject("Origin").put("VCS", o.vcs());
            o.url().ifPresent(url -> origin.put("URL", url));
            o.subdir().ifPresent(subdir -> origin.put("Subdir", subdir));
            origin.put("Hash", o.hash());
            o.ref().ifPresent(ref -> origin.put("Ref", ref));
        });
        try {
            return MAPPER.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts is always writable", e);
        }
    }
}
