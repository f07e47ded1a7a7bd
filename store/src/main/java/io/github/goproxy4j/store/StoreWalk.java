package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A look at all that a store keeps. Nothing is held in memory but what one module has. */
final class StoreWalk {
    private final StoreTree tree;
    private final Quarantine quarantine;
    private final BooleanSupplier ended;

    StoreWalk(StoreTree tree, Quarantine quarantine, BooleanSupplier ended) {
        this.tree = tree;
        this.quarantine = quarantine;
        this.ended = ended;
    }

    /** Told of each version. */
    interface Visitor {
        /**
         * Visits a version.
         *
         * @param record its record
         * @param lastUse when it was used last, in milliseconds since 1970
         */
        void visit(VersionRecord record, long lastUse) throws IOException;
    }

    /** Visits all versions, in no order; what cannot be read is left out. */
    void versions(Visitor visitor) throws IOException {
        files((file, attributes) -> {
            if (file.toString().endsWith(VersionRecord.SUFFIX)) {
                Optional<VersionRecord> record = recordAt(file);
                if (record.isPresent()) {
                    visitor.visit(record.get(), attributes.lastModifiedTime().toMillis());
                }
            }
        });
    }

    private Optional<VersionRecord> recordAt(Path file) throws IOException {
        return tree.readRecord(file)
                .filter(record -> tree.layout().record(record.version()).equals(file));
    }

    private interface FileVisitor {
        void visit(Path file, BasicFileAttributes attributes) throws IOException;
    }

    private void files(FileVisitor visitor) throws IOException {
        walk(new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                try {
                    visitor.visit(file, attributes);
                } catch (IOException e) {
                    tree.rareLog().warn("a part of the store cannot be read", file + ": " + e);
                }
                return next();
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return failed(file, failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
                return failure == null ? next() : failed(directory, failure);
            }
        });
    }

    private void walk(SimpleFileVisitor<Path> visitor) throws IOException {
        if (Files.isDirectory(tree.layout().modules())) {
            Files.walkFileTree(tree.layout().modules(), visitor);
        }
    }

    private FileVisitResult next() {
        return ended.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private FileVisitResult failed(Path file, IOException failure) {
        // What is deleted meanwhile is no failure.
        if (!(failure instanceof NoSuchFileException)) {
            tree.rareLog().warn("a part of the store cannot be read", file + ": " + failure);
        }
        return next();
    }

    /**
     * Deletes what processes that were killed have left in the tree: files that no record names. Puts the lists of versions
     * right.
     */
    void clean() throws IOException {
        walk(new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
                if (failure != null) {
                    return failed(directory, failure);
                }
                try {
                    if (directory.endsWith(StoreLayout.VERSIONS) && !isClean(directory)) {
                        tree.holding(() -> clean(directory));
                    }
                } catch (IOException e) {
                    return failed(directory, e);
                }
                return next();
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return failed(file, failure);
            }
        });
    }

    private record Content(Set<Path> strays, Set<Path> unreadable, NavigableSet<ModuleVersion> listed) {}

    private boolean isClean(Path versions) throws IOException {
        Content content = content(versions);
        return content.strays().isEmpty()
                && content.unreadable().isEmpty()
                && content.listed().equals(ListFile.read(versions))
                && Files.exists(versions.resolve(StoreLayout.LIST));
    }

    private Content clean(Path versions) throws IOException {
        Content content = content(versions);
        for (Path record : content.unreadable()) {
            tree.rareLog().warn("a version whose record cannot be read goes to quarantine", record.toString());
            quarantine.takeUnreadable(record);
        }
        for (Path stray : content.strays()) {
            tree.disk().delete(stray);
        }
        if (!content.listed().equals(ListFile.read(versions))) {
            tree.writeList(versions, content.listed());
        }
        tree.deleteIfEmpty(versions);
        return content;
    }

    private Content content(Path versions) throws IOException {
        Content content = new Content(new HashSet<>(), new HashSet<>(), new TreeSet<>());
        for (Path file : StoreTree.children(versions)) {
            String name = file.getFileName().toString();
            int dot = name.lastIndexOf('.');
            String suffix = dot < 0 ? "" : name.substring(dot);
            if (suffix.equals(VersionRecord.SUFFIX)) {
                Optional<VersionRecord> record = recordAt(file);
                if (record.isEmpty()) {
                    if (!tree.isOfOtherFormat(file)) {
                        content.unreadable().add(file);
                    }
                } else if (record.get().hasZip()
                        && ListFile.isListed(record.get().version().id().version())) {
                    content.listed().add(record.get().version().id().version());
                }
            } else {
                Optional<StoredFile> kind = StoredFile.ofSuffix(suffix);
                if (kind.isPresent() && isStray(file, name.substring(0, dot), kind.get())) {
                    content.strays().add(file);
                }
            }
        }
        return content;
    }

    /** Whether a file has the name of one of a version, but its record does not know it. */
    private boolean isStray(Path file, String stem, StoredFile kind) throws IOException {
        try {
            ModuleVersion.decode(stem);
        } catch (ModuleSyntaxException e) {
            return false;
        }
        Path recordFile = file.resolveSibling(stem + VersionRecord.SUFFIX);
        Optional<VersionRecord> record = recordAt(recordFile);
        return record.isPresent() ? record.get().file(kind).isEmpty() : !Files.exists(recordFile);
    }
}
