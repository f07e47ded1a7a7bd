package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks around in a GOPROXY file tree for some modules that have a zip, without reading all of it. */
final class PublishedModules {
    private static final int MAX_DIRECTORIES = 500;
    private static final int MAX_FOUND = 5;
    private static final String ZIP = ".zip";

    private PublishedModules() {}

    static List<Offer> find(Path root) {
        List<Offer> found = new ArrayList<>();
        Deque<Path> open = new ArrayDeque<>(List.of(root));
        for (int seen = 0; seen < MAX_DIRECTORIES && !open.isEmpty() && found.size() < MAX_FOUND; seen++) {
            Path directory = open.pop();
            newestZip(directory.resolve("@v"))
                    .flatMap(version -> offer(root.relativize(directory), version))
                    .ifPresent(found::add);
            children(directory).filter(Files::isDirectory).forEach(open::push);
        }
        return found;
    }

    private static Optional<ModuleVersion> newestZip(Path versions) {
        return children(versions)
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(ZIP))
                .flatMap(name -> version(name.substring(0, name.length() - ZIP.length())))
                .max(ModuleVersion::compareTo);
    }

    private static Stream<ModuleVersion> version(String escaped) {
        try {
            return Stream.of(ModuleVersion.decode(escaped));
        } catch (ModuleSyntaxException e) {
            return Stream.empty();
        }
    }

    private static Optional<Offer> offer(Path directory, ModuleVersion version) {
        try {
            ModulePath module = ModulePath.decode(directory.toString().replace('\\', '/'));
            return Optional.of(Offer.published(module, version));
        } catch (ModuleSyntaxException e) {
            return Optional.empty();
        }
    }

    /** The files of a directory in the reverse order of their names; none if it cannot be read. */
    private static Stream<Path> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted((a, b) -> b.toString().compareTo(a.toString())).toList().stream();
        } catch (IOException | UncheckedIOException e) {
            return Stream.empty();
        }
    }
}
