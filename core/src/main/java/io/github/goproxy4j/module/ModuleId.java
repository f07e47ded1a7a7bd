package io.github.goproxy4j.module;

/**
 * One version of one module, the unit that is published, served and hashed.
 *
 * @param path the module's path
 * @param version a version that the path allows
 */
public record ModuleId(ModulePath path, ModuleVersion version) implements Comparable<ModuleId> {
    /**
     * Creates the id.
     *
     * @param path the module
     * @param version the version
     * @throws ModuleSyntaxException if the version's major is not the one that the path demands
     *     ({@code module.CheckPathMajor})
     */
    public ModuleId {
        path.checkMajor(version.semver()).ifPresent(reason -> {
            throw new ModuleSyntaxException(path + "@" + version + ": invalid version: " + reason);
        });
    }

    @Override
    public int compareTo(ModuleId other) {
        int paths = path.compareTo(other.path);
        return paths != 0 ? paths : version.compareTo(other.version);
    }

    /** Returns {@code path@version}, the form of Go's messages and of the names in a module zip. */
    @Override
    public String toString() {
        return path + "@" + version;
    }
}
