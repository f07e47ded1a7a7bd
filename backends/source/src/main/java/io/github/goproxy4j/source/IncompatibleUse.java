package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rule for whether one commit may be used as a {@code +incompatible} version: only at the root, for a path without
 * major version, if the commit has no go.mod file there.
 *
 * <p>Nor may it have one in the sub-directory {@code vN} of the version's major, unless the query says {@code
 * +incompatible} itself (golang.org/issue/51324). Source: {@code canUseIncompatible} in {@code cmd/go/internal/modfetch}.
 */
final class IncompatibleUse {
    private final GoModFiles goMods;
    private final ModuleLocation location;
    private final ObjectId commit;
    private final boolean asked;
    private final Map<String, Boolean> hasGoMod = new HashMap<>();

    IncompatibleUse(GoModFiles goMods, ModuleLocation location, ObjectId commit, Optional<String> query) {
        this.goMods = goMods;
        this.location = location;
        this.commit = commit;
        this.asked =
                query.filter(text -> text.endsWith(ModuleVersion.INCOMPATIBLE)).isPresent();
    }

    boolean allows(ModuleVersion version) throws IOException {
        if (!location.codeDirectory().isEmpty()
                || !location.module().pathMajor().isEmpty()) {
            return false;
        }
        return !hasGoMod(GoModFiles.NAME) && (asked || !hasGoMod(version.major() + "/" + GoModFiles.NAME));
    }

    private boolean hasGoMod(String path) throws IOException {
        Boolean known = hasGoMod.get(path);
        if (known == null) {
            known = goMods.exists(commit, path);
            hasGoMod.put(path, known);
        }
        return known;
    }
}
