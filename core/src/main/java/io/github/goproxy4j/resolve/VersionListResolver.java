package io.github.goproxy4j.resolve;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleVersions;
import java.io.IOException;
import java.util.List;

/**
 * Answers {@code /$module/@v/list}: the versions that users may choose from.
 *
 * <p>The client takes a list as it is, without a look at major versions; an entry that does not belong there would become
 * its {@code latest}. So the list leaves out what the module's path forbids, and pseudo-versions. Retracted versions stay:
 * the client itself knows what to do with them.
 *
 * @param modules the modules that there are
 */
public record VersionListResolver(GoModuleRepository modules) {
    /**
     * Returns the versions of a module.
     *
     * @param module the module
     * @return the versions in ascending order, each once; empty for a known module that has none
     * @throws ModuleAccessException {@code NOT_FOUND} if the module is unknown; whatever else the repository says
     * @throws IOException if the repository cannot tell
     */
    public List<ModuleVersion> resolve(ModulePath module) throws ModuleAccessException, IOException {
        return ModuleVersions.of(module, modules.versions(module)).listed();
    }

    /**
     * Returns the versions of a module as a text.
     *
     * @param module the module
     * @return as {@link #resolve}, each version with a line feed after it
     * @throws ModuleAccessException as {@link #resolve}
     * @throws IOException if the repository cannot tell
     */
    public ModuleBytes file(ModulePath module) throws ModuleAccessException, IOException {
        return ModuleVersions.of(module, modules.versions(module)).list();
    }
}
