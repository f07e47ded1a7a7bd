package io.github.goproxy4j.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in the directory of a store. */
record StoreFiles(Path root) {
    Path of(SampleVersion version, StoredFile file) {
        return new StoreLayout(root).file(version.name(), file);
    }

    Path record(SampleVersion version) {
        return new StoreLayout(root).record(version.name());
    }

    Path list(SampleVersion version) {
        return new StoreLayout(root).versions(version.name()).resolve("list");
    }

    /** All regular files, relative to the root. */
    List<String> all() throws IOException {
        return below("");
    }

    List<String> temporary() throws IOException {
        return below("tmp");
    }

    List<String> quarantined() throws IOException {
        return below("quarantine").stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .toList();
    }

    List<String> below(String directory) throws IOException {
        if (!Files.exists(root.resolve(directory))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root.resolve(directory))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
