package io.github.goproxy4j.source;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.Optional;

/**
 * GitLab's rule for which directory of a commit is a module: the one that the module's path says, if its go.mod file has
 * that very path in its module line.
 *
 * <p>GitLab compares the first line of the file, byte for byte; here it is the module line as Go reads it, wherever it
 * stands, with comments, quotes and CRLF. Source: {@code valid?} in {@code app/models/packages/go/module_version.rb}.
 */
final class GitLabDirectories implements ModuleDirectories {
    private final GoModFiles goMods;
    private final ModuleLocation location;
    private final boolean checksName;

    GitLabDirectories(GoModFiles goMods, ModuleLocation location, boolean checksName) {
        this.goMods = goMods;
        this.location = location;
        this.checksName = checksName;
    }

    @Override
    public ModuleDirectory find(ObjectId commit, String version) throws ModuleAccessException, IOException {
        String revision = " at revision " + location.revision(version);
        GoModFile file = goMods.find(commit, location.goModPath())
                .orElseThrow(() -> Refusal.invalidVersion("missing " + location.module() + "/go.mod" + revision));
        String path = file.entry().path();
        String declared = file.declaredPath()
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> Refusal.invalidVersion(path + " is missing module path" + revision));
        if (checksName && !declared.equals(location.module().toString())) {
            throw Refusal.invalidVersion(path + " has other module path " + GoText.quote(declared) + revision);
        }
        return new ModuleDirectory(location.codeDirectory(), Optional.of(file));
    }
}
