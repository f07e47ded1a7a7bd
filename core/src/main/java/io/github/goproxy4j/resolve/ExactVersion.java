package io.github.goproxy4j.resolve;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.util.Optional;

/** The rule that files are published for canonical versions only, and only for those that the module's path allows. */
final class ExactVersion {
    private ExactVersion() {}

    static ModuleId require(ModulePath module, VersionQuery query) throws ModuleAccessException {
        if (!(query instanceof VersionQuery.Exact exact)) {
            throw ModuleAccessException.invalid("invalid version: " + GoText.quote(query.text())
                    + " is not a canonical version; ask for its .info first");
        }
        Optional<String> refusal = module.checkMajor(exact.version().semver());
        if (refusal.isPresent()) {
            throw ModuleAccessException.invalid("invalid version: " + refusal.get());
        }
        return new ModuleId(module, exact.version());
    }
}
