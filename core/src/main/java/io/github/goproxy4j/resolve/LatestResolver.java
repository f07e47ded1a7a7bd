package io.github.goproxy4j.resolve;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.PseudoVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers {@code /$module/@latest}: the version to use when nothing else is said.
 *
 * <p>The repository is asked first. If it has no answer of its own, this is the first of: the highest release that is not
 * retracted; the highest such pre-release; the tip of the default branch; the newest pseudo-version that the repository
 * keeps.
 *
 * @param modules the modules that there are
 * @see <a href="https://go.dev/ref/mod#version-queries">Go Modules Reference, Version queries</a>
 */
public record LatestResolver(GoModuleRepository modules) {
    /**
     * Returns the latest version of a module.
     *
     * @param module the module
     * @return the version
     * @throws ModuleAccessException {@code NOT_FOUND} if the module is unknown, or has no version that could be the answer;
     *     whatever else the repository says
     * @throws IOException if the repository cannot tell
     */
    public ModuleInfo resolve(ModulePath module) throws ModuleAccessException, IOException {
        try {
            return InfoResolver.ask(modules, module, VersionQuery.LATEST);
        } catch (ModuleAccessException e) {
            if (e.reason() != Reason.NOT_FOUND) {
                throw e;
            }
        }
        List<ModuleVersion> all = modules.versions(module);
        List<ModuleVersion> listed = VersionListResolver.listed(module, all);
        Retractions retractions = Retractions.of(modules, module, listed);
        Predicate<ModuleVersion> allowed = version -> !retractions.contain(version);
        Optional<ModuleVersion> best =
                best(module, listed.stream().filter(allowed).toList());
        if (best.isPresent()) {
            return InfoResolver.ask(modules, module, new VersionQuery.Exact(best.get()));
        }
        try {
            return InfoResolver.ask(modules, module, VersionQuery.HEAD);
        } catch (ModuleAccessException e) {
            Optional<ModuleVersion> pseudo = newestPseudo(all.stream()
                    .filter(version -> module.checkMajor(version.semver()).isEmpty())
                    .filter(allowed)
                    .toList());
            if (e.reason() == Reason.NOT_FOUND || e.reason() == Reason.INVALID) {
                if (pseudo.isPresent()) {
                    return InfoResolver.ask(modules, module, new VersionQuery.Exact(pseudo.get()));
                }
                if (!listed.isEmpty()) {
                    throw ModuleAccessException.notFound("all versions are retracted");
                }
            }
            throw e;
        }
    }

    /**
     * The highest release, else the highest pre-release, of ascending versions.
     *
     * <p>{@code +incompatible} versions count only if the highest compatible version has no go.mod file of its own: with
     * one, the authors use modules, and publish higher major versions under other paths. The {@code go} command does the
     * same, and also prefers a compatible pre-release to an incompatible release; source: {@code filterVersions} in
     * {@code cmd/go/internal/modload/query.go}.
     */
    private Optional<ModuleVersion> best(ModulePath module, List<ModuleVersion> allowed)
            throws ModuleAccessException, IOException {
        List<ModuleVersion> compatible =
                allowed.stream().filter(version -> !version.isIncompatible()).toList();
        boolean onlyCompatible = compatible.size() < allowed.size()
                && !compatible.isEmpty()
                && GoModFile.isOwn(modules, new ModuleId(module, compatible.get(compatible.size() - 1)));
        List<ModuleVersion> candidates = onlyCompatible ? compatible : allowed;
        return highest(candidates, version -> !version.isPrerelease())
                .or(() -> highest(candidates, ModuleVersion::isPrerelease));
    }

    static Optional<ModuleVersion> highest(List<ModuleVersion> versions, Predicate<ModuleVersion> kind) {
        return versions.stream().filter(kind).max(Comparator.naturalOrder());
    }

    private static Optional<ModuleVersion> newestPseudo(List<ModuleVersion> versions) {
        return versions.stream()
                .filter(version -> time(version).isPresent())
                .max(Comparator.comparing(
                                (ModuleVersion version) -> time(version).orElseThrow())
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static Optional<Instant> time(ModuleVersion version) {
        try {
            return version.pseudo().map(PseudoVersion::time);
        } catch (ModuleSyntaxException e) {
            return Optional.empty();
        }
    }
}
