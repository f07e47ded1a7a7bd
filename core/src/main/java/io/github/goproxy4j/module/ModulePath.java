package io.github.goproxy4j.module;

import java.util.Optional;

/**
 * The name of a module: slash-separated elements such as {@code github.com/go-yaml/yaml/v2}.
 *
 * <p>A legal path follows the rules of Go's {@code module.CheckPath} with one exception: a path whose first element has no
 * dot, such as {@code my-go-module}, is a legal name for a module that a server holds, although the {@code go} command
 * cannot fetch it by that name; {@link #isFetchable()} tells the two apart. The order is that of Go's strings.
 */
public final class ModulePath implements Comparable<ModulePath> {
    private final String text;
    private final PathMajor major;

    private ModulePath(String text, PathMajor major) {
        this.text = text;
        this.major = major;
    }

    /**
     * Reads a module path.
     *
     * @param text the plain text
     * @return the path
     * @throws ModuleSyntaxException if the text is not a legal module path
     */
    public static ModulePath parse(String text) {
        PathRules.checkServedModulePath(text).ifPresent(reason -> {
            throw new ModuleSyntaxException(reason);
        });
        return new ModulePath(text, PathMajor.of(text).orElseThrow());
    }

    /**
     * Reads the escaped form of a module path, as it stands in URLs and file names.
     *
     * @param escaped the escaped text, such as {@code github.com/!azure/x}
     * @return the path
     * @throws ModuleSyntaxException if the text is not the escaped form of a legal module path
     */
    public static ModulePath decode(String escaped) {
        return parse(CaseEscape.decode("module path", escaped));
    }

    /**
     * Returns the escaped form, for URLs and file names.
     *
     * @return the escaped text
     */
    public String encoded() {
        return CaseEscape.encode(text);
    }

    /**
     * Tells whether the {@code go} command can fetch a module of this name: its first element has a dot.
     *
     * @return whether Go's {@code module.CheckPath} accepts the path
     */
    public boolean isFetchable() {
        return PathRules.checkModulePath(text).isEmpty();
    }

    /**
     * Returns this path if the {@code go} command can fetch it.
     *
     * @return this
     * @throws ModuleSyntaxException with Go's reason if it cannot
     */
    public ModulePath requireFetchable() {
        PathRules.checkModulePath(text).ifPresent(reason -> {
            throw new ModuleSyntaxException(reason);
        });
        return this;
    }

    /**
     * Returns the path without the major version at its end.
     *
     * @return such as {@code github.com/go-yaml/yaml} for {@code github.com/go-yaml/yaml/v2}
     */
    public String prefix() {
        return major.prefix();
    }

    /**
     * Returns the major version at the end of the path as the path spells it.
     *
     * @return the empty string, {@code /v2}, {@code .v1} or {@code .v1-unstable}
     */
    public String pathMajor() {
        return major.suffix();
    }

    /**
     * Returns the major version that the path demands of versions.
     *
     * @return the empty string or a major version such as {@code v2}
     */
    public String major() {
        return major.major();
    }

    /**
     * Tells whether the path is one of gopkg.in, whose major versions are spelled {@code .vN}.
     *
     * @return whether its first element is {@code gopkg.in}
     */
    public boolean isGopkgIn() {
        return text.startsWith("gopkg.in/");
    }

    /**
     * Tells whether this path is the other one or lies below it, element by element.
     *
     * @param ancestor a path that may be a prefix of this one
     * @return whether it is
     */
    public boolean isWithin(ModulePath ancestor) {
        return text.startsWith(ancestor.text)
                && (text.length() == ancestor.text.length() || text.charAt(ancestor.text.length()) == '/');
    }

    /**
     * Checks that a version has the major version that this path demands.
     *
     * @param version the version
     * @return why it cannot be a version of this module, such as {@code should be v2, not v1}, or empty
     */
    public Optional<String> checkMajor(Semver version) {
        return major.check(version);
    }

    @Override
    public int compareTo(ModulePath other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModulePath that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the plain text. */
    @Override
    public String toString() {
        return text;
    }
}
