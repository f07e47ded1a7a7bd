package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the whole versions of a tree in the layout of GOPROXY into a store. */
final class SeedImport {
    private static final Logger LOG = LoggerFactory.getLogger(SeedImport.class);
    private static final int MAX_INFO_BYTES = 1 << 20;
    private static final int MAX_MOD_BYTES = 16 << 20;
    private static final int MAX_HASH_BYTES = 1 << 10;

    private final StoreTree tree;
    private final Shelf shelf;
    private final String project;
    private final Path root;
    private int kept;
    private final List<String> refused = new ArrayList<>();

    SeedImport(StoreTree tree, Shelf shelf, String project, Path root) {
        this.tree = tree;
        this.shelf = shelf;
        this.project = project;
        this.root = root;
    }

    SeedReport run() throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean isSumdb = directory.equals(root.resolve("sumdb"));
                return isSumdb ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()
                        && file.toString().endsWith(StoredFile.ZIP.suffix())
                        && file.resolveSibling("").endsWith(StoreLayout.VERSIONS)) {
                    take(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new SeedReport(kept, refused);
    }

    private void take(Path zip) throws IOException {
        Optional<ModuleId> id = idOf(zip);
        if (id.isEmpty()) {
            refuse(root.relativize(zip) + ": not the name of a module zip");
            return;
        }
        Path info = sibling(zip, StoredFile.INFO);
        Path mod = sibling(zip, StoredFile.MOD);
        if (!Files.isRegularFile(info) || !Files.isRegularFile(mod)) {
            refuse(id.get() + ": it has no .info or no .mod");
            return;
        }
        try (DiskDraft draft =
                new DiskDraft(tree, tree.workspace(), shelf, new StoredVersion(project, id.get()), true)) {
            // What is hashed is the copy, so that nobody can change it afterwards.
            tree.disk().copy(zip, draft.zipFile());
            Optional<ModuleHash> hash = hash(id.get(), zip, draft.zipFile());
            if (hash.isPresent()) {
                draft.commit(read(info, MAX_INFO_BYTES), read(mod, MAX_MOD_BYTES), hash.get(), Optional.empty());
                kept++;
            }
        } catch (FileAlreadyExistsException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private Optional<ModuleHash> hash(ModuleId id, Path zip, Path copy) throws IOException {
        ModuleHash hash;
        try {
            requireNames(id, copy);
            hash = ModuleHash.ofZip(copy);
        } catch (IOException e) {
            refuse(id + ": its zip is damaged: " + e.getMessage());
            return Optional.empty();
        }
        Path recorded = sibling(zip, StoredFile.ZIPHASH);
        if (Files.isRegularFile(recorded)) {
            String expected = new String(read(recorded, MAX_HASH_BYTES), StandardCharsets.UTF_8).trim();
            if (!expected.equals(hash.text())) {
                refuse(id + ": the hash of its zip is " + hash + ", but .ziphash says " + expected);
                return Optional.empty();
            }
        }
        return Optional.of(hash);
    }

    private static void requireNames(ModuleId id, Path copy) throws IOException {
        String prefix = id.path() + "@" + id.version() + "/";
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            Optional<String> other = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> !name.startsWith(prefix))
                    .findFirst();
            if (other.isPresent()) {
                throw new IOException("it has the name " + other.get() + ", which does not begin with " + prefix);
            }
        }
    }

    private Optional<ModuleId> idOf(Path zip) {
        Path relative = root.relativize(zip);
        if (relative.getNameCount() < 3) {
            return Optional.empty();
        }
        Path module = relative.subpath(0, relative.getNameCount() - 2);
        String name = zip.getFileName().toString();
        try {
            return Optional.of(new ModuleId(
                    ModulePath.decode(module.toString().replace(File.separatorChar, '/')),
                    ModuleVersion.decode(name.substring(
                            0, name.length() - StoredFile.ZIP.suffix().length()))));
        } catch (ModuleSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Path sibling(Path zip, StoredFile file) {
        String name = zip.getFileName().toString();
        return zip.resolveSibling(
                name.substring(0, name.length() - StoredFile.ZIP.suffix().length()) + file.suffix());
    }

    private static byte[] read(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new IOException(file.getFileName() + " is longer than " + limit + " bytes");
            }
            return bytes;
        }
    }

    private void refuse(String reason) {
        LOG.warn("not taken into the store: {}", reason);
        refused.add(reason);
    }
}
