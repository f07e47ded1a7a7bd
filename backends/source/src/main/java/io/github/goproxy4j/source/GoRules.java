package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;
import java.util.Optional;

/**
 * The rules of the {@code go} command.
 *
 * <p>The major version at the end of a module path is part neither of its code directory nor of what its tags begin with:
 * {@code R/sub/v2} is expected in {@code sub} (or {@code sub/v2}) and has the tags {@code sub/v2.1.0}. Source: {@code
 * newCodeRepo} in {@code cmd/go/internal/modfetch}.
 */
final class GoRules implements ModuleRules {
    private final GoModFiles goMods;

    GoRules(GoModFiles goMods) {
        this.goMods = goMods;
    }

    @Override
    public Optional<ModuleLocation> locate(ModulePath root, ModulePath module) {
        String prefix = module.prefix();
        if (module.equals(root) || prefix.equals(root.toString())) {
            return Optional.of(new ModuleLocation(root, module, "", ""));
        }
        if (!prefix.startsWith(root + "/")) {
            return Optional.empty();
        }
        String directory = prefix.substring(root.toString().length() + 1);
        return Optional.of(new ModuleLocation(root, module, directory, directory + "/"));
    }

    @Override
    public ModuleDirectories directories(ModuleLocation location) {
        return new GoDirectories(goMods, location);
    }

    @Override
    public TaggedVersions versions(ModuleLocation location, RefSnapshot refs) {
        return new GoVersions(refs, new IncompatibleVersions(goMods, refs));
    }

    @Override
    public boolean listsUnknownModules() {
        return false;
    }
}
