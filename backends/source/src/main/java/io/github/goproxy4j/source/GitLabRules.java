package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;
import java.util.Optional;

/**
 * The rules of GitLab's Go proxy.
 *
 * <p>All of a module path behind the root path is its directory, and a tag is a version for every module of the repository:
 * {@code R/sub/v2} is in {@code sub/v2} and has the tags {@code v2.1.0}. Any directory has a list, an empty one also where no
 * commit has it. No version is {@code +incompatible}, as that takes a commit without go.mod file. Source: {@code
 * app/finders/packages/go} in GitLab.
 */
final class GitLabRules implements ModuleRules {
    /** Lists of as many tags, of all modules together, are looked through without reading an object again. */
    private static final int CAPACITY = 1 << 16;

    private final GoModFiles goMods;
    private final boolean checksName;
    private final BoundedCache<ModuleAtCommit, Boolean> looked = new BoundedCache<>(CAPACITY);

    /**
     * The rules for one repository.
     *
     * @param checksName whether a go.mod file must have the name of the module that it is asked for
     */
    GitLabRules(GoModFiles goMods, boolean checksName) {
        this.goMods = goMods;
        this.checksName = checksName;
    }

    @Override
    public Optional<ModuleLocation> locate(ModulePath root, ModulePath module) {
        if (!module.isWithin(root)) {
            return Optional.empty();
        }
        int start =
                module.equals(root) ? root.toString().length() : root.toString().length() + 1;
        return Optional.of(new ModuleLocation(root, module, module.toString().substring(start), ""));
    }

    @Override
    public ModuleDirectories directories(ModuleLocation location) {
        return new GitLabDirectories(goMods, location, checksName);
    }

    @Override
    public TaggedVersions versions(ModuleLocation location, RefSnapshot refs) {
        return new GitLabVersions(location, refs, directories(location), looked);
    }

    @Override
    public boolean listsUnknownModules() {
        return true;
    }
}
