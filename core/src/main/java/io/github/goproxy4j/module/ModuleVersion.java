package io.github.goproxy4j.module;

import java.util.Optional;

/**
 * A canonical version of a module: three numbers, an optional pre-release, and no build but {@code +incompatible}.
 *
 * <p>Only such versions are listed, served and hashed. The order is that of Go's {@code semver.Sort}: semantic
 * precedence, and for equal precedence the order of the text, so it is consistent with {@code equals}. Source:
 * {@code CanonicalVersion} in {@code golang.org/x/mod/module}.
 */
public final class ModuleVersion implements Comparable<ModuleVersion> {
    /** The build that marks a version of major 2 or higher of a module without a go.mod file. */
    public static final String INCOMPATIBLE = "+incompatible";

    private final Semver semver;

    private ModuleVersion(Semver semver) {
        this.semver = semver;
    }

    /**
     * Reads a canonical version.
     *
     * @param text the plain text, such as {@code v1.2.3-rc.1}
     * @return the version
     * @throws ModuleSyntaxException if the text is no semantic version, or not a canonical one
     */
    public static ModuleVersion parse(String text) {
        Semver semver = Semver.parse(text)
                .orElseThrow(() -> new ModuleSyntaxException("invalid version " + GoText.quote(text)));
        if (!isCanonical(semver)) {
            String canonical = semver.canonical() + (semver.build().equals(INCOMPATIBLE) ? INCOMPATIBLE : "");
            throw new ModuleSyntaxException(
                    "version " + GoText.quote(text) + " is not canonical (should be " + GoText.quote(canonical) + ")");
        }
        return new ModuleVersion(semver);
    }

    /**
     * Reads the escaped form of a canonical version, as it stands in URLs and file names.
     *
     * @param escaped the escaped text, such as {@code v1.2.3-!r!c1}
     * @return the version
     * @throws ModuleSyntaxException if the text is not the escaped form of a canonical version
     */
    public static ModuleVersion decode(String escaped) {
        return parse(CaseEscape.decode("version", escaped));
    }

    /**
     * Returns the version where the text is a canonical one.
     *
     * @param text any text
     * @return the version, or empty
     */
    public static Optional<ModuleVersion> find(String text) {
        return Semver.parse(text).filter(ModuleVersion::isCanonical).map(ModuleVersion::new);
    }

    private static boolean isCanonical(Semver semver) {
        return !semver.isShorthand()
                && (semver.build().isEmpty() || semver.build().equals(INCOMPATIBLE));
    }

    /**
     * Returns the escaped form, for URLs and file names.
     *
     * @return the escaped text
     */
    public String encoded() {
        return CaseEscape.encode(toString());
    }

    /**
     * Returns the version as a semantic version.
     *
     * @return the same text
     */
    public Semver semver() {
        return semver;
    }

    /**
     * Returns the major version with its {@code v}.
     *
     * @return such as {@code v1}
     */
    public String major() {
        return semver.major();
    }

    /**
     * Tells whether the version has a pre-release part; a pseudo-version has one, too.
     *
     * @return whether it is a pre-release
     */
    public boolean isPrerelease() {
        return !semver.prerelease().isEmpty();
    }

    /**
     * Tells whether the version ends in {@code +incompatible}.
     *
     * @return whether it is of a module without go.mod at a major of 2 or higher
     */
    public boolean isIncompatible() {
        return !semver.build().isEmpty();
    }

    /**
     * Tells whether the version has the form of a pseudo-version, which names a commit.
     *
     * @return whether it looks like a pseudo-version; its parts may still be no legal ones
     */
    public boolean isPseudo() {
        return PseudoVersion.hasForm(semver);
    }

    /**
     * Returns the parts of a pseudo-version.
     *
     * @return the parts, or empty for any other version
     * @throws ModuleSyntaxException if it has the form of a pseudo-version, but its time is no real one or no version
     *     can be its base
     */
    public Optional<PseudoVersion> pseudo() {
        return isPseudo() ? Optional.of(PseudoVersion.of(semver)) : Optional.empty();
    }

    @Override
    public int compareTo(ModuleVersion other) {
        int precedence = semver.compareTo(other.semver);
        return precedence != 0 ? precedence : semver.text().compareTo(other.semver.text());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModuleVersion that && semver.equals(that.semver);
    }

    @Override
    public int hashCode() {
        return semver.hashCode();
    }

    /** Returns the plain text, such as {@code v1.2.3}. */
    @Override
    public String toString() {
        return semver.text();
    }
}
