package io.github.goproxy4j.benchmarks.macro;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.nio.file.Path;
import java.util.List;

/**
 * A module at the root of a generated repository.
 *
 * @param path its path, which ends in {@code .git} so that {@code go} asks nobody where its repository is
 * @param repository the bare repository
 * @param versions those that requests are for, the lowest first; the repository may have more
 */
record SampleModule(ModulePath path, Path repository, List<ModuleVersion> versions) {
    /** The host in the paths of all of them. */
    static final String HOST = "bench.example";

    static SampleModule of(String name, Path repositories, List<String> versions) {
        return new SampleModule(
                ModulePath.parse(HOST + "/" + name + ".git"),
                repositories.resolve(name + ".git"),
                versions.stream().map(ModuleVersion::parse).toList());
    }

    ModuleVersion first() {
        return versions.get(0);
    }

    ModuleVersion last() {
        return versions.get(versions.size() - 1);
    }

    ModuleId id(ModuleVersion version) {
        return new ModuleId(path, version);
    }

    /** The request path of a version's file. */
    String file(ModuleVersion version, String extension) {
        return "/" + path.encoded() + "/@v/" + version.encoded() + extension;
    }

    String list() {
        return "/" + path.encoded() + "/@v/list";
    }

    String latest() {
        return "/" + path.encoded() + "/@latest";
    }
}
