package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;
import java.util.Optional;

/** The rules for where a repository has modules, and which versions: those in which two sets of rules may differ. */
interface ModuleRules {
    /** Finds the place of a module, or none where a repository with this root cannot contain it. */
    Optional<ModuleLocation> locate(ModulePath root, ModulePath module);

    /** The rule for which directory of a commit is the module. */
    ModuleDirectories directories(ModuleLocation location);

    /** The rule for which versions the module lists. */
    TaggedVersions versions(ModuleLocation location, RefSnapshot refs);

    /** Whether a module that is not known has an empty list, rather than none. */
    boolean listsUnknownModules();
}
