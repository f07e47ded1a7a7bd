package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.PathRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Sorts the files that are offered to a zip into valid, omitted and invalid ones.
 *
 * <p>The order of the rules decides which reason a file gets. Source: {@code checkFiles} in
 * {@code golang.org/x/mod/zip}.
 */
final class SourceCheck {
    static final String VENDORED = "file is in vendor directory";
    static final String NOT_REGULAR = "not a regular file";
    static final String NOT_CLEAN = "file path is not clean";
    static final String GO_MOD_CASE = "go.mod files must have lowercase names";
    static final String GO_MOD_SIZE = "go.mod file too large (max size is " + ZipLimits.MAX_GO_MOD_BYTES + " bytes)";
    static final String LICENSE_SIZE = "LICENSE file too large (max size is " + ZipLimits.MAX_LICENSE_BYTES + " bytes)";

    private static final String GO_MOD = "go.mod";

    private final Collection<? extends SourceFile> files;
    private final VendorRule vendor;
    private final SubmoduleRule submodules;
    private final CollisionChecker collisions = new CollisionChecker();
    private final ZipReport.Builder report = new ZipReport.Builder();
    private final Neighbours neighbours;
    private final List<PlannedFile> valid = new ArrayList<>();
    private long room = ZipLimits.MAX_ZIP_BYTES;

    /** What the check found: the report, and the valid files with their lengths. */
    record Result(ZipReport report, List<PlannedFile> valid) {}

    private SourceCheck(
            Collection<? extends SourceFile> files,
            Neighbours neighbours,
            VendorRule vendor,
            SubmoduleRule submodules) {
        this.files = files;
        this.neighbours = neighbours;
        this.vendor = vendor;
        this.submodules = submodules;
    }

    static Result check(Collection<? extends SourceFile> files) throws IOException {
        return check(files, Neighbours.NONE);
    }

    /** Checks files, of which those that are in another zip need not be asked for their lengths. */
    static Result check(Collection<? extends SourceFile> files, Neighbours neighbours) throws IOException {
        Set<String> modules = new HashSet<>();
        VendorRule vendor = new VendorRule(false);
        String goMod = GoText.fold(GO_MOD);
        for (SourceFile file : files) {
            String path = file.path();
            if (GoText.fold(SlashPath.base(path)).equals(goMod) && file.kind() == SourceFile.Kind.REGULAR) {
                modules.add(SlashPath.directory(path));
                if (path.equals(GO_MOD)) {
                    vendor = vendorRule(file);
                }
            }
        }
        return new SourceCheck(files, neighbours, vendor, new SubmoduleRule(modules)).run();
    }

    /** The rule for the module with this go.mod; one that cannot be parsed counts as one without a version. */
    static VendorRule vendorRule(SourceFile goMod) throws IOException {
        if (goMod.size() > ZipLimits.MAX_GO_MOD_BYTES) {
            return new VendorRule(false);
        }
        try (InputStream in = goMod.open()) {
            byte[] bytes = in.readNBytes((int) ZipLimits.MAX_GO_MOD_BYTES);
            return new VendorRule(GoMod.parse(bytes).hasLanguageVersion(1, 24));
        } catch (ModuleSyntaxException e) {
            return new VendorRule(false);
        }
    }

    private Result run() throws IOException {
        for (SourceFile file : files) {
            String path = file.path();
            Optional<String> omitted = omission(path);
            if (!SlashPath.isClean(path)) {
                report.invalidOnce(path, NOT_CLEAN);
            } else if (path.startsWith("/")) {
                report.invalidOnce(path, "file path is not relative");
            } else if (omitted.isPresent()) {
                report.omitOnce(path, omitted.get());
            } else {
                checkNamed(file, path);
            }
        }
        return new Result(report.build(), valid);
    }

    private Optional<String> omission(String path) {
        if (vendor.omits(path)) {
            return Optional.of(VENDORED);
        }
        if (submodules.omits(path)) {
            return Optional.of("file is in another module");
        }
        return path.equals(".hg_archival.txt")
                ? Optional.of("file is inserted by 'hg archive' and is always omitted")
                : Optional.empty();
    }

    private void checkNamed(SourceFile file, String path) throws IOException {
        Optional<String> refused = PathRules.checkFilePath(path);
        if (refused.isEmpty() && path.toLowerCase(Locale.ROOT).equals(GO_MOD) && !path.equals(GO_MOD)) {
            refused = Optional.of(GO_MOD_CASE);
        }
        if (refused.isEmpty()) {
            refused = collisions.add(path, file.kind() == SourceFile.Kind.DIRECTORY);
        }
        if (refused.isPresent()) {
            report.invalidOnce(path, refused.get());
            return;
        }
        switch (file.kind()) {
            case SYMLINK -> report.omitOnce(path, "file is a symbolic link");
            case DIRECTORY, OTHER -> report.omitOnce(path, NOT_REGULAR);
            case REGULAR -> checkSize(plan(file), path);
        }
    }

    private PlannedFile plan(SourceFile file) throws IOException {
        PlannedFile.Copy copy = neighbours.find(file);
        return new PlannedFile(file, copy == null ? file.size() : copy.part().size(), copy);
    }

    private void checkSize(PlannedFile file, String path) {
        long size = file.size();
        if (size >= 0 && size <= room) {
            room -= size;
        } else {
            report.tooLarge("module source tree too large (max size is " + ZipLimits.MAX_ZIP_BYTES + " bytes)");
        }
        if (path.equals(GO_MOD) && size > ZipLimits.MAX_GO_MOD_BYTES) {
            report.invalidOnce(path, GO_MOD_SIZE);
        } else if (path.equals("LICENSE") && size > ZipLimits.MAX_LICENSE_BYTES) {
            report.invalidOnce(path, LICENSE_SIZE);
        } else {
            report.valid(path);
            valid.add(file);
        }
    }
}
