package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The files of a directory tree, in the order of the bytes of their names, level by level.
 *
 * <p>Source: {@code listFilesInDir} in {@code golang.org/x/mod/zip}. Links are never followed.
 */
final class DirectoryFiles {
    private static final Set<String> VERSION_CONTROL = Set.of(".bzr", ".git", ".hg", ".svn");

    private final boolean wholeTree;
    private final VendorRule vendor;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<ZipReport.Refusal> omitted = new ArrayList<>();

    private DirectoryFiles(boolean wholeTree, VendorRule vendor) {
        this.wholeTree = wholeTree;
        this.vendor = vendor;
    }

    /** A file on disk. */
    private record DiskFile(Path file, String path, Kind kind, long size) implements SourceFile {
        static DiskFile of(Path file, String path) throws IOException {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Kind kind = attributes.isRegularFile()
                    ? Kind.REGULAR
                    : attributes.isSymbolicLink()
                            ? Kind.SYMLINK
                            : attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
            return new DiskFile(file, path, kind, attributes.size());
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public boolean isConcurrent() {
            return true;
        }
    }

    /** All files, of whatever kind, and no directories. */
    static List<SourceFile> all(Path root) throws IOException {
        DirectoryFiles all = new DirectoryFiles(true, new VendorRule(false));
        all.list(root, "");
        return all.files;
    }

    /** The files that a module's directory offers to its zip. */
    static DirectoryFiles ofModule(Path root) throws IOException {
        Path goMod = root.resolve("go.mod");
        VendorRule vendor = Files.isRegularFile(goMod, LinkOption.NOFOLLOW_LINKS)
                ? SourceCheck.vendorRule(DiskFile.of(goMod, "go.mod"))
                : new VendorRule(false);
        DirectoryFiles module = new DirectoryFiles(false, vendor);
        module.list(root, "");
        return module;
    }

    List<SourceFile> files() {
        return files;
    }

    ZipReport check() throws IOException {
        ZipReport report = SourceCheck.check(files).report();
        List<ZipReport.Refusal> all = new ArrayList<>(report.omitted());
        all.addAll(omitted);
        return new ZipReport(report.valid(), all, report.invalid(), report.sizeError());
    }

    private void list(Path directory, String prefix) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        }
        children.sort(Comparator.comparing(DirectoryFiles::name, GoText.BYTE_ORDER));
        for (Path child : children) {
            add(DiskFile.of(child, prefix + name(child)));
        }
    }

    private static String name(Path child) {
        return String.valueOf(child.getFileName());
    }

    private void add(DiskFile file) throws IOException {
        boolean isDirectory = file.kind() == SourceFile.Kind.DIRECTORY;
        if (!wholeTree && vendor.omits(file.path())) {
            omit(file, SourceCheck.VENDORED);
            if (isDirectory) {
                list(file.file(), file.path() + "/");
            }
        } else if (isDirectory) {
            addDirectory(file);
        } else if (wholeTree || file.kind() == SourceFile.Kind.REGULAR) {
            files.add(file);
        } else {
            omit(file, SourceCheck.NOT_REGULAR);
        }
    }

    private void addDirectory(DiskFile directory) throws IOException {
        if (!wholeTree && VERSION_CONTROL.contains(SlashPath.base(directory.path()))) {
            omit(directory, "directory is a version control repository");
        } else if (!wholeTree && hasGoMod(directory.file())) {
            omit(directory, "directory is in another module");
        } else {
            list(directory.file(), directory.path() + "/");
        }
    }

    private static boolean hasGoMod(Path directory) {
        Path goMod = directory.resolve("go.mod");
        return Files.exists(goMod, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(goMod, LinkOption.NOFOLLOW_LINKS);
    }

    private void omit(DiskFile file, String reason) {
        omitted.add(new ZipReport.Refusal(file.path(), reason));
    }
}
