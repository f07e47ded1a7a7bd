package io.github.goproxy4j.module;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a go.mod file says of its own module: its path, its Go version, which versions it retracts, whether it is
 * deprecated.
 *
 * <p>It is read as Go reads the file of a dependency: directives that are unknown, or that matter in the main module only,
 * are skipped; what is no go.mod syntax, and errors in the directives that are read, are refused. Source:
 * {@code ParseLax} in {@code golang.org/x/mod/modfile}.
 */
public final class GoMod {
    private final @Nullable String modulePath;
    private final @Nullable String goVersion;
    private final List<Retraction> retractions;
    private final @Nullable String deprecated;

    GoMod(
            @Nullable String modulePath,
            @Nullable String goVersion,
            List<Retraction> retractions,
            @Nullable String deprecated) {
        this.modulePath = modulePath;
        this.goVersion = goVersion;
        this.retractions = List.copyOf(retractions);
        this.deprecated = deprecated;
    }

    /**
     * An interval of versions that their author asks not to use.
     *
     * @param low the lowest version, as it stands in the file: it need not be canonical, nor a version at all
     * @param high the highest version, likewise; the same as {@code low} for a single version
     * @param rationale the comments on the directive, lines parted by newlines, or the empty string
     */
    public record Retraction(String low, String high, String rationale) {
        /**
         * Tells whether a version is retracted by this.
         *
         * @param version the version
         * @return whether it lies in the interval, ends included; as in Go, a bound that is no version lies below all
         */
        public boolean contains(ModuleVersion version) {
            Semver semver = version.semver();
            return Semver.parse(low).map(bound -> bound.compareTo(semver) <= 0).orElse(true)
                    && Semver.parse(high)
                            .map(bound -> semver.compareTo(bound) <= 0)
                            .orElse(false);
        }
    }

    /**
     * Parses a go.mod file.
     *
     * @param bytes the whole file, in any encoding; memory and time grow with its length and no faster
     * @return what it says
     * @throws ModuleSyntaxException with the first error, such as {@code go.mod:3: repeated module statement}
     */
    public static GoMod parse(byte[] bytes) {
        return GoModParser.parse(bytes);
    }

    /**
     * Finds the module path in a go.mod file that need not be well-formed otherwise.
     *
     * <p>It is the text after {@code module} on the first line that begins with it, which is how Go finds the path of the
     * file in a repository. Source: {@code ModulePath} in {@code golang.org/x/mod/modfile}.
     *
     * @param bytes the whole file
     * @return the path as it stands there, which need not be a legal one; empty if there is none
     */
    public static Optional<String> scanModulePath(byte[] bytes) {
        return ModuleLine.scan(GoText.decode(bytes));
    }

    /**
     * Returns the go.mod file that Go assumes for a module that has none.
     *
     * @param path the module's path
     * @return the bytes of {@code module PATH} and a newline
     */
    public static byte[] synthesize(ModulePath path) {
        // A module path has no character that go.mod files need quotes for.
        return ("module " + path + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the module path.
     *
     * @return the argument of {@code module}, which need not be a legal path; empty without such a line
     */
    public Optional<String> modulePath() {
        return Optional.ofNullable(modulePath).filter(path -> !path.isEmpty());
    }

    /**
     * Returns the Go version.
     *
     * @return the argument of {@code go}, such as {@code 1.24.0}; empty without such a line
     */
    public Optional<String> goVersion() {
        return Optional.ofNullable(goVersion);
    }

    /**
     * Tells whether the module is written in at least some version of the language.
     *
     * @param major the first number, such as 1
     * @param minor the second number, such as 24
     * @return whether the file has a Go version, one that Go knows, and its language version is not older
     */
    public boolean hasLanguageVersion(int major, int minor) {
        return goVersion()
                .flatMap(LanguageVersion::of)
                .filter(version -> version.isAtLeast(major, minor))
                .isPresent();
    }

    /**
     * Returns the retractions.
     *
     * @return them in the order of the file; those in a form that Go does not know are not among them
     */
    public List<Retraction> retractions() {
        return retractions;
    }

    /**
     * Returns the notice that the module is deprecated.
     *
     * @return the paragraph after {@code Deprecated:} in the comments on {@code module}; empty if there is none
     */
    public Optional<String> deprecated() {
        return Optional.ofNullable(deprecated).filter(notice -> !notice.isEmpty());
    }
}
