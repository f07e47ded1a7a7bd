package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.Semver;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One module as one snapshot of the refs has it: the rules put together. One thread uses it, for one request. */
final class ModuleView {
    private final SourceRepository source;
    private final GoModFiles goMods;
    private final ModuleLocation location;
    private final RefSnapshot refs;
    private final ModuleDirectories directories;
    private final TaggedVersions versions;
    private final Revisions revisions;

    ModuleView(
            SourceRepository source, GoModFiles goMods, ModuleRules rules, ModuleLocation location, RefSnapshot refs) {
        this.source = source;
        this.goMods = goMods;
        this.location = location;
        this.refs = refs;
        this.directories = rules.directories(location);
        this.versions = rules.versions(location, refs);
        this.revisions = new Revisions(source, refs);
    }

    List<ModuleVersion> versions() throws ModuleAccessException, IOException {
        return versions.list();
    }

    boolean isKnown() throws IOException {
        return new KnownModule(location, refs, revisions, directories, versions).isKnown();
    }

    /**
     * Finds the version of the default branch's tip, which is the latest where no version is listed that has not been
     * retracted.
     *
     * @return the version, or empty if the latest is one of the list
     */
    Optional<ResolvedVersion> latest() throws ModuleAccessException, IOException {
        Retractions retractions = retractions();
        for (ModuleVersion version : versions()) {
            if (!retractions.contain(version)) {
                return Optional.empty();
            }
        }
        return Optional.of(ofCommit(revisions.defaultBranch(), Optional.empty()));
    }

    /**
     * Resolves a query.
     *
     * @param query a version, canonical or not, a branch, a tag, an id, or {@code HEAD}
     */
    ResolvedVersion resolve(String query) throws ModuleAccessException, IOException {
        Revision revision = revisions.find(location.revision(query));
        Optional<Semver> version = Semver.parse(query);
        if (version.isEmpty() || !version.get().toVersion().isPseudo()) {
            return ofCommit(revision, Optional.of(query));
        }
        ModuleVersion pseudo = ModuleVersion.find(query)
                .orElseThrow(() -> Refusal.invalidPseudoVersion("version " + query + " is not canonical"));
        ResolvedVersion resolved = canonicalCheck(revision, Optional.of(query)).check(pseudo);
        new PseudoVersionCheck(source, location, refs).check(pseudo, revision);
        return resolved;
    }

    private ResolvedVersion ofCommit(Revision revision, Optional<String> query)
            throws ModuleAccessException, IOException {
        IncompatibleUse incompatible = new IncompatibleUse(goMods, location, revision.id(), query);
        CanonicalVersionCheck check =
                new CanonicalVersionCheck(location, revisions, directories, incompatible, revision, query);
        Retractions retractions = retractions();
        PseudoBase base = new PseudoBase(source, location, refs, retractions, incompatible);
        return new VersionOfCommit(location, refs, retractions, incompatible, check, base).of(revision, query);
    }

    private Retractions retractions() {
        return new Retractions(goMods, directories, location, refs, versions);
    }

    private CanonicalVersionCheck canonicalCheck(Revision revision, Optional<String> query) {
        IncompatibleUse incompatible = new IncompatibleUse(goMods, location, revision.id(), query);
        return new CanonicalVersionCheck(location, revisions, directories, incompatible, revision, query);
    }
}
