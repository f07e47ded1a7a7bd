package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.Semver;
import java.util.Optional;

/**
 * Where a repository has a module: in which directory its go.mod file is expected, and with what its tags begin.
 *
 * @param root the module path that the repository's root stands for
 * @param module the module's path, the root or below it
 * @param codeDirectory the directory from the root of the repository; empty for the root
 * @param tagPrefix what a tag of this module has before its version; empty, or it ends in a slash
 */
record ModuleLocation(ModulePath root, ModulePath module, String codeDirectory, String tagPrefix) {
    /**
     * The revision that a query names: that in a pseudo-version, the tag of any other version, else the text itself.
     * Source: {@code revToRev} in {@code cmd/go/internal/modfetch}.
     */
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
        return tagPrefix + (incompatible ? version.get().canonical() : query);
    }

    /** The path of the module without its major version, or whole where the repository is the module's alone. */
    String prefix() {
        return module.equals(root) ? module.toString() : module.prefix();
    }

    /** The path of the go.mod file in the code directory. */
    String goModPath() {
        return inDirectory(GoModFiles.NAME);
    }

    /** The path of something in the code directory. */
    String inDirectory(String name) {
        return codeDirectory.isEmpty() ? name : codeDirectory + "/" + name;
    }
}
