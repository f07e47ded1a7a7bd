package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModulePath;
import java.nio.file.Path;

/**
 * Where everything lies below a store's directory.
 *
 * <pre>
 * modules/PROJECT/MODULE/@v/VERSION.info .mod .zip .ziphash .parts .stored
 * modules/PROJECT/MODULE/@v/list
 * quarantine/TIME-NUMBER/
 * tmp/SLOT/
 * lock
 * inspected
 * </pre>
 *
 * @param root the store's directory
 */
record StoreLayout(Path root) {
    static final String VERSIONS = "@v";
    static final String LIST = "list";

    Path modules() {
        return root.resolve("modules");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path quarantine() {
        return root.resolve("quarantine");
    }

    /** A file whose locked bytes say who is at work: see {@link StoreLock}. */
    Path lock() {
        return root.resolve("lock");
    }

    /** An empty file that was last written to when an inspection that reached its end began. */
    Path inspected() {
        return root.resolve("inspected");
    }

    Path project(String key) {
        return modules().resolve(ProjectName.of(key));
    }

    /** The directory of a module's versions. */
    Path versions(String project, ModulePath module) {
        return project(project).resolve(module.encoded()).resolve(VERSIONS);
    }

    Path versions(StoredVersion version) {
        return versions(version.project(), version.id().path());
    }

    Path file(StoredVersion version, StoredFile file) {
        return versions(version).resolve(version.id().version().encoded() + file.suffix());
    }

    Path record(StoredVersion version) {
        return versions(version).resolve(version.id().version().encoded() + VersionRecord.SUFFIX);
    }
}
