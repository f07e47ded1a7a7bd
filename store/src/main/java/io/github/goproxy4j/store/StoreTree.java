package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tree of a store, and the steps by which it changes. Whatever the moment at which a process is killed or a step fails,
 * a version's record names only files that are there whole: it is written after them and deleted before them.
 *
 * <p>Who changes the tree holds its lock ({@link #holding}). Reading needs none.
 */
final class StoreTree {
    private static final Logger LOG = LoggerFactory.getLogger(StoreTree.class);

    private final StoreLayout layout;
    private final DiskFiles disk;
    private final Clock clock;
    private final RareLog rareLog;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Workspace workspace;
    private boolean closed;

    StoreTree(StoreLayout layout, DiskFiles disk, Clock clock) {
        this.layout = layout;
        this.disk = disk;
        this.clock = clock;
        this.rareLog = new RareLog(LOG, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    }

    StoreLayout layout() {
        return layout;
    }

    DiskFiles disk() {
        return disk;
    }

    RareLog rareLog() {
        return rareLog;
    }

    Clock clock() {
        return clock;
    }

    /**
     * Returns what is needed to change the tree: opened anew if that has failed before, or the directory was deleted.
     *
     * @throws IOException if the tree cannot be changed now
     */
    Workspace workspace() throws IOException {
        Workspace current = workspace;
        if (current != null && current.isCurrent()) {
            return current;
        }
        opening.lock();
        try {
            if (closed) {
                throw new IOException("the store is closed");
            }
            current = workspace;
            if (current == null || !current.isCurrent()) {
                Workspace opened = Workspace.open(layout, disk);
                if (current != null) {
                    current.abandon();
                }
                workspace = opened;
                return opened;
            }
            return current;
        } finally {
            opening.unlock();
        }
    }

    /** Changes the tree while nobody else does. */
    <T> T holding(StoreLock.Change<T> change) throws IOException {
        return workspace().holding(change);
    }

    /** Reads the record of a version; empty if there is none that is whole, and of this version. */
    Optional<VersionRecord> read(StoredVersion version) throws IOException {
        return readRecord(layout.record(version))
                .filter(record -> record.version().equals(version));
    }

    /** Reads a file as a record; empty if there is no such file, or it is no record. */
    Optional<VersionRecord> readRecord(Path file) throws IOException {
        Optional<byte[]> bytes = recordBytes(file);
        Optional<VersionRecord> record = bytes.flatMap(VersionRecord::read);
        if (bytes.isPresent() && record.isEmpty()) {
            rareLog.warn("a damaged record, whose version counts as absent", file.toString());
        }
        return record;
    }

    private static Optional<byte[]> recordBytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes(VersionRecord.MAX_BYTES));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether a file is a record that another release of this library has written: its version is not to be touched. */
    boolean isOfOtherFormat(Path record) throws IOException {
        return recordBytes(record).filter(VersionRecord::isOfOtherFormat).isPresent();
    }

    /** Puts a record in place of the one there is, if any. The commit of whatever is committed. */
    void write(VersionRecord record) throws IOException {
        Path file = layout.record(record.version());
        Path temporary = workspace().newFile(VersionRecord.SUFFIX);
        try {
            disk.write(temporary, record.toBytes());
            disk.touch(temporary, Instant.ofEpochMilli(clock.millis()));
            disk.move(temporary, file);
        } catch (IOException | RuntimeException e) {
            deleteQuietly(temporary);
            throw e;
        }
        disk.force(layout.versions(record.version()));
    }

    /**
     * Gives a finished temporary file its name. It keeps its temporary name as well where the file system can do that; what
     * has the name already is of nobody, and goes.
     */
    Path place(StoredVersion version, StoredFile file, Path temporary) throws IOException {
        Path target = layout.file(version, file);
        try {
            try {
                disk.link(temporary, target);
            } catch (FileAlreadyExistsException e) {
                disk.delete(target);
                disk.link(temporary, target);
            }
        } catch (UnsupportedOperationException e) {
            disk.move(temporary, target);
        }
        return target;
    }

    /** Deletes a version, its record first. */
    void delete(VersionRecord record) throws IOException {
        StoredVersion version = record.version();
        disk.delete(layout.record(version));
        disk.force(layout.versions(version));
        unlist(version);
        List<StoredFile> files = new ArrayList<>(List.of(StoredFile.values()));
        Collections.reverse(files);
        for (StoredFile file : files) {
            disk.delete(layout.file(version, file));
        }
        deleteIfEmpty(layout.versions(version));
    }

    /** Names a version in the list of its module, if it is one that lists name. */
    void list(StoredVersion version) {
        relist(version, true);
    }

    /** Takes a version out of the list of its module. */
    void unlist(StoredVersion version) {
        relist(version, false);
    }

    private void relist(StoredVersion version, boolean there) {
        ModuleVersion name = version.id().version();
        Path versions = layout.versions(version);
        try {
            NavigableSet<ModuleVersion> listed = ListFile.read(versions);
            boolean changed = there ? ListFile.isListed(name) && listed.add(name) : listed.remove(name);
            if (changed || (there && !Files.exists(versions.resolve(StoreLayout.LIST)))) {
                writeList(versions, listed);
            }
        } catch (IOException e) {
            // The store does not need it, and the next look at the whole tree makes it anew.
            rareLog.warn("the list of a module could not be written", version.id() + ": " + e);
        }
    }

    void writeList(Path versions, NavigableSet<ModuleVersion> listed) throws IOException {
        Path temporary = workspace().newFile(StoreLayout.LIST);
        try {
            disk.write(temporary, ListFile.bytes(listed));
            disk.move(temporary, versions.resolve(StoreLayout.LIST));
        } catch (IOException | RuntimeException e) {
            deleteQuietly(temporary);
            throw e;
        }
    }

    /** Deletes the directory of a module without versions, and those above it that are empty then. */
    void deleteIfEmpty(Path versions) throws IOException {
        for (Path file : children(versions)) {
            if (!file.getFileName().toString().equals(StoreLayout.LIST)) {
                return;
            }
        }
        disk.delete(versions.resolve(StoreLayout.LIST));
        Path modules = layout.modules();
        for (Path directory = versions;
                directory != null
                        && !directory.equals(modules)
                        && children(directory).isEmpty();
                directory = directory.getParent()) {
            disk.delete(directory);
        }
    }

    static List<Path> children(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(children::add);
        } catch (NoSuchFileException e) {
            children.clear();
        }
        return children;
    }

    void deleteQuietly(Path temporary) {
        try {
            disk.delete(temporary);
        } catch (IOException e) {
            rareLog.warn("a temporary file could not be deleted, and will be at the next start", e.toString());
        }
    }

    /** Opens a file that is to be the one with a stamp, to be read. */
    static FileChannel open(Path file, FileStamp stamp) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        boolean same = false;
        try {
            // After opening, because what the name means now need not be what the channel reads.
            same = FileStamp.of(file).equals(stamp) && channel.size() == stamp.size();
        } finally {
            if (!same) {
                channel.close();
            }
        }
        if (!same) {
            throw new FileSystemException(file.toString(), null, "is another file now");
        }
        return channel;
    }

    /** Waits until nobody in this process changes the tree. */
    void close() {
        Workspace current = workspace;
        if (current == null) {
            closeNow();
        } else {
            current.alone(this::closeNow);
        }
    }

    private void closeNow() {
        opening.lock();
        try {
            closed = true;
            Workspace last = workspace;
            workspace = null;
            if (last != null) {
                last.close();
            }
        } catch (IOException e) {
            LOG.warn("temporary files could not be deleted, and will be at the next start", e);
        } finally {
            opening.unlock();
        }
    }
}
