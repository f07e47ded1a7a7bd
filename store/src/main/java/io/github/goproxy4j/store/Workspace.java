package io.github.goproxy4j.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The right of a store to change its tree, and the directory of its temporary files, which no other process touches. */
final class Workspace {
    private final DiskFiles disk;
    private final StoreLock lock;
    private final int slot;
    private final Path directory;
    /** The names of a place that is taken again, after it was deleted or given back, are others. */
    private final String token = UUID.randomUUID().toString();

    private final AtomicLong next = new AtomicLong();

    private Workspace(DiskFiles disk, StoreLock lock, int slot, Path directory) {
        this.disk = disk;
        this.lock = lock;
        this.slot = slot;
        this.directory = directory;
    }

    /**
     * Takes a place among those who use the store, and deletes the temporary files of those who are gone.
     *
     * @throws IOException if the store cannot be changed
     */
    static Workspace open(StoreLayout layout, DiskFiles disk) throws IOException {
        disk.createDirectories(layout.modules());
        disk.createDirectories(layout.temporary());
        disk.createDirectories(layout.quarantine());
        StoreLock lock = StoreLock.open(layout.lock());
        boolean opened = false;
        int slot = 0;
        try {
            slot = lock.takeSlot();
            Path directory = layout.temporary().resolve(String.valueOf(slot));
            clear(disk, directory);
            for (Path other : children(layout.temporary())) {
                clearIfDead(disk, lock, other);
            }
            disk.createDirectories(directory);
            opened = true;
            return new Workspace(disk, lock, slot, directory);
        } finally {
            if (!opened) {
                lock.leaveSlot(slot);
                lock.close();
            }
        }
    }

    private static void clearIfDead(DiskFiles disk, StoreLock lock, Path directory) throws IOException {
        int slot;
        try {
            slot = Integer.parseInt(directory.getFileName().toString());
        } catch (NumberFormatException e) {
            return;
        }
        if (slot > 0 && lock.trySlot(slot)) {
            try {
                clear(disk, directory);
                disk.delete(directory);
            } finally {
                lock.leaveSlot(slot);
            }
        }
    }

    private static void clear(DiskFiles disk, Path directory) throws IOException {
        for (Path file : children(directory)) {
            disk.delete(file);
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                files.forEach(children::add);
            }
        }
        return children;
    }

    /** Whether this is still the place that it was: a store's directory may be deleted while it is used. */
    boolean isCurrent() {
        return Files.isDirectory(directory) && lock.isCurrent();
    }

    /** A name for a temporary file that nobody has had. */
    Path newFile(String suffix) {
        return directory.resolve(token + "-" + next.incrementAndGet() + suffix);
    }

    <T> T holding(StoreLock.Change<T> change) throws IOException {
        return lock.holding(change);
    }

    /** Does something while no other thread of this process changes the tree. */
    void alone(Runnable action) {
        lock.alone(action);
    }

    /** Leaves a place that is not there any more. */
    void abandon() throws IOException {
        lock.leaveSlot(slot);
        lock.close();
    }

    /** Deletes what is left of the temporary files, and leaves the place to others. */
    void close() throws IOException {
        try {
            clear(disk, directory);
            disk.delete(directory);
        } finally {
            abandon();
        }
    }
}
