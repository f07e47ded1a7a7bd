package io.github.goproxy4j.resolve;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;

/**
 * Answers {@code /$module/@v/$query.info}: which version a query means, and of which time it is.
 *
 * <p>The client trusts the answer's version: it is what it asks files of, and what it writes into go.mod. So an answer that
 * the repository made itself is checked; one that was published as a file is passed on as it is.
 *
 * @param modules the modules that there are
 */
public record InfoResolver(GoModuleRepository modules) {
    /**
     * Resolves a query; {@link VersionQuery#LATEST} as {@link LatestResolver} does.
     *
     * @param module the module
     * @param query what to resolve
     * @return the version that is meant
     * @throws ModuleAccessException what the repository says
     * @throws IOException if the repository cannot tell, or answers with a version that cannot be the answer
     */
    public ModuleInfo resolve(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        return query == VersionQuery.LATEST ? new LatestResolver(modules).resolve(module) : ask(modules, module, query);
    }

    /** Asks the repository, and holds it to its contract. */
    static ModuleInfo ask(GoModuleRepository modules, ModulePath module, VersionQuery query)
            throws ModuleAccessException, IOException {
        ModuleInfo info = modules.info(module, query);
        if (info.isPublished()) {
            return info;
        }
        ModuleVersion version = info.version()
                .orElseThrow(() -> new IOException("the repository's answer to " + query + " has no version"));
        if (module.checkMajor(version.semver()).isPresent()
                || query instanceof VersionQuery.Exact exact && !isAnswer(module, exact.version(), version)) {
            throw new IOException("the repository answers " + query + " of " + module + " with " + version);
        }
        return info;
    }

    /** Where the path forbids the version as it stands, Go's own answer is the same version marked as incompatible. */
    private static boolean isAnswer(ModulePath module, ModuleVersion asked, ModuleVersion answer) {
        return answer.equals(asked)
                || module.checkMajor(asked.semver()).isPresent()
                        && answer.toString().equals(asked + ModuleVersion.INCOMPATIBLE);
    }
}
