package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.Semver;
import java.util.Optional;

/**
 * The rule for what a tag means for the commit it is on: a canonical one names a version, one with a build can only be the
 * base of a pseudo-version, and one that is incomplete or looks like a pseudo-version is nothing.
 *
 * <p>A tag named {@code v2.0.0+incompatible} is one with a build. Source: {@code tagToVersion} in {@code
 * cmd/go/internal/modfetch}.
 *
 * @param version the version without build
 * @param canonical whether the tag is exactly that version
 */
record TagVersion(ModuleVersion version, boolean canonical) {
    static Optional<TagVersion> of(ModuleLocation location, String tag) {
        String prefix = location.tagPrefix();
        if (!tag.startsWith(prefix)) {
            return Optional.empty();
        }
        String text = tag.substring(prefix.length());
        Optional<ModuleVersion> exact = ModuleVersion.find(text).filter(version -> !version.isIncompatible());
        Optional<ModuleVersion> version = exact.isPresent() ? exact : withoutBuild(text);
        // Go asks this of the whole tag, so that one with a prefix never looks like a pseudo-version.
        return version.filter(found -> !(prefix.isEmpty() && found.isPseudo()))
                .map(found -> new TagVersion(found, exact.isPresent()));
    }

    /** The version of a text that has a build, none of one that is incomplete. */
    private static Optional<ModuleVersion> withoutBuild(String text) {
        return Semver.parse(text)
                .map(Semver::canonical)
                .filter(text::startsWith)
                .map(ModuleVersion::parse);
    }
}
