package io.github.goproxy4j.module;

import java.util.Optional;

/**
 * A module path cut into what names the module and the major version at its end.
 *
 * <p>Unlike {@link ModulePath} it takes any text, such as the one of a go.mod file's module line, of which the rules for
 * version control look at nothing but this end.
 *
 * @param prefix the path without the major version
 * @param suffix the major version as the path spells it: {@code ""}, {@code /v2}, {@code .v1}, {@code .v2-unstable}
 */
public record PathMajor(String prefix, String suffix) {
    private static final String UNSTABLE = "-unstable";

    /**
     * Cuts a path ({@code module.SplitPathVersion}).
     *
     * @param path any text
     * @return its two parts, or empty where its end is no legal major version
     */
    public static Optional<PathMajor> of(String path) {
        return path.startsWith("gopkg.in/") ? ofGopkgIn(path) : ofPlain(path);
    }

    private static Optional<PathMajor> ofPlain(String path) {
        int i = path.length();
        while (i > 0 && (PathRules.isDigit(path.charAt(i - 1)) || path.charAt(i - 1) == '.')) {
            i--;
        }
        if (i <= 1 || i == path.length() || path.charAt(i - 1) != 'v' || path.charAt(i - 2) != '/') {
            return Optional.of(new PathMajor(path, ""));
        }
        String number = path.substring(i);
        if (number.indexOf('.') >= 0 || number.startsWith("0") || number.equals("1")) {
            return Optional.empty();
        }
        return Optional.of(new PathMajor(path.substring(0, i - 2), path.substring(i - 2)));
    }

    private static Optional<PathMajor> ofGopkgIn(String path) {
        int end = path.endsWith(UNSTABLE) ? path.length() - UNSTABLE.length() : path.length();
        int i = end;
        while (i > 0 && PathRules.isDigit(path.charAt(i - 1))) {
            i--;
        }
        if (i <= 1 || i == end || path.charAt(i - 1) != 'v' || path.charAt(i - 2) != '.') {
            return Optional.empty();
        }
        if (path.charAt(i) == '0' && end - i > 1) {
            return Optional.empty();
        }
        return Optional.of(new PathMajor(path.substring(0, i - 2), path.substring(i - 2)));
    }

    /**
     * Returns the major version that versions of the module begin with ({@code module.PathMajorPrefix}).
     *
     * @return the empty string or a major version such as {@code v2}
     */
    public String major() {
        return suffix.isEmpty() ? "" : stable().substring(1);
    }

    private String stable() {
        return suffix.endsWith(UNSTABLE) ? suffix.substring(0, suffix.length() - UNSTABLE.length()) : suffix;
    }

    /** Why the version cannot belong to a path with this suffix, or empty ({@code CheckPathMajor}). */
    Optional<String> check(Semver version) {
        // A bug of early Go versions that published modules rely on: gopkg.in/x.v1 takes v0.0.0 pseudo-versions.
        if (version.text().startsWith("v0.0.0-") && stable().equals(".v1")) {
            return Optional.empty();
        }
        String actual = version.majorNumber();
        if (suffix.isEmpty()) {
            return actual.equals("0") || actual.equals("1") || version.build().equals(ModuleVersion.INCOMPATIBLE)
                    ? Optional.empty()
                    : Optional.of("should be v0 or v1, not " + version.major());
        }
        String expected = stable();
        return expected.length() == actual.length() + 2 && expected.endsWith(actual)
                ? Optional.empty()
                : Optional.of("should be " + major() + ", not " + version.major());
    }
}
