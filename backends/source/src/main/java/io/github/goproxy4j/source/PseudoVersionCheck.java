package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.PseudoVersion;
import io.github.goproxy4j.module.Semver;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rule that a pseudo-version must pass to stand for a commit: it has the commit's short id and time, and a tag with the
 * version it follows is an ancestor of the commit.
 *
 * <p>Without it authors could order commits as they like by made-up versions. Source: {@code
 * (*codeRepo).validatePseudoVersion} in {@code cmd/go/internal/modfetch}.
 */
final class PseudoVersionCheck {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private final SourceRepository source;
    private final ModuleLocation location;
    private final RefSnapshot refs;

    PseudoVersionCheck(SourceRepository source, ModuleLocation location, RefSnapshot refs) {
        this.source = source;
        this.location = location;
        this.refs = refs;
    }

    void check(ModuleVersion version, Revision revision) throws ModuleAccessException, IOException {
        PseudoVersion pseudo = parse(version);
        checkRevision(pseudo.revision(), revision.shortId());
        if (!pseudo.time().equals(revision.commit().time().truncatedTo(ChronoUnit.SECONDS))) {
            throw Refusal.invalidPseudoVersion("does not match version-control timestamp (expected "
                    + TIME.format(revision.commit().time().atOffset(ZoneOffset.UTC)) + ")");
        }
        if (pseudo.base().isEmpty()) {
            if (location.module().major().isEmpty() && version.major().equals("v1")) {
                throw Refusal.invalidPseudoVersion("major version without preceding tag must be v0, not v1");
            }
            return;
        }
        checkBase(pseudo.base().get(), revision);
    }

    private static PseudoVersion parse(ModuleVersion version) throws ModuleAccessException {
        try {
            // Its +incompatible belongs to the whole version, not to the base.
            return ModuleVersion.parse(version.semver().canonical()).pseudo().orElseThrow();
        } catch (ModuleSyntaxException e) {
            throw Refusal.because(ModuleAccessException.Reason.INVALID, e);
        }
    }

    private static void checkRevision(String given, String expected) throws ModuleAccessException {
        if (given.equals(expected)) {
            return;
        }
        String reason = given.startsWith(expected)
                ? "revision is longer than canonical"
                : expected.startsWith(given)
                        ? "revision is shorter than canonical"
                        : "does not match short name of revision";
        throw Refusal.invalidPseudoVersion(reason + " (expected " + expected + ")");
    }

    private void checkBase(Semver base, Revision revision) throws ModuleAccessException, IOException {
        // Go cuts the prefix off where there is one, so that a tag without it counts as well.
        for (String own : List.of(location.tagPrefix() + base, base.text())) {
            if (refs.isTagOn(own, revision.id())) {
                throw Refusal.invalidPseudoVersion(
                        "tag (" + own + ") found on revision " + revision.shortId()
                                + " is already canonical, so should not be replaced with a pseudo-version derived from that tag");
            }
        }
        List<ObjectId> tagged = new ArrayList<>();
        Optional<String> last = Optional.empty();
        boolean isTakenForBase = false;
        for (String tag : refs.tags()) {
            if (names(tag, base)) {
                last = Optional.of(tag);
                refs.tag(tag).ifPresent(commit -> tagged.add(commit.id()));
                isTakenForBase |= refs.isFetchedAsBranch(tag, revision.id());
            }
        }
        if (last.isEmpty()) {
            throw Refusal.invalidPseudoVersion("preceding tag (" + base + ") not found");
        }
        if (!isTakenForBase && source.firstAncestor(tagged, revision.id()).isEmpty()) {
            throw Refusal.invalidPseudoVersion(
                    "revision " + revision.shortId() + " is not a descendent of preceding tag (" + last.get() + ")");
        }
    }

    /** Whether a tag is the base, or the base with a build. */
    private boolean names(String tag, Semver base) {
        return tag.startsWith(location.tagPrefix() + base)
                && Semver.parse(tag.substring(location.tagPrefix().length()))
                        .filter(version -> version.compareTo(base) == 0)
                        .isPresent();
    }
}
