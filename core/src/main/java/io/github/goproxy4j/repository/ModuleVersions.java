package io.github.goproxy4j.repository;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a module that a repository holds, and the list that clients see of them, which is made once.
 *
 * <p>A repository may return one from {@link GoModuleRepository#versions}, and a cache does: then a list of 10,000 versions
 * is not sorted and written for each request. Immutable and thread-safe.
 */
public final class ModuleVersions extends AbstractList<ModuleVersion> implements RandomAccess {
    private final ModulePath module;
    private final List<ModuleVersion> all;

    /** Made once; if by several threads, then of the same versions. */
    private volatile @Nullable List<ModuleVersion> listed;

    private volatile @Nullable ModuleBytes list;

    private ModuleVersions(ModulePath module, List<ModuleVersion> all) {
        this.module = module;
        this.all = all;
    }

    /**
     * Keeps the versions of a module.
     *
     * @param module the module
     * @param versions what a repository returned for it; returned as it is if it is such a list of that module
     * @return the versions, in the same order
     */
    public static ModuleVersions of(ModulePath module, Collection<ModuleVersion> versions) {
        return versions instanceof ModuleVersions same && same.module.equals(module)
                ? same
                : new ModuleVersions(module, List.copyOf(versions));
    }

    @Override
    public ModuleVersion get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }

    /**
     * Returns the versions that users may choose from: those that the module's path allows, without pseudo-versions.
     *
     * @return the versions in ascending order, each once
     */
    public List<ModuleVersion> listed() {
        List<ModuleVersion> made = listed;
        if (made == null) {
            made = all.stream()
                    .filter(version -> !version.isPseudo())
                    .filter(version -> module.checkMajor(version.semver()).isEmpty())
                    .distinct()
                    .sorted()
                    .toList();
            listed = made;
        }
        return made;
    }

    /**
     * Returns the answer to {@code /$module/@v/list}: {@link #listed}, each version with a line feed after it.
     *
     * @return the text in memory
     */
    public ModuleBytes list() {
        ModuleBytes made = list;
        if (made == null) {
            StringBuilder text = new StringBuilder();
            for (ModuleVersion version : listed()) {
                text.append(version).append('\n');
            }
            made = ModuleBytes.of(text.toString().getBytes(StandardCharsets.UTF_8));
            list = made;
        }
        return made;
    }
}
