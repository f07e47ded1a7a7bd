package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.PathMajor;
import java.util.Optional;

/**
 * The rule for whether the module path that a go.mod file declares fits the one it was asked for by: only the major
 * versions at their ends are compared, since a fork that is used by a replace directive declares another path.
 *
 * <p>Source: {@code isMajor} and {@code canReplaceMismatchedVersionDueToBug} in {@code cmd/go/internal/modfetch}.
 */
final class DeclaredMajor {
    private DeclaredMajor() {}

    /** Whether the declared path has the same major version; a path without one stands for v0 and v1. */
    static boolean fits(Optional<String> declared, ModulePath module) {
        Optional<PathMajor> actual = declared.filter(path -> !path.isEmpty()).flatMap(PathMajor::of);
        if (actual.isEmpty()) {
            return false;
        }
        if (module.pathMajor().isEmpty()) {
            String major = actual.get().major();
            return major.isEmpty() || major.equals("v0") || major.equals("v1");
        }
        return !actual.get().suffix().isEmpty()
                && actual.get().suffix().substring(1).equals(module.pathMajor().substring(1));
    }

    /**
     * Whether the declared path is accepted only because it always was: any of gopkg.in for a path without major version
     * (golang.org/issue/34254).
     */
    static boolean isAcceptedForHistory(Optional<String> declared, ModulePath module) {
        return module.pathMajor().isEmpty()
                && declared.filter(path -> path.startsWith("gopkg.in/")).isPresent();
    }
}
