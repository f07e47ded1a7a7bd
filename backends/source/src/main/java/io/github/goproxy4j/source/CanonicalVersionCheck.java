package io.github.goproxy4j.source;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.Semver;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.Optional;

/**
 * The rule that a version must pass to be the answer for a commit: the commit has the module, the major version fits the
 * module's path or may be {@code +incompatible}, and a canonical version that was asked for is the answer itself.
 *
 * <p>Source: {@code checkCanonical} in {@code cmd/go/internal/modfetch}.
 */
final class CanonicalVersionCheck {
    private final ModuleLocation location;
    private final Revisions revisions;
    private final ModuleDirectories directories;
    private final IncompatibleUse incompatible;
    private final Revision revision;
    private final Optional<ModuleVersion> asked;

    CanonicalVersionCheck(
            ModuleLocation location,
            Revisions revisions,
            ModuleDirectories directories,
            IncompatibleUse incompatible,
            Revision revision,
            Optional<String> query) {
        this.location = location;
        this.revisions = revisions;
        this.directories = directories;
        this.incompatible = incompatible;
        this.revision = revision;
        this.asked = query.flatMap(ModuleVersion::find);
    }

    /**
     * Checks a version, and adds {@code +incompatible} where it belongs.
     *
     * @param found the version that the commit has by its tags or its time
     */
    ResolvedVersion check(ModuleVersion found) throws ModuleAccessException, IOException {
        ModuleDirectory directory = directories.find(commit(found), found.toString());
        Semver base = withoutBuild(found);
        boolean isAsked = asked.isPresent() && withoutBuild(asked.get()).equals(base);
        boolean marked = found.isIncompatible() || (isAsked && asked.get().isIncompatible());
        boolean fits = location.module().checkMajor(base).isEmpty();
        boolean allowed = !fits && incompatible.allows(found);
        if (asked.isPresent() && !isAsked) {
            throw Refusal.invalidVersion("resolves to version " + base + (allowed ? ModuleVersion.INCOMPATIBLE : "")
                    + " (" + withoutBuild(asked.get()) + " is not a tag)");
        }
        if (fits && marked) {
            throw Refusal.invalidVersion(
                    "+incompatible suffix not allowed: major version " + base.major() + " is compatible");
        }
        if (!fits && !allowed) {
            throw Refusal.invalidVersion(wrongMajor(base));
        }
        ModuleVersion version = allowed ? ModuleVersion.parse(base + ModuleVersion.INCOMPATIBLE) : base.toVersion();
        return new ResolvedVersion(version, revision, directory);
    }

    /** The commit to look into: another one where a tag of a sub-directory looks like the pseudo-version of that one. */
    private ObjectId commit(ModuleVersion found) throws ModuleAccessException, IOException {
        String text = location.revision(found.toString());
        boolean same = !found.isPseudo()
                || text.equals(revision.shortId())
                || asked.filter(found::equals).isPresent();
        return same ? revision.id() : revisions.find(text).id();
    }

    private static Semver withoutBuild(ModuleVersion version) {
        return Semver.parse(version.semver().canonical()).orElseThrow();
    }

    private String wrongMajor(Semver base) {
        if (!location.module().pathMajor().isEmpty()) {
            return "module path includes a major version suffix, so major version must match";
        }
        return "module contains a go.mod file, so module path must match major version ("
                + GoText.quote(location.prefix() + "/" + base.major()) + ")";
    }
}
