package io.github.goproxy4j.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The files of a store that are open: those that are leased, and a bounded number of those that were lately, so that a hit
 * opens nothing.
 */
final class OpenFiles implements OpenFile.Owner {
    private static final int MAX_FILES = 512;
    private static final long MAX_MAPPED_BYTES = 1L << 30;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final StoreTree tree;
    private final Cache<FileName, OpenFile> recent;
    private final Set<OpenFile> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong mappedBytes = new AtomicLong();

    OpenFiles(StoreTree tree) {
        this.tree = tree;
        this.recent = Caffeine.newBuilder()
                .maximumSize(MAX_FILES)
                .expireAfterAccess(IDLE)
                .executor(Runnable::run)
                .evictionListener(this::dropped)
                .build();
    }

    private void dropped(@Nullable FileName name, @Nullable OpenFile file, RemovalCause cause) {
        if (file != null) {
            drop(file);
        }
    }

    private void drop(OpenFile file) {
        remember(file);
        file.release();
    }

    /** Returns an open file, which the caller releases; null if there is none. */
    @Nullable
    OpenFile hold(FileName name) {
        OpenFile file = recent.getIfPresent(name);
        return file != null && file.hold() ? file : null;
    }

    /** Opens the file of a version that a record knows; empty if it is not as recorded. The caller releases it. */
    Optional<OpenFile> open(FileName name, RecordedFile recorded) throws IOException {
        Path path = tree.layout().file(name.version(), name.file());
        Optional<FileStamp> stamp = FileStamp.find(path);
        try {
            if (stamp.isEmpty() || !recorded.matches(path, stamp.get())) {
                return Optional.empty();
            }
            OpenFile file =
                    new OpenFile(this, name, path, stamp.get(), recorded.sha256(), StoreTree.open(path, stamp.get()));
            file.hold();
            open.add(file);
            OpenFile before = recent.asMap().put(name, file);
            if (before != null) {
                drop(before);
            }
            return Optional.of(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Forgets an open file, which stays open for its leases. */
    void forget(OpenFile file) {
        if (recent.asMap().remove(file.name(), file)) {
            drop(file);
        }
    }

    void forget(StoredVersion version) {
        for (StoredFile file : StoredFile.values()) {
            OpenFile known = recent.asMap().remove(new FileName(version, file));
            if (known != null) {
                drop(known);
            }
        }
    }

    /** Whether somebody in this process has a lease of a file of a version. */
    boolean isLeased(StoredVersion version) {
        for (OpenFile file : open) {
            // One that is not in the cache any more is held by leases alone.
            boolean byLease = recent.asMap().get(file.name()) == file ? file.isLeased() : true;
            if (byLease && file.name().version().equals(version)) {
                return true;
            }
        }
        return false;
    }

    /** Writes down when files were used last. */
    void rememberUses() {
        open.forEach(this::remember);
    }

    /** Closes what has not been used for long. */
    void closeIdle() {
        recent.cleanUp();
    }

    void forgetAll() {
        for (OpenFile file : open) {
            forget(file);
        }
    }

    private void remember(OpenFile file) {
        long use = file.lastUse();
        Path record = tree.layout().record(file.name().version());
        try {
            if (use > 0 && FileStamp.of(record).modifiedNanos() / 1_000_000 < use) {
                tree.disk().touch(record, Instant.ofEpochMilli(use));
            }
        } catch (NoSuchFileException e) {
            // Evicted by another process.
        } catch (IOException e) {
            tree.rareLog().warn("the time of a use could not be written down", e);
        }
    }

    @Override
    public Optional<Path> link(OpenFile file) {
        Path name = null;
        try {
            name = tree.workspace().newFile(file.name().file().suffix());
            tree.disk().link(file.path(), name);
            // The name may have come to mean another file since it was opened.
            if (FileStamp.of(name).equals(file.stamp())) {
                return Optional.of(name);
            }
            tree.deleteQuietly(name);
        } catch (NoSuchFileException e) {
            // Evicted by another process: it is read by its channel then.
            return Optional.empty();
        } catch (UnsupportedOperationException | IOException e) {
            tree.rareLog().warn("files cannot be handed out by name", e.toString());
            if (name != null) {
                tree.deleteQuietly(name);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean mayMap(long bytes) {
        if (mappedBytes.addAndGet(bytes) <= MAX_MAPPED_BYTES) {
            return true;
        }
        // To be taken back by unmapped(), as is what was mapped.
        unmapped(bytes);
        return false;
    }

    @Override
    public void unmapped(long bytes) {
        mappedBytes.addAndGet(-bytes);
    }

    @Override
    public void closed(OpenFile file, @Nullable Path link) {
        open.remove(file);
        if (link != null) {
            tree.deleteQuietly(link);
        }
    }
}
