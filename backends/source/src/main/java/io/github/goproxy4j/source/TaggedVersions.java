package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.List;

/** The rule for which versions a module lists. */
interface TaggedVersions {
    /**
     * Lists them.
     *
     * @return the versions that tags name, in any order
     * @throws ModuleAccessException if a tag that the rule must look into leads to no commit
     */
    List<ModuleVersion> list() throws ModuleAccessException, IOException;
}
