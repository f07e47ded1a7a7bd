package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rule for which {@code +incompatible} versions a module lists: none if its highest compatible version has a go.mod
 * file, since its author then means it to stay at v0 or v1; else all those of every major version whose own highest tag
 * has none.
 *
 * <p>Only the presence of the file at the root is looked at. Source: {@code (*codeRepo).appendIncompatibleVersions} in
 * {@code cmd/go/internal/modfetch}.
 */
final class IncompatibleVersions {
    private final GoModFiles goMods;
    private final RefSnapshot refs;

    IncompatibleVersions(GoModFiles goMods, RefSnapshot refs) {
        this.goMods = goMods;
        this.refs = refs;
    }

    List<ModuleVersion> of(VersionTags tags) throws ModuleAccessException, IOException {
        List<ModuleVersion> listed = new ArrayList<>();
        if (tags.incompatible().isEmpty() || (!tags.compatible().isEmpty() && hasGoMod(last(tags.compatible())))) {
            return listed;
        }
        Map<String, List<ModuleVersion>> byMajor = new LinkedHashMap<>();
        for (ModuleVersion version : tags.incompatible()) {
            byMajor.computeIfAbsent(version.major(), major -> new ArrayList<>()).add(version);
        }
        for (List<ModuleVersion> versions : byMajor.values()) {
            if (!hasGoMod(last(versions))) {
                versions.forEach(v -> listed.add(ModuleVersion.parse(v + ModuleVersion.INCOMPATIBLE)));
            }
        }
        return listed;
    }

    private static ModuleVersion last(List<ModuleVersion> versions) {
        return versions.get(versions.size() - 1);
    }

    private boolean hasGoMod(ModuleVersion tag) throws ModuleAccessException, IOException {
        String name = tag.toString();
        Optional<Commit> commit = refs.tag(name);
        if (commit.isEmpty()) {
            // Published from a commit that is gone: then what the tag is on now has to do.
            commit = refs.movedTag(name);
        }
        return goMods.existsAtRoot(
                commit.orElseThrow(() -> Refusal.noCommit("tag", name)).id());
    }
}
