package io.github.goproxy4j.resolve;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;

/**
 * Answers {@code /$module/@v/$version.mod}: the go.mod file of a version, as the repository has it.
 *
 * @param modules the modules that there are
 */
public record ModResolver(GoModuleRepository modules) {
    /**
     * Opens the go.mod file of a version.
     *
     * @param module the module
     * @param query the version; others than canonical ones have no files
     * @return a lease of the bytes, which the caller closes
     * @throws ModuleAccessException {@code INVALID} if the query is no canonical version or the module's path forbids it;
     *     whatever else the repository says
     * @throws IOException if the repository cannot tell
     */
    public ModuleFile resolve(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        return modules.mod(ExactVersion.require(module, query));
    }
}
