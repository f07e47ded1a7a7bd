package io.github.goproxy4j.source;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rule for which versions a module's author has retracted: those that the go.mod file of its highest release tag says,
 * or of its highest pre-release tag if there is no release.
 *
 * <p>A file that Go refuses retracts nothing. {@code +incompatible} versions have no go.mod file and are left out. It is
 * looked up when first asked for. Source: {@code (*codeRepo).retractedVersions} in {@code cmd/go/internal/modfetch}.
 */
final class Retractions {
    private final GoModFiles goMods;
    private final ModuleDirectories directories;
    private final ModuleLocation location;
    private final RefSnapshot refs;
    private final TaggedVersions versions;
    private @Nullable List<GoMod.Retraction> retractions;

    Retractions(
            GoModFiles goMods,
            ModuleDirectories directories,
            ModuleLocation location,
            RefSnapshot refs,
            TaggedVersions versions) {
        this.goMods = goMods;
        this.directories = directories;
        this.location = location;
        this.refs = refs;
        this.versions = versions;
    }

    boolean contain(ModuleVersion version) throws IOException {
        if (retractions == null) {
            retractions = read();
        }
        return retractions.stream().anyMatch(retraction -> retraction.contains(version));
    }

    private List<GoMod.Retraction> read() throws IOException {
        try {
            Optional<ModuleVersion> highest = highest(versions.list());
            if (highest.isEmpty()) {
                return List.of();
            }
            String tag = location.tagPrefix() + highest.get();
            Commit commit = refs.tag(tag).orElseThrow(() -> Refusal.noCommit("tag", tag));
            Optional<GoModFile> file =
                    directories.find(commit.id(), highest.get().toString()).goMod();
            Optional<GoMod> goMod = file.isPresent() ? goMods.parse(file.get()) : Optional.empty();
            return goMod.map(GoMod::retractions).orElse(List.of());
        } catch (ModuleAccessException refused) {
            return List.of();
        }
    }

    private static Optional<ModuleVersion> highest(List<ModuleVersion> listed) {
        List<ModuleVersion> compatible =
                listed.stream().filter(v -> !v.isIncompatible()).sorted().toList();
        return compatible.stream()
                .filter(v -> !v.isPrerelease())
                .reduce((low, high) -> high)
                .or(() -> compatible.stream().reduce((low, high) -> high));
    }
}
