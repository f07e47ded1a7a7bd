package io.github.goproxy4j.resolve;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions that a module's authors have taken back.
 *
 * <p>They say so in the go.mod file of the highest release, or of the highest pre-release where there is no release; that
 * version may retract itself. {@code +incompatible} versions have no go.mod file.
 *
 * @param retracted the ranges
 * @see <a href="https://go.dev/ref/mod#go-mod-file-retract">Go Modules Reference, retract directive</a>
 */
record Retractions(List<GoMod.Retraction> retracted) {
    private static final Logger LOG = LoggerFactory.getLogger(Retractions.class);

    static Retractions of(GoModuleRepository modules, ModulePath module, List<ModuleVersion> listed)
            throws ModuleAccessException, IOException {
        List<ModuleVersion> compatible =
                listed.stream().filter(version -> !version.isIncompatible()).toList();
        Optional<ModuleVersion> speaker = LatestResolver.highest(compatible, version -> !version.isPrerelease())
                .or(() -> LatestResolver.highest(compatible, ModuleVersion::isPrerelease));
        if (speaker.isEmpty()) {
            return new Retractions(List.of());
        }
        ModuleId id = new ModuleId(module, speaker.get());
        Optional<byte[]> goMod = GoModFile.read(modules, id);
        try {
            return new Retractions(
                    goMod.isEmpty() ? List.of() : GoMod.parse(goMod.get()).retractions());
        } catch (ModuleSyntaxException e) {
            LOG.warn("{}: no retractions are known: its go.mod file cannot be read: {}", id, e.getMessage());
            return new Retractions(List.of());
        }
    }

    boolean contain(ModuleVersion version) {
        return retracted.stream().anyMatch(range -> range.contains(version));
    }
}
