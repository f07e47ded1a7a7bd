package io.github.goproxy4j.source;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.zip.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule for which files of a commit are offered to a module's zip: those below the module's directory, submodules
 * excepted, and the licence of the repository where the module has none.
 *
 * <p>A commit with a {@linkplain ReservedName reserved name} among them has no zip. Which of them go in (not those of other modules or of vendored packages, no symbolic links) is the zip's own rule.
 * Source: {@code (*codeRepo).Zip} in {@code cmd/go/internal/modfetch}.
 */
final class ZipFiles {
    private ZipFiles() {}

    static List<SourceFile> of(SourceRepository source, ObjectId commit, String directory, TreeReaders tree)
            throws ModuleAccessException, IOException {
        List<SourceFile> files = new ArrayList<>();
        String prefix = directory.isEmpty() ? "" : directory + "/";
        boolean hasLicense = false;
        for (SourceEntry entry : tree.entries()) {
            if (ReservedName.isIn(entry)) {
                throw ModuleAccessException.invalid("invalid path " + GoText.quote(entry.path()));
            }
            if (entry.kind() == SourceEntry.Kind.SUBMODULE || !entry.path().startsWith(prefix)) {
                continue;
            }
            String path = entry.path().substring(prefix.length());
            hasLicense |= path.equals(InheritedLicense.NAME);
            files.add(new TreeFile(tree, entry, path));
        }
        if (!hasLicense && !directory.isEmpty()) {
            InheritedLicense.of(source, commit).ifPresent(files::add);
        }
        return files;
    }
}
