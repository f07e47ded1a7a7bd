package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.PseudoVersion;
import io.github.goproxy4j.module.Semver;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * The rule for which version a commit has: the tag by which it was named, else the tag on it that equals the version asked
 * for, else the highest tag on it that is allowed and not retracted, else a pseudo-version.
 *
 * <p>The base of the pseudo-version is the tag on the commit that equals the version asked for but has a build; else the
 * highest such tag on the commit that is allowed, even if its history has a higher one; else what {@link PseudoBase} finds.
 * Source: {@code (*codeRepo).convert} in {@code cmd/go/internal/modfetch}, and {@code (*gitRepo).RecentTag}, which looks at
 * the history only if the tags that were fetched with the commit give no answer.
 */
final class VersionOfCommit {
    private final ModuleLocation location;
    private final RefSnapshot refs;
    private final Retractions retractions;
    private final IncompatibleUse incompatible;
    private final CanonicalVersionCheck check;
    private final PseudoBase pseudoBase;

    VersionOfCommit(
            ModuleLocation location,
            RefSnapshot refs,
            Retractions retractions,
            IncompatibleUse incompatible,
            CanonicalVersionCheck check,
            PseudoBase pseudoBase) {
        this.location = location;
        this.refs = refs;
        this.retractions = retractions;
        this.incompatible = incompatible;
        this.check = check;
        this.pseudoBase = pseudoBase;
    }

    /**
     * Finds the version.
     *
     * @param query the text that named the commit, or empty for the tip of the default branch
     */
    ResolvedVersion of(Revision revision, Optional<String> query) throws ModuleAccessException, IOException {
        Optional<TagVersion> named = revision.tag().flatMap(tag -> TagVersion.of(location, tag));
        if (named.isPresent() && named.get().canonical()) {
            try {
                return check.check(named.get().version());
            } catch (ModuleAccessException refused) {
                // Another tag of the commit, or its pseudo-version, may be the answer.
            }
        }
        Optional<Semver> asked = query.flatMap(Semver::parse);
        Optional<ModuleVersion> highest = Optional.empty();
        Optional<ModuleVersion> base = Optional.empty();
        Optional<ModuleVersion> onCommit = Optional.empty();
        for (String name : refs.tags()) {
            Optional<TagVersion> tag = TagVersion.of(location, name);
            if (tag.isEmpty() || !refs.isTagOn(name, revision.id())) {
                continue;
            }
            ModuleVersion version = tag.get().version();
            if (asked.isPresent() && version.semver().compareTo(asked.get()) == 0) {
                if (tag.get().canonical()) {
                    return check.check(version);
                }
                base = Optional.of(version);
            }
            Optional<ModuleVersion> sofar = tag.get().canonical() ? highest : onCommit;
            if (isHigher(version, sofar) && isAllowed(version)) {
                if (tag.get().canonical()) {
                    highest = Optional.of(version);
                } else {
                    onCommit = Optional.of(version);
                }
            }
        }
        if (highest.isPresent()) {
            return check.check(highest.get());
        }
        if (base.isEmpty()) {
            // Go has the tags of the commit itself before it has those of its history, and looks no further.
            base = onCommit.isPresent() ? onCommit : pseudoBase.of(revision.id());
        }
        return check.check(pseudoVersion(revision, base));
    }

    private static boolean isHigher(ModuleVersion version, Optional<ModuleVersion> highest) {
        return highest.isEmpty() || highest.get().compareTo(version) < 0;
    }

    private boolean isAllowed(ModuleVersion version) throws IOException {
        boolean fits = location.module().checkMajor(version.semver()).isEmpty();
        return (fits || incompatible.allows(version)) && !retractions.contain(version);
    }

    private ModuleVersion pseudoVersion(Revision revision, Optional<ModuleVersion> base) throws ModuleAccessException {
        try {
            return ModuleVersion.parse(PseudoVersion.format(
                    location.module().major(),
                    base.map(ModuleVersion::semver),
                    revision.commit().time(),
                    revision.shortId()));
        } catch (DateTimeException | ModuleSyntaxException e) {
            throw Refusal.invalidVersion("the time of commit " + revision.shortId() + " has no pseudo-version");
        }
    }
}
