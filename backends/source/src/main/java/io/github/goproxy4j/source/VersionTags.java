package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The rule for which tags are versions of a module: those with its prefix whose rest is a canonical version without build,
 * does not look like a pseudo-version, and has the major version of the module's path.
 *
 * <p>For a module at the root and without major version in its path, those of higher majors are candidates for {@code
 * +incompatible}. No object is read: a tag counts whatever its tree holds. Source: {@code (*codeRepo).Versions} in {@code
 * cmd/go/internal/modfetch}.
 *
 * @param compatible the versions, in ascending order
 * @param incompatible the candidates, as their tags spell them, in ascending order
 */
record VersionTags(List<ModuleVersion> compatible, List<ModuleVersion> incompatible) {
    static VersionTags of(ModuleLocation location, Collection<String> tags) {
        List<ModuleVersion> compatible = new ArrayList<>();
        List<ModuleVersion> incompatible = new ArrayList<>();
        // The tags v2.x.y belong to gopkg.in/x.v2; nothing says which of them its -unstable twin would have.
        if (location.module().isGopkgIn() && location.module().pathMajor().endsWith("-unstable")) {
            return new VersionTags(compatible, incompatible);
        }
        boolean mayBeIncompatible = location.codeDirectory().isEmpty()
                && location.module().pathMajor().isEmpty();
        for (String tag : tags) {
            Optional<ModuleVersion> version = version(location.tagPrefix(), tag);
            if (version.isEmpty()) {
                continue;
            }
            if (location.module().checkMajor(version.get().semver()).isEmpty()) {
                compatible.add(version.get());
            } else if (mayBeIncompatible) {
                incompatible.add(version.get());
            }
        }
        compatible.sort(null);
        incompatible.sort(null);
        return new VersionTags(compatible, incompatible);
    }

    private static Optional<ModuleVersion> version(String prefix, String tag) {
        return tag.startsWith(prefix)
                ? ModuleVersion.find(tag.substring(prefix.length())).filter(v -> !v.isIncompatible() && !v.isPseudo())
                : Optional.empty();
    }
}
