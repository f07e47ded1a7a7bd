package io.github.goproxy4j.source;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.module.PathMajor;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Go's rule for which directory of a commit is a module: {@link #TABLE}.
 *
 * <p>A module whose path ends in {@code /vN} may be in the code directory or in that directory's sub-directory {@code vN},
 * and the go.mod files decide. Source: {@code (*codeRepo).findDir} in {@code cmd/go/internal/modfetch}.
 */
final class GoDirectories implements ModuleDirectories {
    /** What is found at one of the two places. */
    private enum Found {
        /** A go.mod file whose module path has the right major version. */
        FITS,
        /** A go.mod file with another major version, or without a module path. */
        OTHER,
        /** No go.mod file. */
        NONE
    }

    private enum Decision {
        REFUSE_BOTH,
        MAJOR_DIRECTORY,
        REFUSE_MAJOR_DIRECTORY,
        CODE_DIRECTORY,
        REFUSE_CODE_DIRECTORY,
        WITHOUT_GO_MOD
    }

    private record Row(Set<Found> code, Set<Found> major, Decision decision) {}

    private static final Set<Found> ANY = EnumSet.allOf(Found.class);

    /** The first row that holds for the code directory and for its sub-directory {@code vN} decides. */
    private static final List<Row> TABLE = List.of(
            new Row(Set.of(Found.FITS), Set.of(Found.FITS), Decision.REFUSE_BOTH),
            new Row(ANY, Set.of(Found.FITS), Decision.MAJOR_DIRECTORY),
            new Row(ANY, Set.of(Found.OTHER), Decision.REFUSE_MAJOR_DIRECTORY),
            new Row(Set.of(Found.FITS), Set.of(Found.NONE), Decision.CODE_DIRECTORY),
            new Row(Set.of(Found.OTHER), Set.of(Found.NONE), Decision.REFUSE_CODE_DIRECTORY),
            new Row(Set.of(Found.NONE), Set.of(Found.NONE), Decision.WITHOUT_GO_MOD));

    private final GoModFiles goMods;
    private final ModuleLocation location;

    GoDirectories(GoModFiles goMods, ModuleLocation location) {
        this.goMods = goMods;
        this.location = location;
    }

    @Override
    public ModuleDirectory find(ObjectId commit, String version) throws ModuleAccessException, IOException {
        Optional<GoModFile> code = goMods.find(commit, location.goModPath());
        Optional<String> majorDirectory = majorDirectory();
        Optional<GoModFile> major = majorDirectory.isPresent()
                ? goMods.find(commit, majorDirectory.get() + "/" + GoModFiles.NAME)
                : Optional.empty();
        String revision = " at revision " + location.revision(version);
        return switch (decide(codeDirectory(code), majorDirectory(major))) {
            case REFUSE_BOTH ->
                throw Refusal.invalidVersion(location.prefix() + "/" + location.goModPath() + " and ..." + suffix()
                        + "/go.mod both have ..." + suffix() + " module paths" + revision);
            case MAJOR_DIRECTORY -> new ModuleDirectory(majorDirectory.orElseThrow(), major);
            case REFUSE_MAJOR_DIRECTORY ->
                throw Refusal.invalidVersion(location.root() + "/" + majorMismatch(major.orElseThrow()) + revision);
            case CODE_DIRECTORY -> new ModuleDirectory(location.codeDirectory(), code);
            case REFUSE_CODE_DIRECTORY ->
                throw Refusal.invalidVersion(codeMismatch(code.orElseThrow(), version) + revision);
            case WITHOUT_GO_MOD -> {
                if (!allowsNoGoMod()) {
                    throw Refusal.invalidVersion("missing " + location.prefix() + "/go.mod"
                            + (majorDirectory.isPresent() ? " and ..." + suffix() + "/go.mod" : "") + revision);
                }
                yield new ModuleDirectory("", Optional.empty());
            }
        };
    }

    /** The other directory where a module with {@code /vN} at its end may be: that sub-directory of the code directory. */
    private Optional<String> majorDirectory() {
        boolean possible = suffix().startsWith("/") && !location.module().equals(location.root());
        return possible ? Optional.of(location.inDirectory(location.module().major())) : Optional.empty();
    }

    /** Whether a revision without go.mod is a module here: only at the root, and without {@code /vN} in the path. */
    private boolean allowsNoGoMod() {
        return location.codeDirectory().isEmpty() && !suffix().startsWith("/");
    }

    private static Decision decide(Found code, Found major) {
        return TABLE.stream()
                .filter(row -> row.code.contains(code) && row.major.contains(major))
                .findFirst()
                .orElseThrow()
                .decision;
    }

    private Found codeDirectory(Optional<GoModFile> file) {
        if (file.isEmpty()) {
            return Found.NONE;
        }
        Optional<String> declared = file.get().declaredPath();
        boolean fits = DeclaredMajor.fits(declared, location.module())
                || DeclaredMajor.isAcceptedForHistory(declared, location.module());
        return fits ? Found.FITS : Found.OTHER;
    }

    private Found majorDirectory(Optional<GoModFile> file) {
        if (file.isEmpty()) {
            return Found.NONE;
        }
        return DeclaredMajor.fits(file.get().declaredPath(), location.module()) ? Found.FITS : Found.OTHER;
    }

    private String majorMismatch(GoModFile file) {
        return declared(file)
                .map(path -> file.entry().path() + " has non-..." + suffix() + " module path " + GoText.quote(path))
                .orElse(file.entry().path() + " is missing module path");
    }

    private String codeMismatch(GoModFile file, String version) {
        String other = majorDirectory().isPresent() ? " (and ..." + suffix() + "/go.mod does not exist)" : "";
        Optional<String> declared = declared(file);
        if (declared.isEmpty()) {
            return file.entry().path() + " is missing module path" + other;
        }
        String kind = kindOfMismatch(declared.get(), version);
        return file.entry().path() + " has " + kind + " module path " + GoText.quote(declared.get()) + other;
    }

    private String kindOfMismatch(String declared, String version) {
        if (!suffix().isEmpty()) {
            return "non-..." + suffix();
        }
        if (PathMajor.of(declared).isEmpty()) {
            return "malformed";
        }
        return "post-" + version.substring(0, version.indexOf('.'));
    }

    private static Optional<String> declared(GoModFile file) {
        return file.declaredPath().filter(path -> !path.isEmpty());
    }

    private String suffix() {
        return location.module().pathMajor();
    }
}
