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
import io.github.goproxy4j.repository.ModuleVersions;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
    /** How many versions without an info are passed over before the answer is that there is none. */
    private static final int MAX_TRIES = 100;

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
        ModuleVersions all = ModuleVersions.of(module, modules.versions(module));
        List<ModuleVersion> listed = all.listed();
        Retractions retractions = Retractions.of(modules, module, listed);
        Predicate<ModuleVersion> allowed = version -> !retractions.contain(version);
        List<ModuleVersion> candidates =
                candidates(module, listed.stream().filter(allowed).toList());
        Optional<ModuleInfo> tagged = first(module, candidates);
        if (tagged.isPresent()) {
            return tagged.get();
        }
        try {
            return InfoResolver.ask(modules, module, VersionQuery.HEAD);
        } catch (ModuleAccessException e) {
            if (e.reason() != Reason.NOT_FOUND && e.reason() != Reason.INVALID) {
                throw e;
            }
            Optional<ModuleInfo> pseudo = first(
                    module,
                    newestPseudosFirst(all.stream()
                            .filter(version ->
                                    module.checkMajor(version.semver()).isEmpty())
                            .filter(allowed)));
            if (pseudo.isPresent()) {
                return pseudo.get();
            }
            if (!listed.isEmpty()) {
                throw ModuleAccessException.notFound(
                        candidates.isEmpty() ? "all versions are retracted" : "no version is here with its info");
            }
            throw e;
        }
    }

    /**
     * What is known of the first version that the repository has an info of.
     *
     * <p>A filled module cache lists versions of which it has the go.mod file only: they were considered, and another one was
     * chosen.
     */
    private Optional<ModuleInfo> first(ModulePath module, List<ModuleVersion> candidates)
            throws ModuleAccessException, IOException {
        int tries = Math.min(candidates.size(), MAX_TRIES);
        for (ModuleVersion version : candidates.subList(0, tries)) {
            try {
                return Optional.of(InfoResolver.ask(modules, module, new VersionQuery.Exact(version)));
            } catch (ModuleAccessException e) {
                if (e.reason() != Reason.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The releases from the highest down, then the pre-releases, of ascending versions.
     *
     * <p>{@code +incompatible} versions count only if the highest compatible version has no go.mod file of its own: with
     * one, the authors use modules, and publish higher major versions under other paths. The {@code go} command does the
     * same, and also prefers a compatible pre-release to an incompatible release; source: {@code filterVersions} in
     * {@code cmd/go/internal/modload/query.go}.
     */
    private List<ModuleVersion> candidates(ModulePath module, List<ModuleVersion> allowed)
            throws ModuleAccessException, IOException {
        List<ModuleVersion> compatible =
                allowed.stream().filter(version -> !version.isIncompatible()).toList();
        boolean onlyCompatible = compatible.size() < allowed.size()
                && !compatible.isEmpty()
                && GoModFile.isOwn(modules, new ModuleId(module, compatible.get(compatible.size() - 1)));
        return (onlyCompatible ? compatible : allowed)
                .stream()
                        .sorted(Comparator.comparing(ModuleVersion::isPrerelease)
                                .thenComparing(Comparator.reverseOrder()))
                        .toList();
    }

    static Optional<ModuleVersion> highest(List<ModuleVersion> versions, Predicate<ModuleVersion> kind) {
        return versions.stream().filter(kind).max(Comparator.naturalOrder());
    }

    private static List<ModuleVersion> newestPseudosFirst(Stream<ModuleVersion> versions) {
        return versions.filter(version -> time(version).isPresent())
                .sorted(Comparator.comparing(
                                (ModuleVersion version) -> time(version).orElseThrow())
                        .thenComparing(Comparator.naturalOrder())
                        .reversed())
                .toList();
    }

    private static Optional<Instant> time(ModuleVersion version) {
        try {
            return version.pseudo().map(PseudoVersion::time);
        } catch (ModuleSyntaxException e) {
            return Optional.empty();
        }
    }
}
