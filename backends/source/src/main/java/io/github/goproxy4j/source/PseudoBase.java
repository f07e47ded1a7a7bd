package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rule for the version that a new pseudo-version follows: the highest one among the tags in the commit's history that
 * the module's path allows and that is not retracted.
 *
 * <p>Whether {@code +incompatible} is allowed is asked of the commit itself, not of the tagged ones. Source: {@code
 * tagAllowed} in {@code cmd/go/internal/modfetch} and {@code (*gitRepo).RecentTag}.
 */
final class PseudoBase {
    /** How many tags are looked at together: mostly one of the highest is the answer, and the others are not looked at. */
    private static final int BATCH = 64;

    private record Tagged(ModuleVersion version, String tag) {}

    private final SourceRepository source;
    private final ModuleLocation location;
    private final RefSnapshot refs;
    private final Retractions retractions;
    private final IncompatibleUse incompatible;

    PseudoBase(
            SourceRepository source,
            ModuleLocation location,
            RefSnapshot refs,
            Retractions retractions,
            IncompatibleUse incompatible) {
        this.source = source;
        this.location = location;
        this.refs = refs;
        this.retractions = retractions;
        this.incompatible = incompatible;
    }

    Optional<ModuleVersion> of(ObjectId commit) throws IOException {
        List<Tagged> all = highestFirst();
        for (int from = 0; from < all.size(); from += BATCH) {
            Optional<ModuleVersion> found = among(all.subList(from, Math.min(from + BATCH, all.size())), commit);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<ModuleVersion> among(List<Tagged> batch, ObjectId commit) throws IOException {
        List<ModuleVersion> versions = new ArrayList<>();
        List<ObjectId> commits = new ArrayList<>();
        for (Tagged tagged : batch) {
            Optional<Commit> end = isAllowed(tagged.version) ? refs.tag(tagged.tag) : Optional.empty();
            if (end.isPresent()) {
                versions.add(tagged.version);
                commits.add(end.get().id());
            }
        }
        // Two tags may be on one commit; the first of them is the higher.
        return source.firstAncestor(commits, commit).map(found -> versions.get(commits.indexOf(found)));
    }

    private List<Tagged> highestFirst() {
        List<Tagged> tagged = new ArrayList<>();
        for (String tag : refs.tags()) {
            TagVersion.of(location, tag)
                    .map(TagVersion::version)
                    .ifPresent(version -> tagged.add(new Tagged(version, tag)));
        }
        tagged.sort(Comparator.comparing(Tagged::version).reversed().thenComparing(Tagged::tag));
        return tagged;
    }

    private boolean isAllowed(ModuleVersion version) throws IOException {
        boolean fits = location.module().checkMajor(version.semver()).isEmpty();
        return (fits || incompatible.allows(version)) && !retractions.contain(version);
    }
}
