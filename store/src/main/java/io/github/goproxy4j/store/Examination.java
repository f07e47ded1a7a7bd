package io.github.goproxy4j.store;

import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The close look at a file of which something is odd, or whose turn it is: its bytes are read. If they are those that were
 * put there, the file stays, and the record is brought up to date where the file was copied or restored; otherwise it goes
 * into quarantine.
 */
final class Examination {
    private static final int ATTEMPTS = 4;

    private final StoreTree tree;
    private final OpenFiles files;
    private final Quarantine quarantine;
    private final Eviction eviction;
    private final ConcurrentHashMap<FileName, CompletableFuture<Optional<Finding>>> running = new ConcurrentHashMap<>();

    Examination(StoreTree tree, OpenFiles files, Quarantine quarantine, Eviction eviction) {
        this.tree = tree;
        this.files = files;
        this.quarantine = quarantine;
        this.eviction = eviction;
    }

    /** What was found: at most one of the two. */
    record Finding(Optional<RecordedFile> whole, boolean isDamaged) {
        static final Finding ABSENT = new Finding(Optional.empty(), false);
        static final Finding DAMAGED = new Finding(Optional.empty(), true);
    }

    /**
     * Looks at a file; who asks while another thread does waits for what that one finds.
     *
     * @param name which one
     * @param pace told of what is read
     * @return what the file is known by from now on; absent if it is not kept; damaged if it was until now
     * @throws IOException if it cannot be read
     */
    Finding of(FileName name, Sha256.Pace pace) throws IOException {
        while (true) {
            CompletableFuture<Optional<Finding>> mine = new CompletableFuture<>();
            CompletableFuture<Optional<Finding>> other = running.putIfAbsent(name, mine);
            if (other == null) {
                Optional<Finding> found = Optional.empty();
                try {
                    found = Optional.of(examine(name, pace));
                    return found.get();
                } finally {
                    running.remove(name, mine);
                    mine.complete(found);
                }
            }
            Optional<Finding> found = Flights.await(other);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    private Finding examine(FileName name, Sha256.Pace pace) throws IOException {
        Path path = tree.layout().file(name.version(), name.file());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<VersionRecord> record = tree.read(name.version());
            Optional<RecordedFile> recorded = record.flatMap(known -> known.file(name.file()));
            if (recorded.isEmpty()) {
                return Finding.ABSENT;
            }
            Optional<FileStamp> stamp = FileStamp.find(path);
            boolean whole = stamp.isPresent()
                    && stamp.get().size() == recorded.get().size()
                    && Sha256.of(path, pace).equals(recorded.get().sha256());
            if (FileStamp.find(path).equals(stamp)) {
                if (whole && recorded.get().matches(path, stamp.orElseThrow())) {
                    return new Finding(recorded, false);
                }
                Optional<Finding> settled =
                        whole ? adopt(record.get(), name, path, stamp) : condemn(record.get(), name, path, stamp);
                if (settled.isPresent()) {
                    return settled.get();
                }
            }
        }
        throw new FileSystemException(path.toString(), null, "changes faster than it can be examined");
    }

    private boolean isAsSeen(VersionRecord record, Path path, Optional<FileStamp> stamp) throws IOException {
        return tree.read(record.version()).equals(Optional.of(record))
                && FileStamp.find(path).equals(stamp);
    }

    private Optional<Finding> adopt(VersionRecord record, FileName name, Path path, Optional<FileStamp> stamp)
            throws IOException {
        RecordedFile now =
                RecordedFile.of(path, record.file(name.file()).orElseThrow().sha256());
        try {
            boolean written = tree.holding(() -> {
                boolean asSeen = isAsSeen(record, path, stamp);
                if (asSeen) {
                    tree.write(record.with(name.file(), now));
                }
                return asSeen;
            });
            if (!written) {
                return Optional.empty();
            }
        } catch (IOException e) {
            tree.rareLog().warn("a record could not be brought up to date", path + ": " + e);
        }
        return Optional.of(new Finding(Optional.of(now), false));
    }

    private Optional<Finding> condemn(VersionRecord record, FileName name, Path path, Optional<FileStamp> stamp)
            throws IOException {
        try {
            boolean taken = tree.holding(() -> {
                boolean asSeen = isAsSeen(record, path, stamp);
                if (asSeen) {
                    String what = name.version().id() + ": " + path;
                    tree.rareLog().warn("damaged, so it is not served and goes to quarantine", what);
                    take(record, name.file());
                }
                return asSeen;
            });
            if (!taken) {
                return Optional.empty();
            }
        } catch (IOException e) {
            // It is not served all the same; but to ask for it to be made again would find it again, and so on.
            tree.rareLog().warn("a damaged file could not be moved to quarantine", path + ": " + e);
            files.forget(name.version());
            return Optional.of(Finding.ABSENT);
        }
        files.forget(name.version());
        return Optional.of(Finding.DAMAGED);
    }

    private void take(VersionRecord record, StoredFile damaged) throws IOException {
        StoredVersion version = record.version();
        if (damaged == StoredFile.ZIPHASH) {
            quarantine.take(record, List.of(damaged));
            tree.write(record.with(damaged, writeHash(version, record.hash().orElseThrow())));
            return;
        }
        List<StoredFile> lost = List.of(StoredFile.values());
        if (damaged == StoredFile.PARTS) {
            lost = List.of(damaged);
        } else if (damaged == StoredFile.ZIP) {
            lost = List.of(StoredFile.ZIP, StoredFile.ZIPHASH, StoredFile.PARTS);
        }
        VersionRecord left = record.without(lost);
        if (left.files().isEmpty()) {
            tree.disk().delete(tree.layout().record(version));
            tree.disk().force(tree.layout().versions(version));
        } else {
            tree.write(left);
        }
        eviction.removed(record.bytes() - left.bytes());
        if (!left.hasZip()) {
            tree.unlist(version);
        }
        quarantine.take(record, lost);
        tree.deleteIfEmpty(tree.layout().versions(version));
    }

    private RecordedFile writeHash(StoredVersion version, ModuleHash hash) throws IOException {
        byte[] text = hash.text().getBytes(StandardCharsets.US_ASCII);
        Path temporary = tree.workspace().newFile(StoredFile.ZIPHASH.suffix());
        try {
            tree.disk().write(temporary, text);
            Path placed = tree.place(version, StoredFile.ZIPHASH, temporary);
            return RecordedFile.of(placed, Sha256.of(text));
        } finally {
            tree.deleteQuietly(temporary);
        }
    }
}
