package io.github.goproxy4j.store;

import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ZipParts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A version on its way into the tree: temporary files, which are deleted when the draft is closed. */
final class DiskDraft implements ModuleStore.Draft {
    private final StoreTree tree;
    private final Workspace workspace;
    private final Shelf shelf;
    private final StoredVersion version;
    private final boolean isOnlyCopy;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Path> temporaries = new ArrayList<>();
    private final Path zipFile;
    private @Nullable FileChannel zip;

    /** Which file the zip is written to: its name may come to mean another one. */
    private volatile @Nullable Object zipKey;

    private volatile @Nullable Placed placed;
    private boolean closed;

    /** Where a zip is after the commit. */
    private record Placed(Path path, FileStamp stamp) {}

    DiskDraft(StoreTree tree, Workspace workspace, Shelf shelf, StoredVersion version, boolean isOnlyCopy) {
        this.tree = tree;
        this.workspace = workspace;
        this.shelf = shelf;
        this.version = version;
        this.isOnlyCopy = isOnlyCopy;
        this.zipFile = workspace.newFile(StoredFile.ZIP.suffix());
    }

    @Override
    public FileChannel zip() throws IOException {
        lock.lock();
        try {
            requireOpen();
            FileChannel made = zip;
            if (made == null) {
                temporaries.add(zipFile);
                made = tree.disk().create(zipFile);
                zipKey = FileStamp.of(zipFile).key();
                zip = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** The place of a zip to be filled by other means than the channel. */
    Path zipFile() {
        lock.lock();
        try {
            temporaries.add(zipFile);
            return zipFile;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public FileChannel reopenZip() throws IOException {
        // Without the lock, which a commit holds for as long as the disk takes, and whoever is asked what may be
        // evicted.
        FileChannel channel;
        try {
            channel = FileChannel.open(zipFile, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            Placed now = placed;
            if (now == null) {
                throw e;
            }
            // Moved, or the draft is closed: the version may have been evicted since, and made again by somebody else.
            return StoreTree.open(now.path(), now.stamp());
        }
        boolean same = false;
        try {
            requireSameFile();
            same = true;
            return channel;
        } finally {
            if (!same) {
                channel.close();
            }
        }
    }

    private void requireSameFile() throws IOException {
        Object key = zipKey;
        if (key != null && !key.equals(FileStamp.of(zipFile).key())) {
            throw new FileSystemException(zipFile.toString(), null, "is another file now");
        }
    }

    @Override
    public void commit(byte[] info, byte[] mod, ModuleHash hash, Optional<ZipParts> parts) throws IOException {
        lock.lock();
        try {
            requireOpen();
            Map<StoredFile, Shelf.Finished> files = new EnumMap<>(StoredFile.class);
            requireSameFile();
            tree.disk().force(zipFile);
            files.put(StoredFile.ZIP, new Shelf.Finished(zipFile, Sha256.of(zipFile)));
            write(files, StoredFile.ZIPHASH, hash.text().getBytes(StandardCharsets.US_ASCII));
            if (parts.isPresent()) {
                write(files, StoredFile.PARTS, parts.get().toBytes());
            }
            keep(files, info, mod, Optional.of(hash));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void commit(byte[] info, byte[] mod) throws IOException {
        lock.lock();
        try {
            requireOpen();
            keep(new EnumMap<>(StoredFile.class), info, mod, Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    private void keep(Map<StoredFile, Shelf.Finished> files, byte[] info, byte[] mod, Optional<ModuleHash> hash)
            throws IOException {
        write(files, StoredFile.MOD, mod);
        write(files, StoredFile.INFO, info);
        // The placed file is the same one, if it has not been evicted by the time that it could be looked at.
        Optional<FileStamp> stamp = FileStamp.find(zipFile);
        try {
            Path place =
                    shelf.keep(new Shelf.Made(version, files, hash, isOnlyCopy)).get(StoredFile.ZIP);
            if (place != null && stamp.isPresent()) {
                placed = new Placed(place, stamp.get());
            }
        } catch (IOException e) {
            tree.rareLog().warn("a version could not be kept", version.id() + ": " + e);
            throw e;
        }
    }

    private void write(Map<StoredFile, Shelf.Finished> files, StoredFile file, byte[] bytes) throws IOException {
        Path temporary = workspace.newFile(file.suffix());
        temporaries.add(temporary);
        tree.disk().write(temporary, bytes);
        files.put(file, new Shelf.Finished(temporary, Sha256.of(bytes)));
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the draft is closed");
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            tree.rareLog().warn("closing a temporary file failed", e.toString());
        } finally {
            temporaries.forEach(tree::deleteQuietly);
            temporaries.clear();
            lock.unlock();
        }
    }
}
