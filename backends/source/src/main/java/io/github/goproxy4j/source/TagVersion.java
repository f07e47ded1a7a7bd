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
        if (!tag.startsWith(location.tagPrefix()) || looksPseudo(tag)) {
            return Optional.empty();
        }
        String text = tag.substring(location.tagPrefix().length());
        return Semver.parse(text)
                .map(Semver::canonical)
                .filter(text::startsWith)
                .map(canonical -> new TagVersion(ModuleVersion.parse(canonical), canonical.equals(text)));
    }

    /** Whether the whole tag, prefix included, has the form of a pseudo-version: Go looks at no less. */
    private static boolean looksPseudo(String tag) {
        return Semver.parse(tag)
                .map(Semver::toVersion)
                .filter(ModuleVersion::isPseudo)
                .isPresent();
    }
}
