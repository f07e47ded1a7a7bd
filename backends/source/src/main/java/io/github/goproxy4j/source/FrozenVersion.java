package io.github.goproxy4j.source;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.zip.ModuleHash;
import java.util.Optional;

/**
 * A version that is about to be the answer.
 *
 * @param module the module
 * @param resolved the version, and where its content is
 * @param published what the version was when it was published, if that is how it was found
 */
record FrozenVersion(ModulePath module, ResolvedVersion resolved, Optional<PublishedVersion> published) {
    ModuleId id() {
        return new ModuleId(module, resolved.version());
    }

    /** What the version is now. */
    PublishedVersion content(Optional<ModuleHash> zip) {
        Commit commit = resolved.revision().commit();
        ModuleHash mod = resolved.directory()
                .goMod()
                .map(GoModFile::hash)
                .orElseGet(() -> ModuleHash.ofGoMod(GoMod.synthesize(module)));
        return new PublishedVersion(commit.id(), commit.time(), mod, zip);
    }
}
