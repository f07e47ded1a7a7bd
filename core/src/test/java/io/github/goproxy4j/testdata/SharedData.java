package io.github.goproxy4j.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Go's own test data, which is not part of this repository: it lies in {@code shared/data} beside the checkout. */
public final class SharedData {
    private SharedData() {}

    /** A file or folder of the data; the calling test is skipped where there is none. */
    public static Path path(String relative) {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            Path candidate = directory.resolveSibling("shared").resolve("data");
            if (Files.isDirectory(candidate)) {
                return candidate.resolve(relative);
            }
            directory = directory.getParent();
        }
        assumeTrue(false, "needs Go's test data in shared/data beside the checkout");
        throw new AssertionError();
    }

    /** The rows of a table, which must be as many as the data's README says. */
    public static Stream<JsonNode> rows(String file, String table, int count) {
        try {
            JsonNode rows = new ObjectMapper().readTree(path(file).toFile()).get(table);
            assertThat(rows).hasSize(count);
            return StreamSupport.stream(rows.spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files right in a folder, in order. */
    public static List<Path> files(String folder, String suffix) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
