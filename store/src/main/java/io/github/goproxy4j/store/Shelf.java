package io.github.goproxy4j.store;

import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Where finished temporary files become a version: all of it, or none. */
final class Shelf {
    private final StoreTree tree;
    private final Quarantine quarantine;
    private final Eviction eviction;

    Shelf(StoreTree tree, Quarantine quarantine, Eviction eviction) {
        this.tree = tree;
        this.quarantine = quarantine;
        this.eviction = eviction;
    }

    /** A temporary file whose bytes are safe on the disk, and their SHA-256. */
    record Finished(Path file, String sha256) {}

    /**
     * A version that is to be kept.
     *
     * @param version its name
     * @param files its files
     * @param hash the hash of its zip, if it has one
     * @param isOnlyCopy whether it is never to be evicted
     */
    record Made(StoredVersion version, Map<StoredFile, Finished> files, Optional<ModuleHash> hash, boolean isOnlyCopy) {
        Optional<Finished> file(StoredFile file) {
            return Optional.ofNullable(files.get(file));
        }
    }

    /**
     * Keeps a version.
     *
     * @param made the version
     * @return the files that were not there before, by their places
     * @throws IOException if it cannot be kept; or another content of it is
     */
    Map<StoredFile, Path> keep(Made made) throws IOException {
        long reserved = 0;
        for (Finished finished : made.files().values()) {
            reserved += Files.size(finished.file());
        }
        eviction.reserve(reserved);
        Kept kept = Kept.NOTHING;
        try {
            kept = tree.holding(() -> keepFirst(made));
            return kept.placed();
        } finally {
            eviction.removed(reserved - kept.bytes());
        }
    }

    /** What was added to the tree. */
    private record Kept(Map<StoredFile, Path> placed, long bytes) {
        static final Kept NOTHING = new Kept(Map.of(), 0);
    }

    private Kept keepFirst(Made made) throws IOException {
        Optional<VersionRecord> known = tree.read(made.version());
        Path record = tree.layout().record(made.version());
        if (known.isEmpty() && Files.exists(record)) {
            if (tree.isOfOtherFormat(record)) {
                throw new IOException(made.version().id() + " is kept already by another release of the store");
            }
            quarantine.takeUnreadable(record);
        }
        Optional<VersionRecord> first =
                known.filter(there -> there.file(StoredFile.MOD).isPresent());
        if (first.isPresent()) {
            requireSame(first.get(), made);
            if (first.get().hasZip() || made.hash().isEmpty()) {
                if (made.isOnlyCopy() && !first.get().isOnlyCopy()) {
                    tree.write(first.get().asOnlyCopy());
                }
                return Kept.NOTHING;
            }
        }
        VersionRecord before = first.orElse(new VersionRecord(made.version(), false, Optional.empty(), Map.of()));
        Map<StoredFile, Path> placed = new EnumMap<>(StoredFile.class);
        VersionRecord after = place(before, made, placed);
        return new Kept(placed, after.bytes() - before.bytes());
    }

    private static void requireSame(VersionRecord kept, Made made) throws IOException {
        Optional<String> mod = made.file(StoredFile.MOD).map(Finished::sha256);
        boolean same = kept.file(StoredFile.MOD).map(RecordedFile::sha256).equals(mod)
                && (kept.hash().isEmpty()
                        || made.hash().isEmpty()
                        || kept.hash().equals(made.hash()));
        if (!same) {
            throw new FileAlreadyExistsException(
                    made.version().id().toString(),
                    null,
                    "is kept already with another content: "
                            + kept.hash().map(ModuleHash::text).orElse("go.mod") + " and not "
                            + made.hash().map(ModuleHash::text).orElse("go.mod"));
        }
    }

    private VersionRecord place(VersionRecord before, Made made, Map<StoredFile, Path> placed) throws IOException {
        StoredVersion version = made.version();
        Path versions = tree.layout().versions(version);
        boolean committed = false;
        try {
            tree.disk().createDirectories(versions);
            Map<StoredFile, RecordedFile> files = new EnumMap<>(StoredFile.class);
            files.putAll(before.files());
            for (StoredFile file : StoredFile.values()) {
                Finished finished = made.files().get(file);
                if (finished != null && before.file(file).isEmpty()) {
                    placed.put(file, tree.layout().file(version, file));
                    files.put(file, RecordedFile.of(tree.place(version, file, finished.file()), finished.sha256()));
                }
            }
            tree.disk().force(versions);
            VersionRecord after =
                    new VersionRecord(version, made.isOnlyCopy() || before.isOnlyCopy(), made.hash(), files);
            tree.write(after);
            committed = true;
            if (after.hasZip()) {
                tree.list(version);
            }
            return after;
        } finally {
            if (!committed) {
                takeBack(before, placed);
            }
        }
    }

    /** The record may have been put in place before the failure: then its files stay as well. */
    private void takeBack(VersionRecord before, Map<StoredFile, Path> placed) {
        try {
            Optional<VersionRecord> now = tree.read(before.version());
            placed.forEach((file, path) -> {
                if (now.flatMap(record -> record.file(file)).isEmpty()) {
                    tree.deleteQuietly(path);
                }
            });
            if (now.isEmpty()) {
                tree.deleteIfEmpty(tree.layout().versions(before.version()));
            }
        } catch (IOException e) {
            tree.rareLog().warn("what a failed commit has left is deleted at the next start", e.toString());
        }
    }
}
