package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.Semver;
import java.util.Optional;

/**
 * Where a repository has a module: in which directory its go.mod file is expected, and with what its tags begin.
 *
 * <p>The major version at the end of the module path is part of neither: {@code R/sub/v2} is expected in {@code sub} (or
 * {@code sub/v2}) and has the tags {@code sub/v2.1.0}. Source: {@code newCodeRepo} and {@code revToRev} in {@code
 * cmd/go/internal/modfetch}.
 *
 * @param root the module path that the repository's root stands for
 * @param module the module's path, the root or below it
 * @param codeDirectory the directory without major version, from the root of the repository; empty for the root
 */
record ModuleLocation(ModulePath root, ModulePath module, String codeDirectory) {
    /** Finds the place of a module, or none where a repository with this root cannot contain it. */
    static Optional<ModuleLocation> of(ModulePath root, ModulePath module) {
        if (module.equals(root)) {
            return Optional.of(new ModuleLocation(root, module, ""));
        }
        String prefix = module.prefix();
        if (prefix.equals(root.toString())) {
            return Optional.of(new ModuleLocation(root, module, ""));
        }
        return prefix.startsWith(root + "/")
                ? Optional.of(new ModuleLocation(
                        root, module, prefix.substring(root.toString().length() + 1)))
                : Optional.empty();
    }

    /** What a tag of this module has before its version: empty, or the directory and a slash. */
    String tagPrefix() {
        return codeDirectory.isEmpty() ? "" : codeDirectory + "/";
    }

    /** The revision that a query names: that in a pseudo-version, the tag of any other version, else the text itself. */
    String revision(String query) {
        Optional<Semver> version = Semver.parse(query);
        if (version.isEmpty()) {
            return query;
        }
        if (version.get().toVersion().isPseudo()) {
            String pseudo =
                    query.substring(0, query.length() - version.get().build().length());
            return pseudo.substring(pseudo.lastIndexOf('-') + 1);
        }
        boolean incompatible = version.get().build().equals(ModuleVersion.INCOMPATIBLE);
        return tagPrefix() + (incompatible ? version.get().canonical() : query);
    }

    /** The path of the module without its major version, or whole where the repository is the module's alone. */
    String prefix() {
        return module.equals(root) ? module.toString() : module.prefix();
    }

    /** The path of the go.mod file in the code directory. */
    String goModPath() {
        return tagPrefix() + GoModFiles.NAME;
    }

    /** The other directory where a module with {@code /vN} at its end may be: that sub-directory of the code directory. */
    Optional<String> majorDirectory() {
        boolean possible = module.pathMajor().startsWith("/") && !module.equals(root);
        return possible ? Optional.of(tagPrefix() + module.major()) : Optional.empty();
    }

    /** Whether a revision without go.mod is a module here: only at the root, and without {@code /vN} in the path. */
    boolean allowsNoGoMod() {
        return codeDirectory.isEmpty() && !module.pathMajor().startsWith("/");
    }
}
