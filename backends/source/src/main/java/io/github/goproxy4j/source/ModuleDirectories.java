package io.github.goproxy4j.source;

import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;

/** The rule for which directory of a commit is a module. */
interface ModuleDirectories {
    /**
     * Finds the module's directory in a commit.
     *
     * @param version the version that is asked for, for the words of a refusal
     * @throws ModuleAccessException if the commit does not have the module
     */
    ModuleDirectory find(ObjectId commit, String version) throws ModuleAccessException, IOException;
}
