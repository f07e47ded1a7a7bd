package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The modules that are served, each generated when it is first asked for. What a directory has of an earlier run is taken as
 * it is.
 */
final class SampleModules {
    /** How many tags a module of many tags has. */
    static final int MANY = 10_000;

    private final Path repositories;

    /** Keeps repositories in a directory. */
    SampleModules(Path repositories) throws IOException {
        this.repositories = Files.createDirectories(repositories);
    }

    /** The directory of the bare repositories, {@code NAME.git} each. */
    Path repositories() {
        return repositories;
    }

    /** Returns modules of a kind whose contents differ; the role keeps them apart from those for other purposes. */
    List<SampleModule> of(ModuleKind kind, String role, int count) throws IOException {
        List<SampleModule> modules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            modules.add(one(kind, role + i));
        }
        return modules;
    }

    /**
     * Returns copies of a module, which cost no more than the names of their files. What its {@code go.mod} says is true of
     * the first one only: they are good for lists.
     */
    List<SampleModule> copies(ModuleKind kind, String role, int count) throws IOException {
        SampleModule original = one(kind, role);
        List<SampleModule> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + role + "-copy" + i;
            SampleModule copy = SampleModule.of(name, repositories, kind.versions());
            Directories.delete(copy.repository());
            Directories.link(original.repository(), copy.repository());
            copies.add(copy);
        }
        return copies;
    }

    /** Returns the module of a kind and a name. */
    SampleModule one(ModuleKind kind, String role) throws IOException {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + role;
        SampleModule module = SampleModule.of(name, repositories, kind.versions());
        Path finished = repositories.resolve(name + ".finished");
        if (!Files.exists(finished)) {
            generate(kind, module, name);
            Files.createFile(finished);
        }
        readOnce(module.repository().resolve("objects/pack"));
        return module;
    }

    /** Reads files, so that the first who asks for them does not have to wait for the disk. */
    private static void readOnce(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.toList();
        }
        for (Path file : files) {
            Files.copy(file, OutputStream.nullOutputStream());
        }
    }

    private static void generate(ModuleKind kind, SampleModule module, String name) throws IOException {
        Directories.delete(module.repository());
        try (RepositoryWriter writer = new RepositoryWriter(module.repository())) {
            // The text of a name has the same hash everywhere.
            SampleFiles.write(kind, module.path().toString(), writer, name.hashCode());
            writer.finish();
        }
    }
}
