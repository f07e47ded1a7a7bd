package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ZipReuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a directory: for each project a tree in the layout of GOPROXY, with a record beside each version.
 *
 * <p>{@code DIRECTORY/modules/PROJECT} can be read by a plain web server, by {@code GOPROXY=file://} and by
 * {@link io.github.goproxy4j.directory.DirectoryRepository}, while the store is in use. Nobody else writes there.
 *
 * <p><b>Never part of a version.</b> A version is kept from the moment its record is in place, which is written when
 * everything else is safe on the disk, and deleted before everything else. Whenever a process is killed, what it leaves is a
 * whole version or something that the next start deletes.
 *
 * <p><b>Never other bytes.</b> The record has length, time, inode and SHA-256 of each file. The first three are compared for
 * each hit before a byte is served. Where they differ the file is read: if its bytes are the same, because it was copied or
 * restored, it is served; otherwise it goes to the directory {@code quarantine}, the answer is empty, and
 * {@link ModuleStore.Sources#rebuild} is called. Bytes that change without a trace are found by the inspection, which reads
 * everything once in each {@linkplain DiskStoreOptions#inspectionPeriod() period}; until then the {@code go} command's own
 * comparison with go.sum is the guard. A stream of a file that is damaged while it is sent fails.
 *
 * <p><b>Bounded.</b> When the files of all versions have more bytes than allowed, those that were used least lately are
 * evicted, except those that are leased, are the only copy, or cannot be had again by what {@link ModuleStore.Sources#has}
 * says. If none may go, nothing is added.
 *
 * <p><b>Shared.</b> Several processes may use one directory on one machine, and several stores of one process. Web
 * applications of one process that bring a copy of this library each must not: the system keeps them apart less well.
 *
 * <p>Thread-safe.
 */
public final class DiskStore implements ModuleStore {
    private static final Logger LOG = LoggerFactory.getLogger(DiskStore.class);
    private static final long HOUSEKEEPING_SECONDS = 30;
    private static final long RECOUNT_SECONDS = 3600;
    private static final long FIRST_INSPECTION_SECONDS = 60;
    private static final long FAILED_INSPECTION_SECONDS = 3600;
    /** How fast the inspection reads, so that it leaves the disk to others. */
    private static final long INSPECTED_BYTES_PER_SECOND = 32L << 20;

    private static final int ATTEMPTS = 4;

    private final StoreTree tree;
    private final OpenFiles files;
    private final Examination examination;
    private final Eviction eviction;
    private final StoreWalk walk;
    private final Inspection inspection;
    private final Shelf shelf;
    private final PartsTables tables;
    private final DiskStoreOptions options;
    private final Background background = new Background();
    private final CountDownLatch cleaned = new CountDownLatch(1);
    private volatile @Nullable Sources sources;

    private DiskStore(StoreTree tree, DiskStoreOptions options) {
        this.tree = tree;
        this.options = options;
        this.files = new OpenFiles(tree);
        Quarantine quarantine = new Quarantine(tree);
        this.walk = new StoreWalk(tree, quarantine, background::isEnded);
        this.eviction = new Eviction(tree, files, walk, options.maxBytes());
        this.examination = new Examination(tree, files, quarantine, eviction);
        this.inspection = new Inspection(tree, walk, examination, this::rebuild, background::isEnded);
        this.shelf = new Shelf(tree, quarantine, eviction);
        this.tables = new PartsTables(this::open, tree.rareLog());
    }

    /**
     * Opens a store, and deletes the temporary files of processes that have ended without doing so. What else they left is
     * deleted in the background.
     *
     * @param directory its directory, which is created if it is not there
     * @param options how it is to be used
     * @return the store, which the caller closes. If the directory is there and cannot be written to, it finds what is kept
     *     and keeps nothing, until that changes
     * @throws IOException if there is no such directory and none can be created
     */
    public static DiskStore open(Path directory, DiskStoreOptions options) throws IOException {
        return open(directory, options, new SystemFiles());
    }

    static DiskStore open(Path directory, DiskStoreOptions options, DiskFiles disk) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        StoreTree tree = new StoreTree(new StoreLayout(root), disk, options.clock());
        try {
            tree.workspace();
        } catch (IOException e) {
            if (!Files.isDirectory(root)) {
                if (Files.exists(root)) {
                    throw new NotDirectoryException(root.toString());
                }
                throw e;
            }
            LOG.warn("the store {} cannot be written to, so nothing is added to what it has: {}", root, e.toString());
        }
        DiskStore store = new DiskStore(tree, options);
        store.start();
        return store;
    }

    private void start() {
        background.now(() -> {
            try {
                eviction.recount();
                walk.clean();
            } finally {
                cleaned.countDown();
            }
        });
        background.every(HOUSEKEEPING_SECONDS, files::closeIdle);
        background.every(RECOUNT_SECONDS, () -> {
            files.rememberUses();
            eviction.recount();
        });
        if (!options.inspectionPeriod().isZero()) {
            background.now(() -> scheduleInspection(FIRST_INSPECTION_SECONDS));
        }
    }

    private void scheduleInspection(long least) {
        Instant now = Instant.ofEpochMilli(options.clock().millis());
        Instant due = now;
        try {
            due = inspection
                    .last()
                    .map(last -> last.plus(options.inspectionPeriod()))
                    .orElse(now);
        } catch (IOException e) {
            tree.rareLog().warn("when the store was inspected last cannot be told", e);
        }
        long wait = Math.max(least, Duration.between(now, due).toSeconds());
        background.after(wait, () -> {
            // A store that cannot be written to does not remember that it was inspected.
            long next = Math.max(
                    FAILED_INSPECTION_SECONDS, options.inspectionPeriod().toSeconds());
            try {
                inspection.run(this::pause);
                next = FIRST_INSPECTION_SECONDS;
            } finally {
                scheduleInspection(next);
            }
        });
    }

    private void pause(int bytes) throws IOException {
        LockSupport.parkNanos(bytes * TimeUnit.SECONDS.toNanos(1) / INSPECTED_BYTES_PER_SECOND);
        if (background.isEnded()) {
            throw new IOException("the store is closed");
        }
    }

    /** Inspects everything at once, as fast as it goes. */
    void inspectNow() throws IOException {
        inspection.run(Sha256.Pace.NONE);
    }

    /** Waits until what others have left is deleted, and the bytes are counted. */
    void awaitCleaning() throws InterruptedException {
        cleaned.await();
    }

    Path pathOf(StoredVersion version, StoredFile file) {
        return tree.layout().file(version, file);
    }

    long bytes() {
        return eviction.bytes();
    }

    void closeIdle() {
        files.closeIdle();
    }

    @Override
    public Optional<ModuleFile> find(StoredVersion version, VersionFile file) throws IOException {
        if (background.isEnded()) {
            throw new IOException("the store is closed");
        }
        Optional<OpenFile> found = open(new FileName(version, StoredFile.of(file)));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        found.get().used(options.clock().millis());
        return Optional.of(new FileLease(found.get(), tables));
    }

    /** Opens a file that is as it was recorded. The caller releases it. */
    private Optional<OpenFile> open(FileName name) throws IOException {
        OpenFile known = files.hold(name);
        if (known != null) {
            boolean unchanged = false;
            try {
                unchanged = known.isUnchanged();
            } finally {
                if (!unchanged) {
                    known.release();
                }
            }
            if (unchanged) {
                return Optional.of(known);
            }
            files.forget(known);
        }
        return openAnew(name);
    }

    private Optional<OpenFile> openAnew(FileName name) throws IOException {
        Optional<RecordedFile> recorded = tree.read(name.version()).flatMap(record -> record.file(name.file()));
        for (int attempt = 0; recorded.isPresent() && attempt < ATTEMPTS; attempt++) {
            Optional<OpenFile> opened = files.open(name, recorded.get());
            if (opened.isPresent()) {
                return opened;
            }
            Examination.Finding finding = examination.of(name, Sha256.Pace.NONE);
            if (finding.isDamaged()) {
                rebuild(name.version());
            }
            recorded = finding.whole();
        }
        return Optional.empty();
    }

    private void rebuild(StoredVersion version) {
        Sources known = sources;
        if (known != null) {
            known.rebuild(version);
        }
    }

    @Override
    public Draft begin(StoredVersion version) throws IOException {
        if (background.isEnded()) {
            throw new IOException("the store is closed");
        }
        try {
            eviction.requireHope();
            return new DiskDraft(tree, tree.workspace(), shelf, version, false);
        } catch (IOException e) {
            tree.rareLog().warn("versions cannot be kept", e.toString());
            throw e;
        }
    }

    @Override
    public void remove(StoredVersion version) throws IOException {
        eviction.remove(version, false);
    }

    @Override
    public ZipReuse reuse(String project) {
        return new NeighbourZips(tree, this, project);
    }

    @Override
    public void keepForever(StoredVersion version) throws IOException {
        eviction.keepForever(version);
    }

    @Override
    public Optional<ModuleHash> hash(StoredVersion version) throws IOException {
        return tree.read(version).flatMap(VersionRecord::hash);
    }

    @Override
    public void connect(Sources who) {
        sources = who;
        eviction.connect(who);
    }

    /**
     * Takes the versions of a filled module cache, or of another tree in the layout of GOPROXY, into the store: those that
     * have {@code .info}, {@code .mod} and {@code .zip}, whose hash is what {@code .ziphash} says where there is one. They are
     * copied, and are the only copy from then on: never evicted.
     *
     * @param project the key of the project that is to have them
     * @param download the tree, such as {@code $GOMODCACHE/cache/download}
     * @return what came of it
     * @throws IOException if the tree cannot be read, the store cannot be written to, or has no room for them. What was taken
     *     before stays
     */
    public SeedReport seed(String project, Path download) throws IOException {
        return new SeedImport(tree, shelf, project, download).run();
    }

    @Override
    public void close() {
        background.close();
        files.forgetAll();
        tree.close();
    }
}
