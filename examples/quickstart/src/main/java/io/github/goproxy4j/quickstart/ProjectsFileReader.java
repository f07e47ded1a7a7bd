package io.github.goproxy4j.quickstart;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.goproxy4j.auth.Secret;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads the file of {@code --projects}, strictly: a field that nobody knows, twice the same field or a number where a text
 * belongs is an error that says where it stands. No error shows a token.
 */
final class ProjectsFileReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new SimpleModule().addDeserializer(Secret.class, new SecretReader()))
            .build();

    private ProjectsFileReader() {}

    static ProjectsFile read(Path file) throws StartException {
        try {
            ProjectsJson json = MAPPER.readValue(Files.readAllBytes(file), ProjectsJson.class);
            if (json == null) {
                throw new StartException(file + ": null is not an object");
            }
            return new ProjectsFileCheck(file).check(json);
        } catch (NoSuchFileException e) {
            throw new StartException(file + ": no such file", e);
        } catch (JsonProcessingException e) {
            throw new StartException(file + ": " + JsonProblem.describe(e), e);
        } catch (IOException e) {
            throw new StartException(file + ": cannot be read", e);
        }
    }

    /** Takes a text and nothing else, and does not repeat in an error what it did not take. */
    private static final class SecretReader extends StdDeserializer<Secret> {
        @Serial
        private static final long serialVersionUID = 1L;

        SecretReader() {
            super(Secret.class);
        }

        @Override
        public Secret deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw JsonMappingException.from(parser, "a token's value is a text");
            }
            return Secret.of(parser.getText());
        }
    }
}
